"""Inputs follow the lists that tell of them: what a delivery brings, changes or takes back."""

from __future__ import annotations

from collections.abc import Sequence

from selaras.core.audit import Doer, recording
from selaras.core.parts import in_parts
from selaras.intake.models import FeedRun
from selaras.listening.events import INPUTS_FOLLOWED
from selaras.listening.models import InputReport, Origin, PublicInput
from selaras.listening.services.entering import DELIVERED, delivered_under, remark_rows
from selaras.surveys.models import ImportedSheets, Survey
from selaras.surveys.selectors import remarks_delivered

AT_ONCE = 500
TOLD = ("unit_id", "received_on", "kind", "channel", "text", "answered_on")


def keep_in_step(run: FeedRun, by: Doer) -> None:
    """Follow a delivery that came into force or was withdrawn; called inside its transaction.

    Sorting stays with the input: a later list that tells of an answer asks nobody to sort again.
    """
    numbers = list(InputReport.objects.filter(run=run).order_by("line").values_list("reference", flat=True))
    with recording(INPUTS_FOLLOWED, by=by, about=run.source, name=run.source.name) as record:
        for part in in_parts(numbers, AT_ONCE):
            _bring(run, part)
        record.note(inputs=len(numbers))


def _bring(run: FeedRun, numbers: Sequence[str]) -> None:
    reports = InputReport.objects.filter(source=run.source_id, reference__in=numbers, is_current=True)
    told = {report.reference: report for report in reports}
    known = {
        row.reference: row for row in PublicInput.objects.filter(source=run.source_id, reference__in=numbers)
    }
    new, changed = [], []
    for number in numbers:
        report, row = told.get(number), known.get(number)
        if row is None and report is not None:
            row = PublicInput(
                agency_id=run.agency_id, origin=Origin.REPORT, source_id=run.source_id, reference=number
            )
            new.append(row)
        elif row is not None:
            changed.append(row)
        if row is not None:
            row.is_current = report is not None
            for name in TOLD if report is not None else ():
                setattr(row, name, getattr(report, name))
    PublicInput.objects.bulk_create(new, batch_size=AT_ONCE)
    fields = [name.removesuffix("_id") for name in TOLD]
    PublicInput.objects.bulk_update(changed, [*fields, "is_current"], batch_size=AT_ONCE)


def keep_remarks_in_step(run: FeedRun, by: Doer) -> None:
    """Follow a delivery of survey sheets where the comments of its survey were taken already; else nothing is here.

    How a comment was sorted stays with it, as long as any file in force holds its words.
    """
    for facts in ImportedSheets.objects.filter(run=run).order_by("line"):
        survey = (
            Survey.objects.filter(unit=facts.unit_id, service=facts.service, opens_on=facts.opens_on)
            .select_related("unit")
            .first()
        )
        if survey is not None and PublicInput.objects.filter(survey=survey).exists():
            with recording(INPUTS_FOLLOWED, by=by, about=run.source, name=run.source.name) as record:
                record.note(inputs=_follow(survey))


def _follow(survey: Survey) -> int:
    told = delivered_under(remarks_delivered(survey))
    known = list(PublicInput.objects.filter(survey=survey, reference__startswith=DELIVERED))
    for row in known:
        row.is_current = row.reference in told
    PublicInput.objects.bulk_update(known, ["is_current"], batch_size=AT_ONCE)
    here = {row.reference for row in known}
    new = remark_rows(survey, {reference: text for reference, text in told.items() if reference not in here})
    PublicInput.objects.bulk_create(new, batch_size=AT_ONCE)
    return len(known) + len(new)
