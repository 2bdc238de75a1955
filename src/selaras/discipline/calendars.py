"""The calendar behind attendance: without holidays and Ramadan of the year nothing is read, and it is said aloud."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import InvalidInput
from selaras_rules import RulesError, Ruleset
from selaras_rules.working_time import DayPlan, FreeDay, plan_day


class NoCalendar(InvalidInput):
    """The holidays or the Ramadan of a year of the period are not known (422)."""

    code = "no_calendar"
    default_remedy = _(
        "Tidak satu baris pun diterapkan: tanpa daftar libur, hari libur akan terbaca sebagai tidak masuk."
    )


def plans_of_period(first: date, last: date, ruleset: Ruleset) -> dict[date, DayPlan | FreeDay]:
    """When an ordinary office is open, day by day. Raises `NoCalendar`."""
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    try:
        return {day: plan_day(day, ruleset).value for day in days}
    except RulesError as error:
        raise NoCalendar(str(error)) from error
