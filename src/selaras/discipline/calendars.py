"""The calendar behind attendance: without holidays and Ramadan of the year nothing is read, and it is said aloud."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.core.errors import InvalidInput
from selaras.discipline.models import LocalHoliday
from selaras_rules import RulesError, Ruleset
from selaras_rules.working_days import LocalHolidays
from selaras_rules.working_time import DayPlan, FreeDay, plan_day


class NoCalendar(InvalidInput):
    """The holidays or the Ramadan of a year of the period are not known (422)."""

    code = "no_calendar"
    default_remedy = _(
        "Tidak satu baris pun diterapkan: tanpa daftar libur, hari libur akan terbaca sebagai tidak masuk."
    )


class OfficePlans:
    """The hours of an ordinary office, worked out once for each day and each set of local holidays."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self._found: dict[tuple[date, bool], DayPlan | FreeDay] = {}

    def on(self, day: date, local: Mapping[date, str]) -> DayPlan | FreeDay:
        """The plan of a day. Raises errors of the rules for a year without its lists."""
        key = (day, day in local)
        if key not in self._found:
            self._found[key] = plan_day(day, self.ruleset, local=local).value
        return self._found[key]


def plans_of_period(
    first: date, last: date, ruleset: Ruleset, *, opd_id: UUID | None = None
) -> dict[date, DayPlan | FreeDay]:
    """When an ordinary office (of this OPD, or of the city) is open, day by day. Raises `NoCalendar`."""
    local = local_holidays((opd_id,) if opd_id else (), first, last)
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    try:
        return {day: plan_day(day, ruleset, local=local).value for day in days}
    except RulesError as error:
        raise NoCalendar(str(error)) from error


def local_holidays(places: Collection[UUID], first: date, last: date) -> LocalHolidays:
    """The days off of the city and of these units, with their names; one query."""
    rows = LocalHoliday.objects.filter(Q(unit=None) | Q(unit_id__in=places), day__gte=first, day__lte=last)
    return dict(rows.values_list("day", "name"))
