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
    Education,
    EmployeeStatus,
    InvalidInput,
    IpAsnTraining,
    Jenjang,
    JfRecord,
    Period,
    PositionGroup,
    Predikat,
    RosterDay,
    Ruleset,
    TppCut,
    TppMonth,
    TrainingDone,
    accumulate_angka_kredit,
    add_working_days,
    annual_leave_days,
    category_of_ip_asn,
    check_criteria,
    check_position_class,
    close_skp,
    combine_ikm,
    count_absence,
    count_jp,
    has_annual_predikat,
    hint_for_mover,
    innovation_parameter,
    ip_asn_of_unit,
    is_outage_suspected,
    may_work_elsewhere,
    measure_ikm,
    measure_innovation_index,
    measure_ip_asn,
    measure_jpm,
    measure_tpp,
    mutu_of_ikm,
    plan_shift,
    productivity_of_minutes,
    sample_size,
    score_innovation,
    score_skp_2021,
    sick_leave_evidence,
    working_days_between,
)
from selaras_rules.absence import DayStatus

LAW, LAW_2021 = Ruleset(date(2026, 12, 31)), Ruleset(date(2021, 12, 31))
DAY = date(2026, 3, 2)
FULL = Decimal(100)
SMALLEST = Decimal("0.01")
INDEX = LAW.law("inovasi.indeks.rumus").value
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


def jp_of(training: TrainingDone) -> Any:
    return count_jp(EmployeeStatus.PNS, [training], date(2026, 1, 1), date(2026, 12, 31), LAW)


def ip_asn(training: IpAsnTraining, performance: Any) -> Any:
    return measure_ip_asn(Education.S2, PositionGroup.PELAKSANA, training, performance, [], LAW)


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
    "opening points": Bound(
        lambda n: accumulate_angka_kredit([], Jenjang.AHLI_MUDA, "III/c", LAW, opening=n),
        "angka_kredit_awal",
        0,
        None,
        is_whole=False,
    ),
    "people without a punch": Bound(lambda n: is_outage_suspected(n, 10, [(0, 10)], LAW), "tanpa_tap", 0, 10),
    "people with a punch": Bound(lambda n: is_outage_suspected(0, n, [(0, 10)], LAW), "tanpa_tap", 1, None),
    "class of a position": Bound(lambda n: check_position_class(n, LAW), "kelas_jabatan", 1, 17),
    "level held": Bound(lambda n: measure_jpm({"visi": 3}, {"visi": n}, LAW), "dimiliki.visi", 0, 5),
    "level asked": Bound(lambda n: measure_jpm({"visi": n}, {"visi": 1}, LAW), "diminta.visi", 1, 5),
    "times of a training": Bound(
        lambda n: jp_of(TrainingDone("A1", "coaching", DAY, units=n)), "pelatihan[1].kali", 1, 366
    ),
    "affairs of an index": Bound(lambda n: measure_innovation_index(Decimal(0), [], n, LAW), "urusan", 0, 6),
    "points of a region": Bound(
        lambda n: measure_innovation_index(n, [], 6, LAW), "spd", 0, int(INDEX["spd_most"]), is_whole=False
    ),
    "technical jp": Bound(
        lambda n: ip_asn(IpAsnTraining(technical_jp=n), FULL), "jp_teknis", 0, 10_000, is_whole=False
    ),
    "performance of a year": Bound(
        lambda n: ip_asn(IpAsnTraining(), n), "nilai_kinerja", 0, 120, is_whole=False
    ),
    "leave kept from last year": Bound(
        lambda n: annual_leave_days(24, LAW, unused_last_year=n), "sisa_tahun_lalu", 0, 12
    ),
    "score of main work": Bound(
        lambda n: score_skp_2021([(n, FULL)], [], LAW_2021), "utama[1].nilai", 0, 120, is_whole=False
    ),
    "index of a service": Bound(lambda n: mutu_of_ikm(n, LAW), "ikm", 25, 100, is_whole=False),
    "tpp allowance cut": Bound(
        lambda n: measure_tpp(month(allowance_cut=n), LAW), "potongan_tukin", 0, 100, is_whole=False
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
        "class of a position",
        "level held",
        "innovation parameter",
        "innovation months",
        "affairs of an index",
    ],
)
def test_true_and_a_text_are_no_whole_numbers(name: str) -> None:
    for given in (True, "3"):
        with pytest.raises(InvalidInput):
            BOUNDS[name].call(given)


def test_true_is_no_number_of_times() -> None:
    with pytest.raises(InvalidInput):
        BOUNDS["times of a training"].call(True)


def test_the_length_of_a_training_ends_at_2000_jp_and_says_what_was_given() -> None:
    jp_of(TrainingDone("A1", "teknis", DAY, jp=Decimal(2000)))
    for given, said in (({"jp": Decimal("2000.01")}, Decimal("2000.01")), ({"minutes": 0}, 0)):
        with pytest.raises(InvalidInput) as refused:
            jp_of(TrainingDone("A1", "teknis", DAY, **given))
        assert (refused.value.field, refused.value.given) == ("pelatihan[1].jp", said)


def test_weights_that_do_not_make_a_hundred_are_told_with_their_sum() -> None:
    with pytest.raises(InvalidInput) as refused:
        score_skp_2021([(FULL, Decimal(50)), (FULL, Decimal(40))], [], LAW_2021)
    assert refused.value.given == "90"


def test_an_element_that_the_survey_does_not_have_is_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        measure_ikm([{"U1": 4, "U10": 4}], LAW)
    assert refused.value.field == "responden[1].U10"


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
