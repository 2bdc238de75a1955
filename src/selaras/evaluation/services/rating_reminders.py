"""Reminders of a period's deadline: in office hours, once a day at most, to those who still have something to fix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.notices import Message, tell_each
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.deadlines import moment_text
from selaras.evaluation.models import EvaluationPeriod
from selaras.evaluation.still_to_rate import Unfinished, unfinished_by_official, without_official
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.organisation.office_hours import may_remind
from selaras.organisation.selectors import admins_of

# How many days before the deadline people are reminded.
DAYS_BEFORE = frozenset({7, 3, 1, 0})


@dataclass(frozen=True, slots=True)
class RatingReminders:
    """How many officials were reminded of what they rate; `is_quiet` outside office hours."""

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
    on = clock.today(agency)
    unfinished = unfinished_by_official(agency, row.span, on)
    due = moment_text(row.due_on, clock.zone_label(agency))
    url = f"{address('evaluation:awaiting')}?periode={row.period}"
    with recording(events.PERIOD_REMINDED, by=SYSTEM, about=row, period=row.span.label) as rec:
        # The day in the filter: two ticks at once remind once.
        if not EvaluationPeriod.objects.filter(pk=row.pk).exclude(reminded_on=on).update(reminded_on=on):
            return 0
        rec.note(people=len(unfinished))
        messages = [
            Message([person], "period", _words(row, left, due), url) for person, left in unfinished.items()
        ]
        tell_each([*messages, *_for_admins(row, agency, on, due)], agency_id=agency.pk)
    return len(unfinished)


def _words(row: EvaluationPeriod, left: Unfinished, due: str) -> str:
    """What is left to do; plans that were never agreed are another thing to do, and said as such."""
    known = {"rated": left.to_rate, "agreed": left.to_agree, "period": row.span.label, "due": due}
    agree = ngettext(
        "%(agreed)s SKP belum disepakati; sepakati dahulu agar dapat dinilai.",
        "%(agreed)s SKP belum disepakati; sepakati dahulu agar dapat dinilai.",
        left.to_agree,
    )
    if not left.to_rate:
        return _("%(what)s Batas penilaian %(period)s %(due)s.") % {"what": agree % known, **known}
    rate = ngettext(
        "%(rated)s penilaian %(period)s belum ditetapkan. Batasnya %(due)s.",
        "%(rated)s penilaian %(period)s belum ditetapkan. Batasnya %(due)s.",
        left.to_rate,
    )
    return " ".join(part % known for part in (rate, agree) if part is rate or left.to_agree)


def _for_admins(row: EvaluationPeriod, agency: Agency, on: date, due: str) -> Iterator[Message]:
    """Where nobody may rate, because the pejabat penilai is a relative, the admin names somebody. Two queries."""
    plans = without_official(row.span, ruleset_for(agency, row.span.end), on)
    counts = dict(plans.order_by().values_list("opd_id").annotate(people=Count("pk")))
    admins = admins_of(counts, on) if counts else {}
    for opd, people in counts.items():
        text = ngettext(
            "%(people)s penilaian %(period)s belum punya pejabat yang boleh menilai. Tunjuk Plt/Plh; batasnya %(due)s.",
            "%(people)s penilaian %(period)s belum punya pejabat yang boleh menilai. Tunjuk Plt/Plh; batasnya %(due)s.",
            people,
        )
        known = {"people": people, "period": row.span.label, "due": due}
        url = address("evaluation:readiness", row.period)
        yield Message(admins[opd], "period", text % known, url)
