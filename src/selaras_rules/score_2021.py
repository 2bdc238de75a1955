"""The formulas of PermenPANRB 8/2021, in force from 5 March 2021 to 6 February 2022; only for reading old data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import mul
from typing import Any

from .achievement import Direction, Target
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, round_half_up, written
from .parameters import Value
from .ruleset import Ruleset
from .versions import in_force


class Formula2021(StrEnum):
    """How an indicator was measured in 2021."""

    NORMAL = "normal"
    KHUSUS = "khusus"


class Category2021(StrEnum):
    """The five categories of an indicator in 2021, best first."""

    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    CUKUP = "cukup"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


@dataclass(frozen=True, slots=True)
class IndicatorScore2021:
    """One indicator: achievement in percent (exact and whole), its category and its score 0–120."""

    exact_percent: Fraction
    percent: int
    category: Category2021
    score: Fraction
    shown: Decimal


@dataclass(frozen=True, slots=True)
class SkpScore2021:
    """The SKP of 2021: main work, additional work (10 at most) and both together (120 at most)."""

    main: Decimal
    additional: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class AdditionalWork2021:
    """One piece of additional work: its category, the weight of its scope (0–100) and its score (0–120)."""

    category: Category2021
    scope_weight: Decimal
    score: Decimal


def score_indicator_permen8(
    formula: Formula2021,
    target: Target,
    realisation: Decimal | int,
    ruleset: Ruleset,
    *,
    is_maximum: bool = False,
) -> Finding[IndicatorScore2021]:
    """Achievement, category and score of one indicator (PermenPANRB 8/2021, annex).

    Above a range the upper bound divides, below it the lower one. `is_maximum`: the target cannot be exceeded, so
    reaching it is worth 120. Raises InvalidInput for a target of zero and NoLawInForce outside its dates.
    """
    formula = require_member(Formula2021, formula, "rumus")
    law = ruleset.law("nilai_2021.capaian")
    reached = exact(realisation, "realisasi")
    percent = max(_ratio(formula, target, reached) * 100, Fraction(0))
    whole = int(round_half_up(percent, 0))
    row, band = _band(whole, ruleset)
    score = _score_in(row, whole, is_maximum)
    value = IndicatorScore2021(percent, whole, Category2021(row["category"]), score, round_half_up(score))
    because = (
        law.step(
            f"Realisasi {written(reached)} terhadap target {target.text} ({formula.value}): "
            f"{written(percent)}%, dibulatkan {whole}%."
        ),
        band.step(_band_text(value, is_maximum=is_maximum and "at_maximum" in row)),
        _caution(),
    )
    return Finding(value, because)


score_indicator_2021 = in_force("nilai_2021.capaian", {date(2021, 3, 5): score_indicator_permen8})


def _ratio(formula: Formula2021, target: Target, reached: Fraction) -> Fraction:
    if target.lower == 0:
        raise InvalidInput("target", target.lower, "lebih dari nol, karena menjadi pembagi")
    bound = min(max(reached, Fraction(target.lower)), Fraction(target.upper))
    return reached / bound if formula is Formula2021.NORMAL else 2 - reached / bound


def _band(percent: int, ruleset: Ruleset) -> tuple[Mapping[str, Any], Value]:
    for law in (ruleset.law("nilai_2021.kategori"), ruleset.law("nilai_2021.kategori_101_110")):
        for row in law.value:
            if row["from"] <= percent <= row.get("to", percent):
                return row, law
    raise AssertionError("the bands of the law cover every whole percent from zero")


def _score_in(row: Mapping[str, Any], percent: int, is_maximum: bool) -> Fraction:
    if is_maximum and "at_maximum" in row:
        return Fraction(row["at_maximum"])
    low, high, start = Fraction(row["low"]), Fraction(row["high"]), row["from"]
    span = row.get("to", start) - start
    return low if span == 0 else low + (high - low) * Fraction(percent - start, span)


def _band_text(value: IndicatorScore2021, *, is_maximum: bool) -> str:
    name = value.category.value.replace("_", " ")
    why = " karena targetnya sudah yang tertinggi" if is_maximum else ""
    return f"Capaian {value.percent}% termasuk {name} dengan nilai {written(value.score)}{why}."


def score_skp_permen8(
    main: Iterable[tuple[Decimal, Decimal]], additional: Iterable[AdditionalWork2021], ruleset: Ruleset
) -> Finding[SkpScore2021]:
    """The score of an SKP: weighted main work plus additional work of 10 at most (PermenPANRB 8/2021, annex).

    `main` holds score (0–120) and weight (percent); the weights must make 100. Raises InvalidInput.
    """
    law = ruleset.law("nilai_2021.tambahan")
    first = _weighted(tuple(main))
    found = sum(
        (_additional(place, work, law) for place, work in enumerate(additional, start=1)), Fraction(0)
    )
    second = min(found, Fraction(law.value["highest"]))
    cap = ruleset.law("capaian.batas_atas")
    total = min(first + second, Fraction(cap.value))
    value = SkpScore2021(round_half_up(first), round_half_up(second), round_half_up(total))
    because = [
        law.step(
            f"Kinerja utama {written(first)} ditambah kinerja tambahan {written(second)} = {written(total)}."
        )
    ]
    if found > second:
        because.append(
            law.step(f"Kinerja tambahan {written(found)} dibatasi paling banyak {written(second)}.")
        )
    if first + second > total:
        because.append(cap.step(f"Nilai SKP paling tinggi {written(total)}."))
    return Finding(value, (*because, _caution()))


score_skp_2021 = in_force("nilai_2021.kategori", {date(2021, 3, 5): score_skp_permen8})


def _weighted(main: tuple[tuple[Decimal, Decimal], ...]) -> Fraction:
    weights = [_between(weight, f"utama[{place}].bobot", 100) for place, (_, weight) in enumerate(main, 1)]
    if (total := sum(weights)) != 100:
        raise InvalidInput("bobot kinerja utama", written(total), "jumlahnya 100")
    scores = (_between(score, f"utama[{place}].nilai", 120) for place, (score, _) in enumerate(main, 1))
    return sum(map(mul, scores, weights), Fraction(0)) / 100


def _additional(place: int, work: AdditionalWork2021, law: Value) -> Fraction:
    category = require_member(Category2021, work.category, f"tambahan[{place}].kategori")
    weight = _between(work.scope_weight, f"tambahan[{place}].bobot", 100)
    score = _between(work.score, f"tambahan[{place}].nilai", 120)
    return Fraction(law.value["share"][category]) * weight * score / 100


def _between(given: Decimal, field: str, highest: int) -> Fraction:
    found = exact(given, field)
    if not 0 <= found <= highest:
        raise InvalidInput(field, given, f"0 sampai {highest}")
    return found


def _caution() -> Step:
    return Step("Rumus ini sudah dicabut dan hanya dipakai membaca data lama; tidak menetapkan predikat.")


DIRECTIONS_2021: Mapping[Formula2021, Direction] = {
    Formula2021.NORMAL: Direction.MORE_IS_BETTER,
    Formula2021.KHUSUS: Direction.LESS_IS_BETTER,
}
