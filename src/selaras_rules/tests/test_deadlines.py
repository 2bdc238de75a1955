"""What must hold for deadlines and for the end of a day, whatever the day, the zone and the local holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras_rules import (
    InvalidInput,
    Ruleset,
    TimeZone,
    annual_report_due,
    end_of_day,
    hand_over_deadline,
    is_in_time,
    is_working_day,
    may_decide_objection,
    may_object,
    objection_deadline,
    return_deadline,
    skp_due,
)

LAW = Ruleset(date(2026, 12, 31))
any_day = st.dates(date(2000, 1, 1), date(2090, 12, 31))
any_zone = st.sampled_from(TimeZone)
known_days = st.dates(date(2024, 1, 1), date(2027, 6, 30))
local_days = st.dictionaries(known_days, st.just("Hari jadi daerah"), max_size=4)
weeks = st.sampled_from(["five", "six"])


@given(any_day, any_zone)
def test_the_last_second_is_in_time_and_the_next_one_is_not(day: date, zone: TimeZone) -> None:
    last = end_of_day(day, zone, LAW).value
    assert is_in_time(last, day, zone, LAW).value
    assert is_in_time(last + timedelta(milliseconds=999), day, zone, LAW).value
    assert not is_in_time(last + timedelta(seconds=1), day, zone, LAW).value


@given(any_day)
def test_the_day_ends_first_in_the_east_and_an_hour_later_in_each_zone_to_the_west(day: date) -> None:
    wib, wita, wit = (end_of_day(day, zone, LAW).value for zone in TimeZone)
    assert wib - wita == wita - wit == timedelta(hours=1)


@given(any_day, any_zone, any_zone)
def test_the_same_moment_is_judged_by_the_clock_where_people_work(
    day: date, zone: TimeZone, other: TimeZone
) -> None:
    last = end_of_day(day, zone, LAW).value
    assert is_in_time(last, day, other, LAW).value is (last <= end_of_day(day, other, LAW).value)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidInput, match="zona waktu"):
        is_in_time(datetime(2026, 2, 2, 12, 0), date(2026, 2, 2), TimeZone.WITA, LAW)  # noqa: DTZ001


@given(known_days, local_days, weeks)
def test_pasal_59_no_deadline_in_working_days_falls_on_a_free_day(
    day: date, local: dict[date, str], week: str
) -> None:
    law = Ruleset(LAW.on, {"working_days.week": week})
    for deadline in (hand_over_deadline, return_deadline, objection_deadline):
        found = deadline(day, law, local=local)
        assert is_working_day(found.value, week=week, local=local)
        assert found.value > day
        assert found.value >= deadline(day, law).value


@given(known_days, st.integers(-5, 60))
def test_pasal_59_the_window_is_open_from_receipt_to_the_deadline_and_no_longer(
    received: date, later: int
) -> None:
    on = received + timedelta(days=later)
    until = objection_deadline(received, LAW).value
    assert may_object(received, LAW, on=on).value is (received <= on <= until)


@given(st.integers(2023, 2026), local_days, weeks)
def test_a_report_is_due_on_the_last_day_of_february_and_warned_of_on_a_working_day(
    year: int, local: dict[date, str], week: str
) -> None:
    found = annual_report_due(year, Ruleset(LAW.on, {"working_days.week": week}), local=local).value
    assert found.due + timedelta(days=1) == date(year + 1, 3, 1)
    assert found.warn_on <= found.due
    assert is_working_day(found.warn_on, week=week, local=local)


@given(st.integers(2024, 2027), local_days)
def test_lampiran_ii_c_the_due_day_stays_and_the_warning_moves(year: int, local: dict[date, str]) -> None:
    found = skp_due(year, LAW, local=local).value
    assert (found.due, found.escalate_on) == (date(year, 1, 31), date(year, 2, 1))
    assert found.warn_on <= found.due
    assert is_working_day(found.warn_on, local=local)


@given(st.booleans(), st.booleans())
def test_pasal_59_a_decision_waits_for_both_explanations(employee: bool, penilai: bool) -> None:
    found = may_decide_objection(LAW, has_heard_employee=employee, has_heard_penilai=penilai)
    assert found.value.is_allowed is (employee and penilai)
    assert found.value.is_final
    assert [one.is_met for one in found.value.conditions] == [employee, penilai]
