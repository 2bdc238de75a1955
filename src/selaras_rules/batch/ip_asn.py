"""IP ASN over columns: every combination of its finite inputs asked of the scalar rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from selaras_rules import ip_asn as scalar
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.errors import InvalidInput
from selaras_rules.ip_asn import Education, IpAsnTraining, PositionGroup
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .columns import (
    NO_CODE,
    Amounts,
    Codes,
    Column,
    Truth,
    per_distinct,
    require_between,
    require_codes,
    require_same_length,
    whole_of,
)

Days = NDArray[np.datetime64]
_PLACES = 2


@dataclass(frozen=True, slots=True)
class IpAsns:
    """The index of each row, and the place of its category in `categories` (stable words, highest first)."""

    total: Amounts
    category: Codes
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IpAsnTrainings:
    """What the people of the rows attended; `technical_jp` are exact numbers of JP."""

    for_position: Truth
    technical_jp: Amounts
    seminar: Truth


def measure_ip_asn(
    education: Column,
    group: Column,
    training: IpAsnTrainings,
    performance: Column | Amounts,
    punishment: Column,
    ruleset: Ruleset,
) -> IpAsns:
    """The index of every row on the day of the ruleset (PermenPANRB 38/2018, BKN 8/2019).

    Takes codes of Education and PositionGroup, Predikat codes or (of older years) Amounts as performance, and the
    heaviest punishment that still counts as a DisciplineLevel code or NO_CODE: see `heaviest_punishment`.
    Raises InvalidInput naming the row.
    """
    scores = isinstance(performance, Amounts)
    bands, result = (
        _bands_of_scores(performance, ruleset)
        if isinstance(performance, Amounts)
        else (len(Predikat), performance)
    )
    require_same_length(
        pendidikan=education, kelompok_jabatan=group, pelatihan=training.for_position, kinerja=result,
        hukuman=punishment,
    )  # fmt: skip
    require_codes(Education, education, "pendidikan")
    require_codes(PositionGroup, group, "kelompok_jabatan")
    require_between(result, 0, bands - 1, "kinerja")
    attended = _attended(training, ruleset)
    level = _levels(punishment)
    table = _table(ruleset, scores)
    row = _mixed(
        (education, len(Education)), (group, len(PositionGroup)), (attended, 8), (result, bands),
        (level, len(DisciplineLevel) + 1),
    )  # fmt: skip
    return IpAsns(Amounts(table.totals[row], _PLACES), table.places[row], table.categories)


def heaviest_punishment(owner: Column, level: Column, decided: Days, owners: int, ruleset: Ruleset) -> Codes:
    """For each owner (0 to `owners` − 1) the heaviest DisciplineLevel code that still counts, NO_CODE for none.

    `decided` are the days of the decisions; raises InvalidInput naming the row for a day after the ruleset's.
    """
    require_same_length(pemilik=owner, tingkat=level, tanggal=decided)
    require_between(owner, 0, owners - 1, "pemilik")
    require_codes(DisciplineLevel, level, "tingkat")
    days = decided.astype("datetime64[D]")
    if (late := np.flatnonzero(days > np.datetime64(ruleset.on))).size:
        row = int(late[0])
        raise InvalidInput(f"tanggal[{row + 1}]", days[row], f"paling lambat {ruleset.on.isoformat()}")
    ordinals = days.astype(np.int64) + date(1970, 1, 1).toordinal()
    counts = per_distinct(ordinals, lambda day: int(scalar.is_counted(date.fromordinal(day), ruleset)))
    heaviest = np.full(owners, -1, dtype=np.int64)
    np.maximum.at(heaviest, owner, np.where(counts == 1, level.astype(np.int64), -1))
    return np.where(heaviest < 0, NO_CODE, heaviest).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class _Table:
    totals: NDArray[np.int64]
    places: Codes
    categories: tuple[str, ...]


@lru_cache(maxsize=64)
def _table(ruleset: Ruleset, of_scores: bool) -> _Table:
    """The scalar index of every combination, in the order of `_mixed`."""
    needed = Decimal(ruleset.law("ip_asn.jp_teknis").value)
    trainings = [
        IpAsnTraining(bool(own), needed * technical, bool(seminar))
        for own, technical, seminar in product((0, 1), repeat=3)
    ]
    performances: list[Decimal | Predikat] = list(_scores(ruleset)) if of_scores else list(Predikat)
    punishments = [*(((level, ruleset.on),) for level in DisciplineLevel), ()]
    found = [
        scalar.measure_ip_asn(*given, ruleset).value
        for given in product(Education, PositionGroup, trainings, performances, punishments)
    ]
    categories = tuple(row["code"] for row in ruleset.law("ip_asn.kategori").value)
    return _Table(
        np.array([whole_of(one.total, _PLACES) for one in found], dtype=np.int64),
        np.array([categories.index(one.category) for one in found], dtype=np.uint8),
        categories,
    )


def _mixed(*columns: tuple[Column, int]) -> NDArray[np.int64]:
    """One place for each combination: digits of a number with mixed bases."""
    row = np.zeros(len(columns[0][0]), dtype=np.int64)
    for digits, base in columns:
        row = row * base + digits
    return row


def _attended(training: IpAsnTrainings, ruleset: Ruleset) -> Column:
    """0–7: own training, enough technical JP, seminar, as the digits of a number."""
    jp = training.technical_jp
    require_same_length(pelatihan=training.for_position, jp_teknis=jp.whole, seminar=training.seminar)
    require_between(jp.whole, 0, 10_000 * 10**jp.places, "jp_teknis")
    enough = jp.whole >= int(ruleset.law("ip_asn.jp_teknis").value) * 10**jp.places
    return (
        training.for_position.astype(np.uint8) * 4
        + enough.astype(np.uint8) * 2
        + training.seminar.astype(np.uint8)
    )


def _levels(punishment: Column) -> Column:
    level = np.where(punishment == NO_CODE, len(DisciplineLevel), punishment)
    if (wrong := np.flatnonzero(level > len(DisciplineLevel))).size:
        row = int(wrong[0])
        allowed = f"0 sampai {len(DisciplineLevel) - 1}, atau {NO_CODE} bila tidak ada"
        raise InvalidInput(f"hukuman[{row + 1}]", int(punishment[row]), allowed)
    return level


def _scores(ruleset: Ruleset) -> tuple[Decimal, ...]:
    """One number out of every band of the law, highest first: a hundredth above its lower edge."""
    rows = ruleset.law("ip_asn.kinerja").value
    return tuple(max(Decimal(0), Decimal(row["above"]) + Decimal("0.01")) for row in rows)


def _bands_of_scores(scores: Amounts, ruleset: Ruleset) -> tuple[int, Column]:
    """In which band of the law each number lies, 0 for the highest."""
    unit = 10**scores.places
    require_between(scores.whole, 0, 120 * unit, "nilai_kinerja")
    edges = sorted(int(row["above"]) * unit for row in ruleset.law("ip_asn.kinerja").value)
    below = np.searchsorted(np.array(edges), scores.whole, side="left")
    return len(edges), len(edges) - below
