"""An outage that the system found by itself moves a deadline it took time away from, and says so (P-17)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.heartbeat import Silence, was_anybody_served
from selaras.core.notices import tell_many
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.deadlines import moment_text
from selaras.evaluation.models import EvaluationPeriod, PeriodExtension, ServiceOutage
from selaras.evaluation.readiness import unfinished_by_penilai
from selaras.evaluation.services.periods import move_deadline
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras_rules import NoHolidayList, add_working_days

# An outage takes time away from a deadline when it falls on its day or the day before.
DAYS_BEFORE = 1


def record_outage(agency: Agency, silence: Silence) -> ServiceOutage | None:
    """Keep a silence in which nobody of the agency was served; the same one once. Two queries at most."""
    if was_anybody_served(silence) or ServiceOutage.objects.filter(began_at=silence.began_at).exists():
        return None
    outage = ServiceOutage(agency=agency, began_at=silence.began_at, ended_at=silence.ended_at)
    with recording(events.OUTAGE_FOUND, by=SYSTEM, about=outage) as rec:
        rec.note(began_at=silence.began_at.isoformat(), ended_at=silence.ended_at.isoformat())
        outage.save(force_insert=True)
    return outage


def extend_after_outages(agency: Agency) -> list[PeriodExtension]:
    """Move the deadline of every open period that an outage took time from; each outage counts once for each."""
    made = []
    for row in EvaluationPeriod.objects.filter(closed_at=None).select_related("agency"):
        begins = clock.end_of_day(row.due_on - timedelta(days=DAYS_BEFORE + 1), agency)
        ends = clock.end_of_day(row.due_on, agency)
        known = PeriodExtension.objects.filter(evaluation_period=row, outage__isnull=False).values(
            "outage_id"
        )
        rows = ServiceOutage.objects.filter(ended_at__gt=begins, began_at__lte=ends).exclude(pk__in=known)
        outage = rows.order_by("-ended_at").first()
        if outage is not None:
            made.append(_extend(row, outage, agency))
    return made


def _extend(row: EvaluationPeriod, outage: ServiceOutage, agency: Agency) -> PeriodExtension:
    ended = clock.local(outage.ended_at, agency)
    due_on = _next_working_day(max(row.due_on, ended.date()), agency)
    reason = _("Sistem tidak bekerja dari %(began)s sampai %(ended)s.") % {
        "began": _moment(outage.began_at, agency), "ended": _moment(outage.ended_at, agency),
    }  # fmt: skip
    extension = PeriodExtension(
        agency=agency, evaluation_period=row, old_due_on=row.due_on, new_due_on=due_on, reason=reason, outage=outage,
        made_at=clock.now(),
    )  # fmt: skip
    facts = {"period": row.span.label, "due": due_on.isoformat(), "because": reason}
    with recording(events.PERIOD_EXTENDED, by=SYSTEM, about=row, **facts):
        move_deadline(row, extension)
        text = _("%(reason)s Batas penilaian %(period)s karena itu menjadi %(due)s.") % {
            "reason": reason, "period": row.span.label, "due": moment_text(due_on, clock.zone_label(agency)),
        }  # fmt: skip
        people = unfinished_by_penilai(agency, row.span)
        tell_many(people, "period", text, agency_id=agency.pk, url=address("evaluation:awaiting"))
    return extension


def _next_working_day(day: date, agency: Agency) -> date:
    """Where the holidays of a year are not known yet, the next day of the calendar."""
    try:
        return add_working_days(day, 1, week=ruleset_for(agency, day).choice("working_days.week"))
    except NoHolidayList:
        return day + timedelta(days=1)


def _moment(moment: datetime, agency: Agency) -> str:
    there = clock.local(moment, agency)
    return f"{there:%d-%m-%Y %H.%M} {clock.zone_label(agency)}"
