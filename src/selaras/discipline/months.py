"""A month of attendance of many people at once, as a table of cuts reads it; nothing is stored here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from selaras.core.parts import in_parts
from selaras.discipline.calendars import OfficePlans
from selaras.discipline.days import Known
from selaras.discipline.known_days import known_days, seen_days
from selaras.discipline.models import CountedDay, CountedFor
from selaras.organisation.models import Agency, Employee
from selaras_rules import AttendanceDay, RulesError, Ruleset
from selaras_rules.working_time import DayPlan

_ONE = timedelta(days=1)
# So many people are held in memory at once.
CHUNK = 400


@dataclass(frozen=True, slots=True)
class AttendanceMonth:
    """The days of one person in a month; `unknown` are working days that no source speaks of."""

    days: tuple[AttendanceDay, ...]
    unknown: tuple[date, ...]
    problem: str = ""


def attendance_months(
    people: Sequence[Employee], agency: Agency, first: date, last: date, on: date, ruleset: Ruleset
) -> Mapping[UUID, AttendanceMonth]:
    """The month of each of these people; a bounded number of queries for every few hundred of them."""
    found: dict[UUID, AttendanceMonth] = {}
    days = [first + _ONE * place for place in range((last - first).days + 1)]
    plans, zone = OfficePlans(ruleset), ZoneInfo(agency.time_zone)
    for part in in_parts(people, CHUNK):
        known = known_days(part, first - _ONE, last + _ONE, zone)
        for person in part:
            found[person.pk] = _month(known[person.pk], days, plans, agency, on)
    return found


def _month(
    known: Known, days: Sequence[date], plans: OfficePlans, agency: Agency, on: date
) -> AttendanceMonth:
    read: list[AttendanceDay] = []
    unknown: list[date] = []
    try:
        for seen in seen_days(known, days, plans, agency, on):
            if seen.result is not None:
                read.append(seen.result.attendance_day)
            elif isinstance(seen.plan, DayPlan):
                unknown.append(seen.day)
    except RulesError as error:
        return AttendanceMonth((), (), str(error))
    return AttendanceMonth(tuple(read), tuple(unknown))


def days_cut_already(people: Collection[UUID], first: date, last: date) -> Mapping[UUID, set[date]]:
    """The days for which an allowance was cut before; one query."""
    rows = CountedDay.objects.filter(
        employee_id__in=people, counted_for=CountedFor.CUT, day__gte=first, day__lte=last
    )
    found: dict[UUID, set[date]] = defaultdict(set)
    for person, day in rows.values_list("employee_id", "day"):
        found[person].add(day)
    return found
