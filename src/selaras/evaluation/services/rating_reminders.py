"""Reminders of a period's deadline: in office hours, once a day at most, to those who still have something to fix."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.notices import Message, tell_each
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.deadlines import moment_text
from selaras.evaluation.models import EvaluationPeriod
from selaras.evaluation.readiness import unfinished_by_penilai
from selaras.organisation.models import Agency
from selaras.organisation.office_hours import may_remind
from selaras.organisation.selectors import representatives_of

# How many days before the deadline people are reminded.
DAYS_BEFORE = frozenset({7, 3, 1, 0})


@dataclass(frozen=True, slots=True)
class RatingReminders:
    """How many pejabat penilai were reminded; `is_quiet` outside office hours."""

    people: int
    is_quiet: bool


def send_rating_reminders(agency: Agency) -> RatingReminders:
    """Remind everybody who still has results to fix in a period that ends soon. Raises `NoHolidayList`."""
    on = clock.today(agency)
    rows = [
        row
        for row in EvaluationPeriod.objects.filter(closed_at=None, due_on__gte=on).select_related("agency")
        if (row.due_on - on).days in DAYS_BEFORE and row.reminded_on != on
    ]
    if not rows:
        return RatingReminders(0, is_quiet=False)
    if not may_remind(agency, clock.now()):
        return RatingReminders(0, is_quiet=True)
    return RatingReminders(sum(_remind(row, agency) for row in rows), is_quiet=False)


def _remind(row: EvaluationPeriod, agency: Agency) -> int:
    unfinished = unfinished_by_penilai(agency, row.span)
    due = moment_text(row.due_on, clock.zone_label(agency))
    url = f"{address('evaluation:awaiting')}?periode={row.period}"
    on = clock.today(agency)
    acting = representatives_of(unfinished, on)
    with recording(events.PERIOD_REMINDED, by=SYSTEM, about=row, period=row.span.label) as rec:
        # The day in the filter: two ticks at once remind once.
        if not EvaluationPeriod.objects.filter(pk=row.pk).exclude(reminded_on=on).update(reminded_on=on):
            return 0
        rec.note(people=len(unfinished))
        tell_each(
            [
                Message([person, *acting.get(person, [])], "period", _words(row, count, due), url)
                for person, count in unfinished.items()
            ],
            agency_id=agency.pk,
        )
    return len(unfinished)


def _words(row: EvaluationPeriod, count: int, due: str) -> str:
    text = ngettext(
        "%(count)s penilaian %(period)s belum ditetapkan. Batasnya %(due)s.",
        "%(count)s penilaian %(period)s belum ditetapkan. Batasnya %(due)s.",
        count,
    )
    return text % {"count": count, "period": row.span.label, "due": due}
