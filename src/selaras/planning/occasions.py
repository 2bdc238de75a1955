"""On which days the plans of a year are reminded of: two weeks before they are due, on the last working day, after it.

A day that falls on a day off moves to the working day before it, as long as the plan is not due; afterwards to the
working day behind it. Who runs the reminders late, catches up within a week and not later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from selaras_rules import Ruleset, is_working_day, last_working_day, skp_due

EARLY = timedelta(days=14)
WEEK = timedelta(days=7)
WEEKS_AFTER = 8
CATCH_UP = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day of the calendar of reminders; `is_late` once the plan should have been fixed."""

    day: date
    due: date
    is_late: bool = False
    escalates: bool = False


def occasions(year: int, ruleset: Ruleset) -> Iterator[Occasion]:
    """The days of a year's plans, the earliest first. Raises `NoHolidayList`."""
    week = ruleset.choice("working_days.week")
    days = skp_due(year, ruleset).value
    yield Occasion(last_working_day(days.due - EARLY, week=week), days.due)
    yield Occasion(days.warn_on, days.due)
    first = next_working_day(days.escalate_on, week=week)
    yield Occasion(first, days.due, is_late=True, escalates=True)
    monday = first - timedelta(days=first.weekday())
    for number in range(1, WEEKS_AFTER + 1):
        day = next_working_day(monday + WEEK * number, week=week)
        yield Occasion(day, days.due, is_late=True, escalates=True)


def occasion_on(year: int, on: date, ruleset: Ruleset) -> Occasion | None:
    """The newest occasion that has come and is not older than a week; None between the seasons."""
    come = [found for found in occasions(year, ruleset) if on - CATCH_UP <= found.day <= on]
    return max(come, key=lambda found: found.day, default=None)


def weekly_day(on: date, *, week: str) -> date:
    """The first working day of the week in which `on` lies: for what is reminded of the whole year."""
    return next_working_day(on - timedelta(days=on.weekday()), week=week)


def next_working_day(day: date, *, week: str) -> date:
    """That day, or the nearest working day after it."""
    while not is_working_day(day, week=week):
        day += timedelta(days=1)
    return day
