"""Pattern of predikat in one organisation: which limit is missed and by how many people (SE MenPANRB 3/2023).

It never changes a predikat: the pattern is something the leader weighs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from .errors import InvalidInput, require_member
from .findings import Finding
from .numbers import round_half_up, written
from .ratings import OrganisationPredikat, Predikat
from .ruleset import Ruleset


class DistributionVerdict(StrEnum):
    """What follows from the pattern."""

    FITS = "fits"
    SMALL_UNIT = "small_unit"
    ADVICE = "advice"
    BLOCKED = "blocked"

    @property
    def label(self) -> str:
        """The words for people."""
        return _VERDICT_LABELS[self]


_VERDICT_LABELS = {
    DistributionVerdict.FITS: "sesuai pola",
    DistributionVerdict.SMALL_UNIT: "unit kecil, pola tidak dipakai sebagai ukuran",
    DistributionVerdict.ADVICE: "perlu dipertimbangkan kembali",
    DistributionVerdict.BLOCKED: "belum dapat ditetapkan",
}


@dataclass(frozen=True, slots=True)
class LimitMissed:
    """One limit that is not kept: whom it counts, how many there are, what is allowed, how far off."""

    of: tuple[Predikat, ...]
    limit: str
    count: int
    bound: int
    people: int
    text: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """The pattern of one organisation against its limits."""

    verdict: DistributionVerdict
    size: int
    missed: tuple[LimitMissed, ...]

    @property
    def blocks(self) -> bool:
        """Whether the predikat may not be fixed like this."""
        return self.verdict is DistributionVerdict.BLOCKED


def check_distribution(
    counts: Mapping[Predikat, int], organisation: OrganisationPredikat, ruleset: Ruleset
) -> Finding[Distribution]:
    """How the predikat of an organisation's people fit the pattern of its own predikat (SE MenPANRB 3/2023).

    `counts` holds people with a final predikat; whoever needs no SKP is left out by the caller.
    Raises InvalidInput for negative counts.
    """
    organisation = require_member(OrganisationPredikat, organisation, "organisation")
    people = _people(counts)
    size = sum(people.values())
    rule = ruleset.law("distribusi.batas")
    rounding = ruleset.choice("distribution.rounding")
    found = (_missed(row, people, size, rounding) for row in rule.value[organisation])
    missed = tuple(item for item in found if item is not None) if size else ()
    verdict = verdict_of(size, bool(missed), ruleset)
    opening = rule.step(
        f"Predikat organisasi {organisation.label}, {size} pegawai berpredikat: {verdict.label}."
    )
    return Finding(Distribution(verdict, size, missed), (opening, *(rule.step(item.text) for item in missed)))


def _people(counts: Mapping[Predikat, int]) -> dict[Predikat, int]:
    people = dict.fromkeys(Predikat, 0)
    for predikat, count in counts.items():
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise InvalidInput(f"jumlah {predikat}", count, "bilangan bulat nol atau lebih")
        people[require_member(Predikat, predikat, "predikat")] = count
    return people


def verdict_of(size: int, is_missed: bool, ruleset: Ruleset) -> DistributionVerdict:
    """What follows for that many people when a limit is missed, or when none is."""
    if not size or (is_missed and size <= ruleset.choice("distribution.small_unit")):
        return DistributionVerdict.SMALL_UNIT
    if not is_missed:
        return DistributionVerdict.FITS
    blocks = ruleset.choice("distribution.mode") == "block"
    return DistributionVerdict.BLOCKED if blocks else DistributionVerdict.ADVICE


def _missed(
    row: Mapping[str, Any], people: Mapping[Predikat, int], size: int, rounding: str
) -> LimitMissed | None:
    of = tuple(Predikat(code) for code in row["of"])
    count = sum(people[predikat] for predikat in of)
    name = " dan ".join(predikat.label for predikat in of)
    if "majority" in row:
        return _majority_missed(of, name, count, people)
    bound = people_allowed(row, size, rounding)
    if "at_most" in row:
        return _too_many(of, name, count, bound, size, Fraction(row["at_most"]))
    if "at_least" in row:
        return _too_few(of, name, count, bound, f"{written(Fraction(row['at_least']) * 100)}%")
    return _too_few(of, name, count, bound, f"{bound} orang")


def people_allowed(row: Mapping[str, Any], size: int, rounding: str) -> int:
    """The limit of one row of the law in people, for an organisation of that size; not for a majority."""
    if "at_most" in row:
        return people_at_most(Fraction(row["at_most"]), size, rounding)
    if "at_least" in row:
        return people_at_least(Fraction(row["at_least"]), size, rounding)
    return int(row["at_least_people"])


def people_at_most(share: Fraction, size: int, rounding: str = "floor_max_ceil_min") -> int:
    """An upper limit in people: downwards, so that the share is never passed."""
    return int(round_half_up(share * size, 0)) if rounding == "nearest" else int(share * size)


def people_at_least(share: Fraction, size: int, rounding: str = "floor_max_ceil_min") -> int:
    """A lower limit in people: upwards, so that the share is reached."""
    return int(round_half_up(share * size, 0)) if rounding == "nearest" else -int(-(share * size) // 1)


def _majority_missed(
    of: tuple[Predikat, ...], name: str, count: int, people: Mapping[Predikat, int]
) -> LimitMissed | None:
    others = [people[predikat] for predikat in Predikat if predikat not in of]
    largest = max(others)
    if count > largest:
        return None
    needed = next(moved for moved in range(1, largest + 2) if _leads(count, others, moved))
    text = (
        f"{name} harus menjadi kelompok terbesar: sekarang {count} orang, "
        f"kelompok lain {largest} orang; kurang {needed} orang."
    )
    return LimitMissed(of, "majority", count, count + needed, needed, text)


def _leads(count: int, others: list[int], moved: int) -> bool:
    """Whether moving that many people into the group makes it larger than each other one."""
    return sum(max(0, other - (count + moved - 1)) for other in others) <= moved


def _too_many(
    of: tuple[Predikat, ...], name: str, count: int, bound: int, size: int, share: Fraction
) -> LimitMissed | None:
    if count <= bound:
        return None
    text = (
        f"{name} {written(Fraction(count * 100, size), 1)}% ({count} orang) melebihi "
        f"{written(share * 100)}%: paling banyak {bound} orang; lebih {count - bound} orang."
    )
    return LimitMissed(of, "at_most", count, bound, count - bound, text)


def _too_few(of: tuple[Predikat, ...], name: str, count: int, bound: int, least: str) -> LimitMissed | None:
    if count >= bound:
        return None
    text = (
        f"{name} sedikitnya {least}: seharusnya {bound} orang, sekarang {count} orang; "
        f"kurang {bound - count} orang."
    )
    return LimitMissed(of, "at_least", count, bound, bound - count, text)
