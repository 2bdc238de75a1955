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
from selaras.evaluation.readiness import unfinished_by_penilai
from selaras.evaluation.services.periods import move_deadline
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, SystemOutage
from selaras.organisation.outages import moves, recent_outages


def extend_after_outages(agency: Agency) -> list[PeriodExtension]:
    """Move the deadline of every period that an outage took the last day from, also after that day."""
    on = clock.today(agency)
    outages, ruleset = recent_outages(agency, on), ruleset_for(agency, on)
    if not outages:
        return []
    made = []
    for row in EvaluationPeriod.objects.filter(closed_at=None).select_related("agency"):
        known = set(row.extensions.exclude(outage=None).values_list("outage_id", flat=True))
        for outage in outages:
            later = moves(outage, agency, ruleset)
            if outage.pk not in known and row.due_on in later:
                due_on = later[row.due_on]
                extension = PeriodExtension(
                    agency=agency, evaluation_period=row, old_due_on=row.due_on, new_due_on=due_on, outage=outage,
                    reason=_reason(outage, agency), made_at=clock.now(),
                )  # fmt: skip
                made.append(_extend(row, extension, agency))
    return made


def _extend(row: EvaluationPeriod, extension: PeriodExtension, agency: Agency) -> PeriodExtension:
    facts = {"period": row.span.label, "due": extension.new_due_on.isoformat(), "because": extension.reason}
    with recording(events.PERIOD_EXTENDED, by=SYSTEM, about=row, **facts):
        move_deadline(row, extension)
        text = _("%(reason)s Batas penilaian %(period)s karena itu menjadi %(due)s.") % {
            "reason": extension.reason, "period": row.span.label,
            "due": moment_text(extension.new_due_on, clock.zone_label(agency)),
        }  # fmt: skip
        people = unfinished_by_penilai(agency, row.span)
        tell_many(people, "period", text, agency_id=agency.pk, url=address("evaluation:awaiting"))
    return extension


def _reason(outage: SystemOutage, agency: Agency) -> str:
    began, ended = clock.local(outage.starts_at, agency), clock.local(outage.ends_at, agency)
    zone = clock.zone_label(agency)
    return _("Sistem tidak bekerja dari %(began)s sampai %(ended)s.") % {
        "began": f"{began:%d-%m-%Y %H.%M} {zone}", "ended": f"{ended:%d-%m-%Y %H.%M} {zone}",
    }  # fmt: skip
