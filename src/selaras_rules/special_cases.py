"""Special cases of an SKP that need reckoning: study leave, long leave, movers, those who leave, short years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .periods import Period, add_months, date_label
from .ratings import Predikat
from .ruleset import Ruleset
from .skp import SpecialCase, special_case


@dataclass(frozen=True, slots=True)
class MoverHint:
    """What the periodic predikat of a mover come to when weighed by months: a hint, never the predikat."""

    predikat: Predikat
    months: int


@dataclass(frozen=True, slots=True)
class SkpClosing:
    """An SKP that ends within the year: its last day, and whether it is evaluated."""

    last_day: date
    is_evaluated: bool


def study_leave_cases(
    kind: str, start: date, end: date | None, year: int, ruleset: Ruleset
) -> Finding[tuple[SpecialCase, ...]]:
    """What a study leave does to the SKP of a year; every kind keeps its SKP (SE BKN 1/2023 5.f).

    It may begin and end in one year: then both cases hold. Empty where the leave does not touch the year. Raises
    InvalidInput for an unknown kind or an end before the start.
    """
    rule = ruleset.law("skp.jenis_tugas_belajar")
    if kind not in rule.value:
        raise InvalidInput("jenis", kind, ", ".join(rule.value))
    _require_order(start, end)
    found = [special_case(code, ruleset) for code in _study_codes(start, end, year)]
    told = rule.step(f"{rule.value[kind]}: SKP tetap wajib.")
    steps = (step for case in found for step in case.because)
    return Finding(tuple(case.value for case in found), (told, *steps))


def leave_case(start: date, end: date, ruleset: Ruleset) -> Finding[SpecialCase]:
    """What a leave does to the SKP: shorter than a year adjusts it, otherwise it waits (SE BKN 1/2023 5.e).

    Exactly one year is not shorter than a year. Raises InvalidInput for an end before the start.
    """
    _require_order(start, end)
    is_short = end + timedelta(days=1) < add_months(start, 12)
    case = special_case("cuti_kurang_setahun" if is_short else "cuti_lebih_setahun", ruleset)
    told = Step(f"Cuti {date_label(start)} sampai {date_label(end)}.")
    return Finding(case.value, (told, *case.because))


def hint_for_mover(parts: Sequence[tuple[Predikat, int]], ruleset: Ruleset) -> Finding[MoverHint]:
    """The predikat of a mover weighed by months in each post; between two, the better. Only a hint.

    `parts` are predikat and whole months, together at most twelve; raises InvalidInput.
    """
    if not parts:
        raise InvalidInput("bagian", "kosong", "sekurangnya satu jabatan")
    weight = 0
    for place, (given, months) in enumerate(parts, start=1):
        require_member(Predikat, given, f"bagian[{place}].predikat")
        if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 12:
            raise InvalidInput(f"bagian[{place}].bulan", months, "1 sampai 12")
        weight += months
    if weight > 12:
        raise InvalidInput("bagian", weight, "paling banyak 12 bulan setahun")
    mean = Fraction(sum(Predikat(given).place * months for given, months in parts), weight)
    # Places count downwards from the best, so a half falls to the better side.
    hint = tuple(Predikat)[-(-(2 * mean - 1) // 2)]
    told = ", ".join(f"{Predikat(given).label} {months} bulan" for given, months in parts)
    case = special_case("predikat_setelah_pindah", ruleset)
    text = f"{told}: ditimbang menurut bulan mendekati {hint.label}. Ini petunjuk, bukan predikat."
    return Finding(MoverHint(hint, weight), (*case.because, Step(text)))


def close_skp(left_on: date, periods_with_facts: int, ruleset: Ruleset) -> Finding[SkpClosing]:
    """How the SKP of somebody ends who retires or dies: closed on the day, evaluated if a period has facts."""
    if isinstance(periods_with_facts, bool) or not 0 <= periods_with_facts <= 12:
        raise InvalidInput("periode_berisi", periods_with_facts, "0 sampai 12")
    case = special_case("pensiun_atau_wafat", ruleset)
    is_evaluated = periods_with_facts > 0
    what = "dievaluasi" if is_evaluated else "tidak dievaluasi karena belum ada periode yang berisi"
    told = Step(f"SKP ditutup pada {date_label(left_on)} dan {what}.")
    return Finding(SkpClosing(left_on, is_evaluated), (*case.because, told))


def has_annual_predikat(months: int, ruleset: Ruleset) -> Finding[bool]:
    """Whether somebody worked long enough in the year for an annual predikat, by the agency's choice."""
    if isinstance(months, bool) or not isinstance(months, int) or not 0 <= months <= 12:
        raise InvalidInput("bulan", months, "0 sampai 12")
    least = ruleset.choice("evaluation.minimum_months")
    step = ruleset.choice_step("evaluation.minimum_months")
    told = f"Bekerja {months} bulan; predikat tahunan diberikan mulai {least} bulan."
    return Finding(months >= least, (Step(told, step.source, step.article, step.standing),))


def _study_codes(start: date, end: date | None, year: int) -> list[str]:
    if start.year > year or (end is not None and end.year < year):
        return []
    from_january = start.year < year or start.month == 1
    codes = ["tugas_belajar_sejak_januari" if from_january else "tugas_belajar_mulai_tengah_tahun"]
    if end is not None and end < Period.of_year(year).end:
        codes.append("tugas_belajar_selesai_tengah_tahun")
    return codes


def _require_order(start: date, end: date | None) -> None:
    if end is not None and end < start:
        raise InvalidInput("selesai", end, f"tidak sebelum {start.isoformat()}")
