"""Blank forms to print, and what was written on them, copied later with both days."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from selaras.core import clock
from selaras.monitoring import documents, services
from selaras.monitoring.forms import EntryForm
from selaras.monitoring.selectors import skp_seen_by
from selaras.monitoring.services.arrival import Entered
from selaras.organisation.asking import Asking, page, pdf_answer
from selaras.planning.models import Skp


@page("GET")
def print_emergency_forms(request: Asking, pk: UUID) -> HttpResponse:
    """Realisation, evidence and feedback as blank forms in one PDF."""
    skp = skp_seen_by(request.actor, pk)
    return pdf_answer(documents.emergency_forms_pdf(skp), documents.emergency_forms_name(skp), to_keep=True)


def check_paper(request: Asking, form: EntryForm, skp: Skp) -> None:
    """Raises `InvalidInput` before anything is written: a day that can't be, or no reason."""
    if form.is_from_paper:
        sent = form.cleaned_data
        on = clock.today(request.agency)
        services.check_paper(skp, on=on, written_on=sent["written_on"], reason=sent["reason"])


def note_paper(request: Asking, form: EntryForm, skp: Skp, row: Entered) -> None:
    """Keep the day on the paper beside what was just entered."""
    if form.is_from_paper:
        sent, on = form.cleaned_data, clock.today(request.agency)
        services.arrived_on_paper(
            row, by=request.actor, on=on, skp=skp, written_on=sent["written_on"], reason=sent["reason"]
        )
