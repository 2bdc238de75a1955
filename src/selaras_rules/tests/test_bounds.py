"""Every number of a rule on both sides of both of its bounds: on them it is taken, beyond them refused by its field.

The rules are called as Python calls them: what the command line refuses before (`computing/`) does not stand between.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from selaras_rules import (
    DayPlan,
    EmployeeStatus,
    InvalidInput,
    Jenjang,
    JfRecord,
    Period,
    Predikat,
    RosterDay,
    Ruleset,
    TppCut,
    TppMonth,
    add_working_days,
    annual_leave_days,
    category_of_ip_asn,
    check_criteria,
    close_skp,
    combine_ikm,
    count_absence,
    has_annual_predikat,
    hint_for_mover,
    innovation_parameter,
    ip_asn_of_unit,
    may_work_elsewhere,
    measure_tpp,
    plan_shift,
    productivity_of_minutes,
    sample_size,
    score_innovation,
    sick_leave_evidence,
    working_days_between,
)
from selaras_rules.absence import DayStatus

LAW = Ruleset(date(2026, 12, 31))
DAY = date(2026, 3, 2)
FULL = Decimal(100)
SMALLEST = Decimal("0.01")
INDICATORS = LAW.law("inovasi.indeks.indikator").value
KNOWN: str = next(iter(INDICATORS))
COUNTED: str = next(code for code, row in INDICATORS.items() if "steps" in row and row["unit"] != "persen")


@dataclass(frozen=True)
class Bound:
    """One number: how the rule is called with it, the field it is refused by, its bounds."""

    call: Callable[[Any], Any]
    field: str
    low: int
    high: int | None
    is_whole: bool = True


def jf(points: Any) -> JfRecord:
    return JfRecord(EmployeeStatus.PNS, Jenjang.AHLI_MUDA, "III/c", points, DAY, (Predikat.BAIK,))


def month(**given: Any) -> TppMonth:
    return TppMonth(**{"productivity": FULL, **given})


BOUNDS = {
    "tpp minutes": Bound(lambda n: productivity_of_minutes(n, LAW), "menit", 0, 44_640),
    "tpp criterion": Bound(
        lambda n: check_criteria({"beban_kerja": n}, LAW), "kriteria.beban_kerja", 0, 1000, is_whole=False
    ),
    "tpp productivity": Bound(
        lambda n: measure_tpp(month(productivity=n), LAW), "produktivitas", 0, 1000, is_whole=False
    ),
    "tpp cut": Bound(
        lambda n: measure_tpp(month(cuts=(TppCut("TL1", n),)), LAW),
        "potongan[1].persen",
        0,
        100,
        is_whole=False,
    ),
    "tpp times": Bound(
        lambda n: measure_tpp(month(cuts=(TppCut("TL1", SMALLEST, n),)), LAW), "potongan[1].kali", 0, 1000
    ),
    "tpp punishment": Bound(
        lambda n: measure_tpp(month(regional_cut=n), LAW), "potongan_hukuman", 0, 100, is_whole=False
    ),
    "tpp days of the month": Bound(
        lambda n: measure_tpp(month(days=0, days_in_month=n), LAW), "hari_sebulan", 1, 31
    ),
    "tpp days": Bound(lambda n: measure_tpp(month(days=n, days_in_month=30), LAW), "hari", 0, 30),
    "skm index of a unit": Bound(
        lambda n: combine_ikm([(n, 9)], LAW), "unit[1].ikm", 25, 100, is_whole=False
    ),
    "skm respondents": Bound(lambda n: combine_ikm([(FULL, n)], LAW), "unit[1].responden", 1, None),
    "skm population": Bound(lambda n: sample_size(n, LAW), "populasi", 1, None),
    "months of a mover": Bound(lambda n: hint_for_mover([(Predikat.BAIK, n)], LAW), "bagian[1].bulan", 1, 12),
    "periods with facts": Bound(lambda n: close_skp(DAY, n, LAW), "periode_berisi", 0, 12),
    "months of a year": Bound(lambda n: has_annual_predikat(n, LAW), "bulan", 0, 12),
    "index of a person": Bound(lambda n: category_of_ip_asn(n, LAW), "ip_asn", 0, 100, is_whole=False),
    "index in a unit": Bound(lambda n: ip_asn_of_unit([n], LAW), "nilai[1]", 0, 100, is_whole=False),
    "points of a jf": Bound(jf, "angka_kredit", 0, None, is_whole=False),
    "innovation parameter": Bound(lambda n: score_innovation({KNOWN: n}, LAW), "parameter.{}", 0, 3),
    "innovation months": Bound(lambda n: innovation_parameter(COUNTED, n, LAW), "terukur", 0, None),
    "short minutes": Bound(
        lambda n: count_absence(2026, [RosterDay(DAY, DayStatus.TERLAMBAT, n)], LAW), "menit_kurang", 0, 1440
    ),
    "working days": Bound(lambda n: add_working_days(DAY, n), "hari", 0, None),
    "year of a period": Bound(Period.of_year, "tahun", 1900, 9998),
    "number of a period": Bound(lambda n: Period.of_month(2026, n), "periode", 1, 12),
    "sick days": Bound(lambda n: sick_leave_evidence(n, LAW), "hari_sakit", 1, 366),
    "days elsewhere": Bound(lambda n: may_work_elsewhere(n, LAW), "hari_sepekan", 0, 7),
    "break of a shift": Bound(lambda n: plan_shift(DAY, time(7), time(9), n, LAW), "istirahat", 0, 119),
    "joint leave": Bound(
        lambda n: annual_leave_days(24, LAW, joint_leave_worked=n), "bekerja_saat_cuti_bersama", 0, 31
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_number_is_taken_on_its_bounds_and_refused_beyond(name: str) -> None:
    bound = BOUNDS[name]
    step = 1 if bound.is_whole else SMALLEST
    kind = int if bound.is_whole else Decimal
    for inside in (bound.low, bound.high):
        if inside is not None:
            bound.call(kind(inside))
    for beyond in (bound.low - step, None if bound.high is None else bound.high + step):
        if beyond is not None:
            with pytest.raises(InvalidInput) as refused:
                bound.call(kind(beyond))
            assert refused.value.field == bound.field.replace("{}", KNOWN)


@pytest.mark.parametrize(
    "name",
    [
        "tpp minutes",
        "tpp times",
        "skm respondents",
        "skm population",
        "months of a mover",
        "months of a year",
    ],
)
def test_true_and_a_text_are_no_whole_numbers(name: str) -> None:
    for given in (True, "3"):
        with pytest.raises(InvalidInput):
            BOUNDS[name].call(given)


def test_the_second_row_is_named_as_the_second() -> None:
    with pytest.raises(InvalidInput) as refused:
        combine_ikm([(FULL, 9), (Decimal(24), 9)], LAW)
    assert refused.value.field == "unit[2].ikm"
    with pytest.raises(InvalidInput) as refused:
        hint_for_mover([(Predikat.BAIK, 1), (Predikat.BAIK, 0)], LAW)
    assert refused.value.field == "bagian[2].bulan"


def test_the_longest_break_is_told_and_an_end_before_the_start_has_no_days() -> None:
    with pytest.raises(InvalidInput) as refused:
        plan_shift(DAY, time(7), time(9), 120, LAW)
    assert refused.value.allowed == "0 sampai 119 menit"
    night = plan_shift(DAY, time(22), time(5), 0, LAW)
    assert isinstance(night.value, DayPlan)
    assert "Selesai hari berikutnya." in night.text
    assert "Selesai hari berikutnya." not in plan_shift(DAY, time(7), time(9), 0, LAW).text
    assert working_days_between(DAY, date(2026, 2, 27)) == 0


def test_the_words_about_publishing_and_the_month_follow_the_numbers() -> None:
    for span, label in (
        (Period.of_quarter(2026, 4), "Triwulan IV 2026"),
        (Period.of_month(2026, 12), "Desember 2026"),
    ):
        assert span.label == label
        assert span.next().previous() == span
    assert Period.of_month(2026, 12).next().code == "2027-01"
    assert close_skp(DAY, 0, LAW).text.endswith("tidak dievaluasi karena belum ada periode yang berisi.")
    assert "dan dievaluasi." in close_skp(DAY, 1, LAW).text
