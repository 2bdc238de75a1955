"""Reminders of plans: sent on their day, once, to whose turn it is; safe to run any number of times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.notices import tell_many
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.organisation.office_hours import may_remind
from selaras.organisation.outages import moved
from selaras.planning import events
from selaras.planning.models import PlanReminder
from selaras.planning.occasions import occasion_on, weekly_day
from selaras.planning.selectors.blockers import Blocker, blockers_of, slow_answers
from selaras_rules import Ruleset

Away = Callable[[date], Collection[UUID]]


def nobody(_on: date) -> Collection[UUID]:
    """Where nothing is known of leave, everybody is there."""
    return ()


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many people were reminded, by kind; `is_quiet` when the office does not work at this moment."""

    counts: dict[str, int]
    is_quiet: bool = False

    @property
    def people(self) -> int:
        """All reminders together."""
        return sum(self.counts.values())


def send_plan_reminders(agency: Agency, *, away: Away = nobody) -> Reminded:
    """Send what is due now and was not sent yet.

    Who is `away` on the day is left in peace; back within a week one gets the reminder then. Nothing outside working
    hours of the agency. Of two runs at once one sends. Raises `NoHolidayList` when the holidays of the year are not
    known.
    """
    moment = clock.now()
    on = clock.local(moment, agency).date()
    if not may_remind(agency, moment):
        return Reminded({}, is_quiet=True)
    due = _due(agency, on, moment, ruleset_for(agency, on))
    try:
        return _send(agency, on, due, away)
    except IntegrityError:  # another run was faster by a moment; it has sent the same
        return Reminded({})


def _due(
    agency: Agency, on: date, moment: datetime, ruleset: Ruleset
) -> dict[tuple[UUID, str, date], Blocker]:
    due: dict[tuple[UUID, str, date], Blocker] = {}
    occasion = occasion_on(on.year, on, ruleset)
    if occasion is not None and occasion.is_late and on <= moved(occasion.due, agency, on):
        return due  # the system could not be used on the last day: nobody is late yet
    if occasion is not None:
        _add(due, blockers_of(agency, on.year, occasion), occasion.day)
        return due
    weekly = weekly_day(on, week=ruleset.choice("working_days.week"))
    if weekly <= on:
        _add(due, slow_answers(agency, on.year, moment), weekly)
    return due


def _add(due: dict[tuple[UUID, str, date], Blocker], found: Iterable[Blocker], day: date) -> None:
    for blocker in found:
        due.setdefault((blocker.recipient_id, blocker.kind, day), blocker)


def _send(agency: Agency, on: date, due: dict[tuple[UUID, str, date], Blocker], away: Away) -> Reminded:
    days = {day for _person, _kind, day in due}
    sent = set(
        PlanReminder.objects.filter(agency=agency, day__in=days).values_list("recipient_id", "kind", "day")
    )
    new = {key: blocker for key, blocker in due.items() if key not in sent}
    absent = frozenset(away(on)) if new else frozenset()
    new = {key: blocker for key, blocker in new.items() if blocker.recipient_id not in absent}
    if not new:
        return Reminded({})
    with recording(events.REMINDERS_SENT, by=SYSTEM, about=agency, year=on.year, people=len(new)) as record:
        counts = Counter(blocker.kind for blocker in new.values())
        record.note(kinds=dict(counts))
        moment = clock.now()
        PlanReminder.objects.bulk_create(
            [
                PlanReminder(agency=agency, recipient_id=person, kind=kind, day=day, sent_at=moment)
                for person, kind, day in new
            ],
            batch_size=500,
        )
        _tell(agency, new.values())
    return Reminded(dict(counts))


def _tell(agency: Agency, blockers: Iterable[Blocker]) -> None:
    alike: dict[tuple[str, str, str], list[UUID]] = defaultdict(list)
    for blocker in blockers:
        alike[blocker.kind, blocker.text, blocker.url].append(blocker.recipient_id)
    for (kind, text, url), people in alike.items():
        tell_many(people, f"reminder.{kind}", text, agency_id=agency.pk, url=url)
