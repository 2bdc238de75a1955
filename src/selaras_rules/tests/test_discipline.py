"""Discipline: what must hold for every number of days, minutes and rows (PP 53/2010, PP 94/2021)."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras_rules import (
    BadLawFile,
    DayStatus,
    InvalidInput,
    NoRamadanList,
    RosterDay,
    Ruleset,
    count_absence,
    is_ramadan,
    known_holiday_years,
    known_ramadan_years,
    merge_days,
    parameters,
    propose_for_absence,
    propose_for_days,
    punishment_types,
    ramadan_of,
    total_absence,
)
from selaras_rules.ramadan import _span

LAW = Ruleset(date(2026, 12, 31))
LAST_DAY_OF_PP_53 = date(2021, 8, 30)
ORDER = ("", "R1", "R2", "R3", "S1", "S2", "S3", "B1", "B2", "B3", "B4")
act_days = st.dates(date(2010, 6, 6), date(2026, 12, 31))
minutes_of_a_day = st.integers(390, 510)
statuses = st.sampled_from(DayStatus)
year_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
roster_rows = st.builds(RosterDay, year_days, statuses, st.integers(0, 480))


def heaviness(days: int, act_day: date, *, minutes: int = 0, run: int = 0) -> int:
    found = propose_for_absence(act_day, LAW, days=days, minutes=minutes, longest_run=run)
    return ORDER.index(found.value.step)


@given(act_days, st.integers(0, 366), st.integers(0, 366))
def test_pasal_9_to_11_more_days_never_lower_the_step(act_day: date, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert heaviness(less, act_day) <= heaviness(more, act_day)


@given(act_days, st.integers(0, 60), st.integers(0, 20_000), st.integers(0, 20_000))
def test_more_minutes_never_lower_the_step(act_day: date, days: int, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert heaviness(days, act_day, minutes=less) <= heaviness(days, act_day, minutes=more)


@given(act_days, st.integers(0, 60), st.integers(0, 30), st.integers(0, 30))
def test_pasal_11_a_longer_run_never_lowers_the_step(act_day: date, days: int, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert heaviness(days, act_day, run=less) <= heaviness(days, act_day, run=more)


@given(st.lists(st.integers(0, 5_000), max_size=12), minutes_of_a_day)
def test_minutes_turned_into_days_one_by_one_never_exceed_the_sum(parts: list[int], a_day: int) -> None:
    law = Ruleset(date(2026, 12, 31), {"discipline.minutes_per_day": a_day})
    whole = total_absence(0, sum(parts), law)
    assert sum(total_absence(0, part, law).days for part in parts) <= whole.days
    assert whole.days * a_day + whole.remaining_minutes == sum(parts)


@given(st.integers(0, 5_000), st.integers(0, 5_000), minutes_of_a_day, minutes_of_a_day)
def test_minutes_inside_and_outside_ramadan_lose_nothing_and_gain_nothing(
    ordinary: int, ramadan: int, a_day: int, a_day_ramadan: int
) -> None:
    choices = {"discipline.minutes_per_day": a_day, "discipline.minutes_per_day_ramadan": a_day_ramadan}
    found = total_absence(0, ordinary, Ruleset(date(2026, 12, 31), choices), minutes_ramadan=ramadan)
    assert ordinary // a_day + ramadan // a_day_ramadan <= found.days
    assert found.days <= ordinary // a_day + ramadan // a_day_ramadan + 1
    assert 0 <= found.remaining_minutes < a_day


@given(
    st.lists(roster_rows, max_size=40), st.sampled_from(["cuti", "sakit", "dinas", "pelatihan"]), st.data()
)
def test_approved_leave_never_adds_absence(rows: list[RosterDay], leave: str, data: st.DataObject) -> None:
    on_leave = data.draw(st.lists(year_days, max_size=10))
    added = [RosterDay(day, DayStatus(leave)) for day in on_leave]
    before, after = count_absence(2026, rows, LAW).value, count_absence(2026, rows + added, LAW).value
    assert after.days <= before.days
    assert after.minutes <= before.minutes
    assert ORDER.index(propose_for_days(2026, rows + added, LAW).value.step) <= ORDER.index(
        propose_for_days(2026, rows, LAW).value.step
    )


@given(st.lists(roster_rows, max_size=40))
def test_the_order_of_rows_and_doubled_rows_change_nothing(rows: list[RosterDay]) -> None:
    assert merge_days(rows) == merge_days(rows[::-1]) == merge_days(rows + rows)
    assert merge_days(merge_days(rows)) == merge_days(rows)


@given(st.lists(roster_rows, max_size=40))
def test_the_run_lies_in_the_days_and_is_no_longer_than_the_absence(rows: list[RosterDay]) -> None:
    found = count_absence(2026, rows, LAW).value
    assert 0 <= found.longest_run <= found.days
    assert (found.run_start is None) == (found.run_end is None) == (found.longest_run == 0)


@pytest.mark.parametrize("act_day", [LAST_DAY_OF_PP_53, LAST_DAY_OF_PP_53 + timedelta(days=1)])
def test_pasal_9_the_ladder_has_no_gap_no_overlap_and_names_known_types(act_day: date) -> None:
    law = Ruleset(act_day)
    rows = law.law("disiplin.tangga_ketidakhadiran").value
    types = list(law.law("disiplin.jenis").value)
    assert [row["step"] for row in rows] == types
    assert all(after["from"] == before["to"] + 1 for before, after in itertools.pairwise(rows))
    assert rows[-1]["to"] == 366


def test_pasal_8_the_types_stand_from_light_to_heavy() -> None:
    for act_day in (LAST_DAY_OF_PP_53, date(2026, 1, 1)):
        levels = [one.level for one in punishment_types(act_day, LAW).value]
        assert levels == sorted(levels, key=["ringan", "sedang", "berat"].index)


def test_pasal_42_the_medium_types_say_what_they_wait_for() -> None:
    found = propose_for_absence(date(2026, 5, 4), LAW, days=12)
    assert any(step.article and "Pasal 42" in step.article for step in found.because)
    assert found.standing == "assumed"


def test_a_proposal_says_that_it_is_one() -> None:
    assert "Ini usulan" in propose_for_absence(date(2026, 5, 4), LAW, days=3).text


@pytest.mark.parametrize("field", ["days", "minutes", "minutes_ramadan", "longest_run"])
def test_negative_numbers_are_refused_by_name(field: str) -> None:
    with pytest.raises(InvalidInput, match="nol atau lebih"):
        propose_for_absence(date(2026, 5, 4), LAW, **{"days": 1, field: -1})  # type: ignore[arg-type]


def test_every_year_with_holidays_has_its_ramadan_and_a_missing_one_is_named() -> None:
    assert set(known_holiday_years()) <= set(known_ramadan_years())
    with pytest.raises(NoRamadanList, match="2031"):
        ramadan_of(2031)


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 2, 18), False),
        (date(2026, 2, 19), True),
        (date(2026, 3, 20), True),
        (date(2026, 3, 21), False),
    ],
)
def test_ramadan_1447_lasts_from_its_first_to_its_last_day(day: date, inside: bool) -> None:
    assert is_ramadan(day) is inside


@pytest.mark.parametrize("end", [date(2028, 2, 20), date(2028, 2, 28), date(2028, 2, 1)])
def test_a_ramadan_of_another_length_is_refused(end: date) -> None:
    row = {"year": 2028, "source": "isbat-ramadan", "article": "Penetapan", "standing": "read"}
    with pytest.raises(BadLawFile, match="bukan satu bulan"):
        _span(row, {"start": date(2028, 1, 28), "end": end})


def test_ramadan_has_a_file_of_its_own() -> None:
    assert "ramadan.toml" in parameters.OTHER_FILES
