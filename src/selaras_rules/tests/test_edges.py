"""What lies exactly on an edge, and what a rule must not say: answers that Python alone can ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from selaras_rules import (
    AttendanceDay,
    DayPlan,
    DayResult,
    DayStatus,
    EmployeeStatus,
    Finding,
    InvalidInput,
    Jenjang,
    JfRecord,
    OrganisationPredikat,
    Period,
    PositionKind,
    Predikat,
    RosterDay,
    Ruleset,
    TrainingDone,
    all_choices,
    all_regulations,
    count_jp,
    evaluation_periods,
    golongan_pppk_table,
    merge_days,
    plan_day,
    promote_rank,
    whole_months,
)
from selaras_rules.catalogue import resting_key
from selaras_rules.changes import law_between
from selaras_rules.choices import Bounds
from selaras_rules.codes import jenjang_of
from selaras_rules.errors import shortened
from selaras_rules.findings import Step, plain
from selaras_rules.ramadan import known_ramadan_years, ramadan_of
from selaras_rules.ratings import LawEnum
from selaras_rules.working_days import skipped_steps

LAW = Ruleset(date(2026, 12, 31))
DAY = date(2026, 7, 6)


def test_minutes_of_a_day_are_late_early_and_short_together() -> None:
    day = DayResult(DAY, DayStatus.TERLAMBAT, None, None, 10, 5, 3, ())
    assert day.roster_day == RosterDay(DAY, DayStatus.TERLAMBAT, 18)
    assert day.attendance_day == AttendanceDay(DAY, DayStatus.TERLAMBAT, 10, 8)


def test_of_two_equal_shortages_the_first_status_is_shown_and_none_is_made_up() -> None:
    late, early = (RosterDay(DAY, status, 10) for status in (DayStatus.TERLAMBAT, DayStatus.PULANG_CEPAT))
    for rows in ((late, early), (early, late)):
        assert merge_days(rows) == (RosterDay(DAY, DayStatus.TERLAMBAT, 20),)
    assert merge_days([RosterDay(DAY, DayStatus.HADIR)]) == (RosterDay(DAY, DayStatus.HADIR, 0),)


def test_a_reason_rests_on_its_own_key_first_and_on_its_article_otherwise() -> None:
    value = LAW.law("predikat.kuadran")
    assert resting_key(value.step("x")) == "predikat.kuadran"
    other = LAW.law("skp.jatuh_tempo").step("x")
    assert resting_key(replace(value.step("x"), key=other.key)) == other.key
    stored = replace(other, key=None)
    assert resting_key(stored) is not None
    assert resting_key(Step("x")) is None
    of_a_choice = replace(LAW.choice_step("tpp.cut_cap"), key=None)
    assert resting_key(of_a_choice) in {f"pilihan.{key}" for key in all_choices()}
    assert resting_key(replace(stored, article=None)) is None
    assert resting_key(replace(stored, source=None)) is None


def test_a_regulation_of_the_second_day_itself_is_new_and_one_of_the_first_is_not() -> None:
    day = all_regulations()["permenpanrb-6-2022"].effective
    before = date.fromordinal(day.toordinal() - 1)
    assert "permenpanrb-6-2022" in {item.code for item in law_between(before, day).regulations}
    after = date.fromordinal(day.toordinal() + 1)
    assert "permenpanrb-6-2022" not in {item.code for item in law_between(day, after).regulations}


def test_a_shut_gate_says_why_in_as_many_sentences_as_conditions_are_missed() -> None:
    record = JfRecord(EmployeeStatus.CPNS, Jenjang.AHLI_MUDA, "III/c", Decimal(0), DAY, (Predikat.BAIK,))
    found = promote_rank(record, LAW).value
    missed = [one.text for one in found.conditions if not one.is_met]
    assert list(found.refusals) == missed
    assert missed


def test_a_list_of_the_law_knows_its_order_and_one_without_a_law_cannot_be_asked() -> None:
    assert [one.place for one in OrganisationPredikat] == [0, 1, 2, 3, 4]
    assert OrganisationPredikat.from_text("istimewa") is OrganisationPredikat.ISTIMEWA
    with pytest.raises(NotImplementedError):
        LawEnum.law_key()


def test_only_what_another_regulation_replaced_is_revoked() -> None:
    register = all_regulations()
    assert register["permenpanrb-8-2021"].is_revoked is True
    assert register["permenpanrb-6-2022"].is_revoked is False


def test_a_choice_says_in_words_what_is_allowed_and_what_was_chosen() -> None:
    switch, words, number, table = (
        all_choices()[key]
        for key in (
            "lateness.makeup",
            "lateness.missing_punch",
            "lateness.tolerance_minutes",
            "lateness.own_percent",
        )
    )
    assert (switch.allowed, switch.allowed_text) == ((True, False), "ya, harus diganti, tidak")
    assert (switch.label(True), switch.label(False)) == ("ya, harus diganti", "tidak")
    bare = replace(switch, labels={})
    assert (bare.label(True), bare.label(False)) == ("ya", "tidak")
    assert words.allowed == tuple(words.labels)
    assert words.allowed_text.startswith("menurut tabel, disamakan dengan lebih dari 90 menit, 1 persen")
    assert replace(words, labels={"a": ""}).allowed_text == "a"
    assert (number.allowed, number.allowed_text) == ((), "0 sampai 60")
    for half in (replace(number, minimum=None), replace(number, maximum=None)):
        assert half.allowed_text == ""
        with pytest.raises(Exception, match="tidak boleh bernilai"):
            half.check(5)
    assert (words.rows, set(table.rows)) == (
        (),
        {f"{kind}{n}" for kind in ("TL", "PSW") for n in range(1, 5)},
    )
    assert Bounds(3, 3).text == "hanya 3"
    assert Bounds(1, 3).text == "1 sampai 3"
    assert [Bounds(1, 3).take(n) for n in (0, 1, 3, 4, True, "2", Decimal(2))] == [None, 1, 3] + [None] * 4


def test_a_golongan_without_jenjang_is_told_the_whole_range_of_its_category() -> None:
    for group, golongan, told in (
        ("keterampilan", "IV/a", "II/a sampai III/d untuk keterampilan"),
        ("keahlian", "II/a", "III/a sampai IV/e untuk keahlian"),
    ):
        with pytest.raises(InvalidInput) as refused:
            jenjang_of(golongan, group, LAW)
        assert refused.value.allowed == told
    assert Jenjang.PEMULA.previous is None
    assert Jenjang.AHLI_PERTAMA.previous is None
    assert Jenjang.AHLI_UTAMA.next is None


def test_a_pppk_is_told_the_whole_range_of_golongan() -> None:
    kinds = (PositionKind.JPT_PRATAMA, PositionKind.JF, PositionKind.PELAKSANA)
    assert [kind.bkn_kind for kind in kinds] == [1, 2, 4]
    assert [kind.value for kind in PositionKind if kind.is_jpt] == ["jpt_utama", "jpt_madya", "jpt_pratama"]
    assert {(row.bkn_code, row.pangkat, row.text) for row in golongan_pppk_table()} == {
        (0, "", row.code) for row in golongan_pppk_table()
    }
    with pytest.raises(InvalidInput) as refused:
        JfRecord(EmployeeStatus.PPPK, Jenjang.AHLI_MUDA, "III/c", Decimal(0), DAY, (Predikat.BAIK,))
    assert refused.value.allowed == "I sampai XVII untuk PPPK"


def test_what_exceeds_a_conversion_rests_on_the_conversion() -> None:
    def keys(units: int) -> list[str | None]:
        training = TrainingDone("A1", "coaching", DAY, jp=Decimal(4), units=units)
        found = count_jp(EmployeeStatus.PNS, [training], date(2026, 1, 1), date(2026, 12, 31), LAW)
        return [step.key for step in found.because]

    assert keys(2)[0] == "kompetensi.bentuk"
    assert keys(1)[0] == "kompetensi.konversi"


def test_a_word_is_cut_after_its_sixtieth_letter() -> None:
    assert shortened("x" * 60) == "x" * 60
    assert shortened("x" * 61) == "x" * 60 + "…"


def test_a_finding_is_read_back_with_and_without_its_type() -> None:
    stored = Finding(Decimal("1.50"), (Step("x"),)).to_json()
    assert Finding.from_json(stored).value == "1.50"
    assert Finding.from_json(stored, Decimal).value == Decimal("1.50")
    assert plain(frozenset({"b", "a"})) == ["a", "b"]
    with pytest.raises(TypeError, match="object has no stored form"):
        plain(object())


def test_pasal_24_the_agency_evaluates_every_quarter_or_every_month() -> None:
    monthly = Ruleset(LAW.on, {"evaluation.periodicity": "monthly"})
    assert [period.code for period in evaluation_periods(2026, LAW)] == [f"2026-TW{n}" for n in range(1, 5)]
    assert len(evaluation_periods(2026, monthly)) == 12


def test_a_period_leads_to_its_neighbours_across_the_year() -> None:
    for code, after in (("2026-12", "2027-01"), ("2026-TW4", "2027-TW1"), ("2026-TW2", "2026-TW3")):
        period = Period.parse(code)
        assert period.next().code == after
        assert period.next().previous() == period


def test_less_than_a_month_is_none() -> None:
    assert whole_months(DAY, DAY) == 0
    assert whole_months(date(2026, 1, 15), date(2026, 1, 20)) == 0
    assert whole_months(date(2026, 1, 1), date(2026, 1, 31)) == 1


def test_the_holidays_of_a_weekend_are_named_in_a_week_that_works_on_it_only() -> None:
    # Idulfitri 1447 H: 21 March 2026 is a Saturday, 22 March a Sunday.
    def told(week: str) -> str:
        return " ".join(step.text for step in skipped_steps(date(2026, 3, 20), date(2026, 3, 22), week=week))

    assert told("five") == ""
    assert "21 Maret 2026" in told("six")
    assert "22 Maret 2026" not in told("six")


def test_on_a_day_of_ramadan_the_first_reason_is_ramadan_also_on_the_last() -> None:
    lasts = [span.end for year in known_ramadan_years() for span in ramadan_of(year)]
    plans = [plan_day(last, LAW) for last in lasts]
    worked = [found for found in plans if isinstance(found.value, DayPlan)]
    assert worked
    for found in worked:
        assert isinstance(found.value, DayPlan)
        assert found.value.is_ramadan
        assert found.because[0].text.startswith("Ramadan ")
