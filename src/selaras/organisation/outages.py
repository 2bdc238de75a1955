"""Deadlines of a day on which the system could not be used move to the next working day; nobody is late (C-21).

The day of the law stays the day of the law: what moves is from when on somebody counts as late here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.organisation.models import Agency, SystemOutage
from selaras_rules import NoHolidayList, Ruleset, date_label, is_working_day

# A deadline is looked at for so long after its day; no outage moves it further.
LOOK_BACK = timedelta(days=60)


def recent_outages(agency: Agency, on: date) -> list[SystemOutage]:
    """The outages that may still matter on a day, earliest first. One query."""
    since = datetime.combine(on - LOOK_BACK, time.min, ZoneInfo(agency.time_zone))
    return list(SystemOutage.objects.filter(agency=agency, ends_at__gte=since).order_by("starts_at"))


def moved_by(day: date, outages: Sequence[SystemOutage], agency: Agency, ruleset: Ruleset) -> date:
    """Where a deadline of `day` lies after these outages: the next working day the system could be used enough."""
    most = timedelta(hours=int(ruleset.choice("outage.hours")))
    while _lost(day, outages, agency) >= most:
        day = _next_working_day(day, ruleset.choice("working_days.week"))
    return day


def moved(day: date, agency: Agency, on: date, ruleset: Ruleset) -> date:
    """`moved_by` for one deadline. One query when its day has come and is not long over, else none."""
    if not day <= on <= day + LOOK_BACK:
        return day
    return moved_by(day, recent_outages(agency, on), agency, ruleset)


def moves(outage: SystemOutage, agency: Agency, ruleset: Ruleset) -> dict[date, date]:
    """The days that one outage took, with the days their deadlines move to."""
    first = clock.local(outage.starts_at, agency).date()
    last = clock.local(outage.ends_at, agency).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    found = {day: moved_by(day, [outage], agency, ruleset) for day in days}
    return {day: later for day, later in found.items() if later != day}


def notice_of(outages: Sequence[SystemOutage], agency: Agency, on: date, ruleset: Ruleset) -> str:
    """What everybody reads until the moved deadlines are over; empty where nothing moved, or no longer."""
    for outage in reversed(outages):
        later = moves(outage, agency, ruleset)
        if later and on <= max(later.values()):
            return sentence_of(outage, later, agency)
    return ""


def sentence_of(outage: SystemOutage, later: dict[date, date], agency: Agency) -> str:
    """When it was, why, and where the deadlines are now."""
    start, end = clock.local(outage.starts_at, agency), clock.local(outage.ends_at, agency)
    text = _(
        "Sistem terganggu %(start)s–%(end)s %(zone)s (%(reason)s). Tenggat %(days)s bergeser ke %(later)s; tidak "
        "seorang pun dihitung terlambat karenanya."
    )
    return text % {
        "start": f"{date_label(start.date())} {start:%H.%M}",
        "end": f"{end:%H.%M}" if start.date() == end.date() else f"{date_label(end.date())} {end:%H.%M}",
        "zone": clock.zone_label(agency),
        "reason": outage.reason,
        "days": ", ".join(date_label(day) for day in later),
        "later": date_label(max(later.values())),
    }


def _lost(day: date, outages: Sequence[SystemOutage], agency: Agency) -> timedelta:
    """How much of a day, by the clock of the agency, the system could not be used; what overlaps counts once."""
    zone = ZoneInfo(agency.time_zone)
    reached = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    lost = timedelta()
    for outage in sorted(outages, key=lambda row: row.starts_at):
        start, stop = max(outage.starts_at, reached), min(outage.ends_at, end)
        if stop > start:
            lost, reached = lost + (stop - start), stop
    return lost


def _next_working_day(day: date, week: str) -> date:
    """The working day after a day; without the holidays of that year its weekdays."""
    while True:
        day += timedelta(days=1)
        try:
            is_open = is_working_day(day, week=week)
        except NoHolidayList:
            is_open = day.weekday() < (6 if week == "six" else 5)
        if is_open:
            return day
