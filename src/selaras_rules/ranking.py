"""The three ranking groups of PP 30/2019, kept for agencies that still choose them; advice, never a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .distribution import people_at_least, people_at_most
from .errors import InvalidInput, require_member
from .findings import Finding
from .numbers import written
from .ratings import Rating
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class GroupMissed:
    """One group that is too large or too small, and by how many people."""

    group: Rating
    limit: str
    count: int
    bound: int
    people: int
    text: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The groups of one unit; `is_used` says whether the agency chose to look at them."""

    is_used: bool
    size: int
    missed: tuple[GroupMissed, ...]


def check_ranking(counts: Mapping[Rating, int], ruleset: Ruleset) -> Finding[Ranking]:
    """How the ranking groups of a unit fit the old limits (PP 30/2019 Pasal 52–53); raises InvalidInput."""
    people = _people(counts)
    size = sum(people.values())
    law = ruleset.law("peringkat.kelompok")
    rounding = ruleset.choice("distribution.rounding")
    found = (
        _missed(Rating(group), limit, Fraction(share), people, rounding)
        for group, limits in law.value.items()
        for limit, share in limits.items()
    )
    missed = tuple(one for one in found if one is not None) if size else ()
    is_used = ruleset.choice("ranking.enabled")
    fits = "tidak sesuai" if missed else "sesuai"
    opening = law.step(f"{size} pegawai dalam tiga kelompok peringkat: {fits} batas lama.")
    because = (opening, *(law.step(one.text) for one in missed), ruleset.choice_step("ranking.enabled"))
    return Finding(Ranking(is_used, size, missed), because)


def _people(counts: Mapping[Rating, int]) -> dict[Rating, int]:
    people = dict.fromkeys(Rating, 0)
    for rating, count in counts.items():
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise InvalidInput(f"jumlah {rating}", count, "bilangan bulat nol atau lebih")
        people[require_member(Rating, rating, "kelompok")] = count
    return people


def _missed(
    group: Rating, limit: str, share: Fraction, people: Mapping[Rating, int], rounding: str
) -> GroupMissed | None:
    count, size = people[group], sum(people.values())
    most = limit == "at_most"
    bound = people_at_most(share, size, rounding) if most else people_at_least(share, size, rounding)
    off = count - bound if most else bound - count
    if off <= 0:
        return None
    word, short = ("paling banyak", "lebih") if most else ("sedikitnya", "kurang")
    text = (
        f"{group.label} {word} {written(share * 100)}% ({bound} orang): sekarang {count} orang; "
        f"{short} {off} orang."
    )
    return GroupMissed(group, limit, count, bound, off, text)
