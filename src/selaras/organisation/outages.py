"""Deadlines of a day on which the system could not be used move to the next working day; nobody is late (C-21).

The day of the law stays the day of the law: what moves is from when on somebody counts as late here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, SystemOutage
from selaras_rules import NoHolidayList, Ruleset, date_label, is_working_day

# What an app above does as soon as an outage of an agency is known, in the transaction that records it.
_followers: list[Callable[[Agency], object]] = []

# An outage may be recorded, and everybody reads of what it moved, for so long.
LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True)
class Outages:
    """The outages of an agency since a day, as one request on a day looks at them.

    They are asked for once, and only when a deadline has come: at most one query for all deadlines of a request.
    """

    agency: Agency
    ruleset: Ruleset
    on: date
    since: date
    # Whether they were counted already, beside something else, and there are none: then nothing is asked.
    are_none: bool = False

    @property
    def queryset(self) -> QuerySet[SystemOutage]:
        """The outages that ended on or after the first day."""
        return _ended_since(self.since, self.agency)

    @cached_property
    def rows(self) -> tuple[SystemOutage, ...]:
        """The same, earliest first."""
        return () if self.are_none else tuple(self.queryset.order_by("starts_at", "pk"))

    def moved(self, day: date) -> date:
        """Where a deadline of `day` lies now: the next working day on which the system could be used enough."""
        return day if self.on < day else moved_by(day, self.rows, self.agency, self.ruleset)

    def of_day(self, day: date) -> list[SystemOutage]:
        """The outages that took something from a day, earliest first."""
        return [row for row in self.rows if _lost(day, [row], self.agency)]

    def notice(self) -> str:
        """What everybody reads until the moved deadlines are over; empty where nothing moved, or no longer."""
        for outage in reversed(self.rows):
            later = moves(outage, self.rows, self.agency, self.ruleset)
            if later and self.on <= max(later.values()):
                return sentence_of(outage, later, self.agency)
        return ""


def follow_outages(act: Callable[[Agency], object]) -> None:
    """Let an app act with each outage that somebody records; it calls this when it is ready."""
    _followers.append(act)


def let_all_follow_outages(agency: Agency) -> None:
    """What rests on kept deadlines moves now, not only with the next tick."""
    for act in _followers:
        act(agency)


def recent_outages(agency: Agency, ruleset: Ruleset, on: date) -> Outages:
    """The outages of the last sixty days, which everybody reads of and periods are extended for."""
    return Outages(agency, ruleset, on=on, since=on - LOOK_BACK)


def moved(day: date, agency: Agency, on: date) -> date:
    """Where one deadline lies now. One query when its day has come, else none; the rules only after an outage."""
    if on < day:
        return day
    rows = list(_ended_since(day, agency).order_by("starts_at", "pk"))
    return moved_by(day, rows, agency, ruleset_for(agency, on)) if rows else day


def moved_by(day: date, outages: Sequence[SystemOutage], agency: Agency, ruleset: Ruleset) -> date:
    """Where a deadline of `day` lies after these outages; what they took from a day adds up."""
    most = timedelta(hours=int(ruleset.choice("outage.hours")))
    while _lost(day, outages, agency) >= most:
        day = _next_working_day(day, ruleset.choice("working_days.week"))
    return day


def moves(
    outage: SystemOutage, outages: Sequence[SystemOutage], agency: Agency, ruleset: Ruleset
) -> dict[date, date]:
    """The days of an outage whose deadlines moved, with where they are after it and all these others."""
    first = clock.local(outage.starts_at, agency).date()
    last = clock.local(outage.ends_at, agency).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    found = {day: moved_by(day, outages, agency, ruleset) for day in days}
    return {day: later for day, later in found.items() if later != day}


def sentence_of(outage: SystemOutage, later: dict[date, date], agency: Agency) -> str:
    """When it was, why, and where the deadlines are now."""
    text = _(
        "%(outage)s Tenggat %(days)s bergeser ke %(later)s; tidak seorang pun dihitung terlambat karenanya."
    )
    return text % {
        "outage": cause_of(outage, agency),
        "days": ", ".join(date_label(day) for day in later),
        "later": date_label(max(later.values())),
    }


def cause_of(outage: SystemOutage, agency: Agency) -> str:
    """When the system failed, and why: "Sistem terganggu 31 Januari 2026 18.00–20.30 WITA (listrik padam)."."""
    start, end = clock.local(outage.starts_at, agency), clock.local(outage.ends_at, agency)
    return _("Sistem terganggu %(start)s–%(end)s %(zone)s (%(reason)s).") % {
        "start": f"{date_label(start.date())} {start:%H.%M}",
        "end": f"{end:%H.%M}" if start.date() == end.date() else f"{date_label(end.date())} {end:%H.%M}",
        "zone": clock.zone_label(agency),
        "reason": outage.reason,
    }


def _ended_since(day: date, agency: Agency) -> QuerySet[SystemOutage]:
    return SystemOutage.objects.filter(agency=agency, ends_at__gte=_midnight(day, agency))


def _midnight(day: date, agency: Agency) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(agency.time_zone))


def _lost(day: date, outages: Sequence[SystemOutage], agency: Agency) -> timedelta:
    """How much of a day, by the clock of the agency, the system could not be used; what overlaps counts once."""
    reached, end = _midnight(day, agency), _midnight(day + timedelta(days=1), agency)
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
