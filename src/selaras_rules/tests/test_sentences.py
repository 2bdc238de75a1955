"""A reason is read by people: its sentence says the right number, name and day, and leaves out what is not so.

Most of these lines answer a change of the rules that no other test noticed (docs/reference/mutants.md).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from selaras_rules import (
    Achievement,
    CaseState,
    DayStatus,
    Direction,
    EmployeeStatus,
    Jenjang,
    JfRecord,
    MonthReading,
    Pattern,
    Period,
    Predikat,
    ReadingState,
    RosterDay,
    Ruleset,
    Target,
    TierFacts,
    collect_realisation,
    count_absence,
    measure_achievement,
    move_to_keahlian,
    next_case_states,
    promote_jenjang,
    promote_rank_without_vacancy,
    propose_for_absence,
)
from selaras_rules.working_days import skipped_steps

LAW = Ruleset(date(2026, 12, 31))
HUNDRED = Ruleset(date(2026, 12, 31), {"achievement.cap": "hundred"})


def test_an_achievement_is_written_with_its_sign_and_says_whether_it_was_capped() -> None:
    measured = Achievement(ReadingState.MEASURED, Decimal("107.14"), Decimal("107.14"))
    assert measured.text == "107,14%"
    assert not measured.is_capped
    assert Achievement(ReadingState.MEASURED, Decimal(120), Decimal(150)).is_capped
    assert Achievement(ReadingState.NOT_MEASURED).text == "–"
    assert MonthReading(1, ReadingState.MISSING).text == "belum diisi"


def test_a_result_on_the_cap_is_not_called_capped() -> None:
    on_it = measure_achievement(Target.single(Direction.MORE_IS_BETTER, 50), 50, HUNDRED)
    above = measure_achievement(Target.single(Direction.MORE_IS_BETTER, 50), 51, HUNDRED)
    assert "Batas atas" not in on_it.text
    assert "Batas atas" in above.text


@pytest.mark.parametrize(
    ("direction", "lower", "upper", "reached", "percent"),
    [
        (Direction.MORE_IS_BETTER, "0.5", "1", "0.5", "100"),
        (Direction.MORE_IS_BETTER, "0.5", "1", "0.25", "50"),
        (Direction.MORE_IS_BETTER, "0", "0.5", "0.25", "100"),
        (Direction.LESS_IS_BETTER, "0.5", "0.5", "0.75", "50"),
        (Direction.LESS_IS_BETTER, "0", "0", "1", "0"),
        (Direction.EXACT, "0.5", "0.5", "0.75", "50"),
        (Direction.EXACT, "0", "0", "1", "0"),
    ],
)
def test_targets_below_one_are_targets_too(
    direction: Direction, lower: str, upper: str, reached: str, percent: str
) -> None:
    target = Target.between(Decimal(lower), Decimal(upper), direction=direction)
    assert measure_achievement(target, Decimal(reached), LAW).value.percent == Decimal(percent)


def test_a_realisation_names_its_months_and_what_is_owed() -> None:
    found = collect_realisation(Pattern.HITUNGAN, {1: 2, 3: 5}, Period.of_quarter(2026, 1), LAW)
    assert found.value == 7
    assert "realisasi Triwulan I 2026 adalah 7, dari nilai bulan Januari, Maret." in found.text
    assert "Belum diisi: Februari." in found.text


def record(jenjang: Jenjang, golongan: str, points: str = "500") -> JfRecord:
    return JfRecord(
        EmployeeStatus.PNS,
        jenjang,
        golongan,
        Decimal(points),
        date(2020, 1, 1),
        (Predikat.BAIK, Predikat.BAIK),
    )


def test_pasal_19_without_a_vacancy_only_the_top_of_a_jenjang_leads_on() -> None:
    facts = TierFacts(has_vacancy=False, passed_competence_test=True)
    top = promote_rank_without_vacancy(record(Jenjang.AHLI_MADYA, "IV/c"), facts, LAW, was_used=False).value
    inside = promote_rank_without_vacancy(
        record(Jenjang.AHLI_MADYA, "IV/b"), facts, LAW, was_used=False
    ).value
    last = promote_rank_without_vacancy(record(Jenjang.AHLI_UTAMA, "IV/e"), facts, LAW, was_used=False).value
    assert (top.is_open, top.target) == (True, "IV/d")
    assert (inside.is_open, inside.target) == (False, None)
    assert (last.is_open, last.target) == (False, None)


def test_pasal_11_what_is_missing_is_told_to_three_decimals() -> None:
    facts = TierFacts(has_vacancy=True, passed_competence_test=True)
    found = promote_jenjang(record(Jenjang.AHLI_PERTAMA, "III/b", "99.1234"), facts, LAW)
    assert "Angka kredit 99,123 kurang 0,877 dari kebutuhan jenjang 100." in found.text


def test_pasal_20_who_stands_below_is_sent_to_the_first_golongan_and_who_stands_above_is_not() -> None:
    def told(golongan: str) -> str:
        return move_to_keahlian(
            Jenjang.TERAMPIL, golongan, LAW, has_degree=True, has_vacancy=True, passed_competence_test=True
        ).text

    allowed = tuple(LAW.law("kenaikan.keahlian").value)
    span = f"tidak termasuk {allowed[0]} sampai {allowed[-1]}"
    assert f"Golongan II/d {span}; naik pangkat ke {allowed[0]} lebih dahulu." in told("II/d")
    assert f"Golongan IV/e {span}." in told("IV/e")


def test_pasal_8_the_words_about_absence_name_days_minutes_and_the_run() -> None:
    monday = date(2026, 3, 2)
    rows = [
        RosterDay(monday, DayStatus.TANPA_KETERANGAN),
        RosterDay(date(2026, 3, 3), DayStatus.TANPA_KETERANGAN),
        RosterDay(date(2026, 3, 9), DayStatus.TERLAMBAT, 40),
    ]
    law = Ruleset(date(2026, 12, 31), {"discipline.minutes_per_day_ramadan": 390})
    assert "2 hari tanpa keterangan dan 40 menit kekurangan" in count_absence(2026, rows, law).text
    assert (
        "Rangkaian terpanjang 2 hari kerja, 2 Maret 2026 sampai 3 Maret 2026"
        in count_absence(2026, rows, LAW).text
    )
    assert "Rangkaian" not in count_absence(2026, rows[:1], LAW).text
    assert "Rangkaian" not in count_absence(2026, [], LAW).text


@pytest.mark.parametrize(
    ("days", "minutes", "words"),
    [
        (3, 0, "3 hari penuh, tanpa menit kekurangan."),
        (
            3,
            500,
            "3 hari penuh ditambah 1 hari dari menit kekurangan menjadi 4 hari; sisa 50 menit disimpan.",
        ),
        (3, 30, "3 hari penuh ditambah 0 hari dari menit kekurangan menjadi 3 hari; sisa 30 menit disimpan."),
        (3, 0, "termasuk rentang 3 hari."),
        (5, 0, "termasuk rentang 4 sampai 6 hari."),
        (28, 0, "termasuk rentang 28 hari atau lebih."),
        (400, 0, "termasuk rentang 28 hari atau lebih."),
    ],
)
def test_pasal_9_to_11_the_words_name_the_days_and_the_span_of_the_ladder(
    days: int, minutes: int, words: str
) -> None:
    assert words in propose_for_absence(date(2026, 3, 2), LAW, days=days, minutes=minutes).text


def test_no_step_stops_no_pay_and_is_by_no_run() -> None:
    found = propose_for_absence(date(2026, 3, 2), LAW, days=0).value
    apart = propose_for_absence(
        date(2026, 3, 2), LAW, days=30, longest_run=30, status=EmployeeStatus.PPPK
    ).value
    for one in (found, apart):
        assert not one.is_by_run
        assert not one.stops_pay


def test_an_ended_case_says_that_it_ended_and_an_open_one_does_not() -> None:
    assert "Perkara berakhir" in next_case_states(CaseState.DIBATALKAN, LAW).text
    assert "Perkara berakhir" not in next_case_states(CaseState.DIPERIKSA, LAW).text


def test_the_holidays_on_the_way_are_named_as_the_week_has_them() -> None:
    # 2026: 1 January is a Thursday, 3 April a Friday; 14 March (a Saturday) here as a holiday of the region.
    local = {date(2026, 3, 14): "Hari jadi", date(2026, 3, 15): "Minggu", date(2026, 3, 12): "Awal"}

    def told(start: date, end: date, week: str) -> str:
        return " ".join(step.text for step in skipped_steps(start, end, week=week, local=local))

    assert told(date(2026, 3, 12), date(2026, 3, 15), "five") == ""
    assert told(date(2026, 3, 12), date(2026, 3, 14), "six") == "Libur daerah: 14 Maret 2026 (Hari jadi)."
    assert "12 Maret 2026 (Awal)" in told(date(2026, 3, 11), date(2026, 3, 12), "five")
    assert "3 April 2026" in told(date(2026, 4, 2), date(2026, 4, 3), "five")
    assert told(date(2026, 4, 3), date(2026, 4, 4), "five") == ""
    assert "perkiraan" not in told(date(2026, 3, 9), date(2026, 3, 10), "five")
