"""An outage on the last day of a period moves its deadline and says so; it counts once for each period (P-17)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.notices import tell_many
from selaras.evaluation import events
from selaras.evaluation.conditions import address
from selaras.evaluation.deadlines import moment_text
from selaras.evaluation.models import EvaluationPeriod, PeriodExtension
from selaras.evaluation.services.periods import move_deadline
from selaras.evaluation.still_to_rate import unfinished_by_official
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.organisation.outages import Outages, cause_of, recent_outages


def extend_after_outages(agency: Agency) -> list[PeriodExtension]:
    """Move the deadline of every period that an outage took the last day from, also after that day."""
    on = clock.today(agency)
    outages = recent_outages(agency, ruleset_for(agency, on), on)
    if not outages.rows:
        return []
    rows = EvaluationPeriod.objects.filter(closed_at=None).select_related("agency")
    return [_extend(row, found, agency) for row in rows if (found := _extension_of(row, outages)) is not None]


def _extension_of(row: EvaluationPeriod, outages: Outages) -> PeriodExtension | None:
    """The deadline after the outages of its day, by the last that did not count yet. One query where it moves."""
    due_on = outages.moved(row.due_on)
    if due_on == row.due_on:
        return None
    known = set(row.extensions.values_list("outage_id", flat=True))
    outage = next((found for found in reversed(outages.of_day(row.due_on)) if found.pk not in known), None)
    if outage is None:
        return None
    return PeriodExtension(
        agency=outages.agency, evaluation_period=row, old_due_on=row.due_on, new_due_on=due_on, outage=outage,
        reason=cause_of(outage, outages.agency), made_at=clock.now(),
    )  # fmt: skip


def _extend(row: EvaluationPeriod, extension: PeriodExtension, agency: Agency) -> PeriodExtension:
    facts = {"period": row.span.label, "due": extension.new_due_on.isoformat(), "because": extension.reason}
    with recording(events.PERIOD_EXTENDED, by=SYSTEM, about=row, **facts):
        move_deadline(row, extension)
        text = _("%(reason)s Batas penilaian %(period)s karena itu menjadi %(due)s.") % {
            "reason": extension.reason, "period": row.span.label,
            "due": moment_text(extension.new_due_on, clock.zone_label(agency)),
        }  # fmt: skip
        people = unfinished_by_official(agency, row.span, clock.today(agency))
        tell_many(people, "period", text, agency_id=agency.pk, url=address("evaluation:awaiting"))
    return extension
