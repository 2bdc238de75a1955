"""Surveys follow the sums that deliveries bring, and lose them when a delivery is withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from selaras.core.audit import Doer, recording
from selaras.intake.models import FeedRun
from selaras.surveys.events import SHEETS_DELIVERED
from selaras.surveys.models import ImportedSheets, Survey, Tally
from selaras.surveys.selectors import deliveries_of
from selaras.surveys.services.periods import new_code
from selaras.surveys.tally import Counts, added, respondents


def keep_sums(run: FeedRun, by: Doer) -> None:
    """Follow a delivery of answers; called inside its transaction. A file holds few services and periods.

    A survey that a delivery opened goes with it, unless somebody answered here too.
    """
    for facts in ImportedSheets.objects.filter(run=run).select_related("unit"):
        survey = _survey_of(facts)
        imported: Counts = {}
        for counts in deliveries_of(survey).values_list("counts", flat=True):
            imported = added(imported, counts)
        with recording(SHEETS_DELIVERED, by=by, about=survey, service=survey.service) as record:
            record.note(unit=facts.unit.name, sheets=respondents(imported), file=run.file_name)
            _keep(survey, imported)


def _survey_of(facts: ImportedSheets) -> Survey:
    found = Survey.objects.filter(unit=facts.unit, service=facts.service, opens_on=facts.opens_on)
    return found.select_related("tally").first() or Survey(
        agency_id=facts.agency_id, unit=facts.unit, service=facts.service, opens_on=facts.opens_on,
        closes_on=facts.closes_on, code=new_code(), is_imported=True,
    )  # fmt: skip


def _keep(survey: Survey, imported: Counts) -> None:
    if survey._state.adding:
        survey.save(force_insert=True)
        Tally.objects.create(survey=survey, agency_id=survey.agency_id, imported=imported)
        return
    # Somebody may be answering at this moment: only this column is written.
    Tally.objects.filter(pk=survey.pk).update(imported=imported)
    answered_here = Tally.objects.values_list("counts", flat=True).get(pk=survey.pk)
    if survey.is_imported and not imported and not respondents(answered_here):
        _remove(survey)


def _remove(survey: Survey) -> None:
    """Somebody may have taken its comments to sort them: then it stays, with nothing in it."""
    try:
        with transaction.atomic():
            Tally.objects.filter(pk=survey.pk).delete()
            Survey.objects.filter(pk=survey.pk).delete()
    except ProtectedError:
        return
