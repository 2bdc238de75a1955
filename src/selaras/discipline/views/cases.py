"""Secret files: the list of those that name this person, one file, one letter; every look is recorded first."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from selaras.core import clock
from selaras.core.decisions import decisions_about
from selaras.core.errors import NotFound
from selaras.discipline.cases.files import (
    case_read_by,
    cases_named_in,
    readings_of,
    record_listing,
    step_of,
)
from selaras.discipline.cases.letters import letter_pdf
from selaras.discipline.cases.pages import WITH_PAPER, case_page
from selaras.organisation.asking import Asking, page, pdf_answer

A_PAGE = 50


@page("GET")
def list_cases(request: Asking) -> HttpResponse:
    """The files that name this person."""
    seen = Paginator(cases_named_in(request.actor), A_PAGE).get_page(request.GET.get("page"))
    record_listing(list(seen.object_list), request.actor)
    return _private(render(request, "discipline/cases.html", {"page": seen}))


@page("GET")
def show_case(request: Asking, pk: UUID) -> HttpResponse:
    """One file with everything in it, and who read it before."""
    case = case_read_by(request.actor, pk, "berkas")
    on = clock.today(request.agency)
    context = {
        "case": case, "view": case_page(case, request.actor, on), "readings": readings_of(case),
        "decisions": decisions_about(case.pk), "is_own": case.employee_id == request.actor.employee_id,
        "law_day": case.act_day, "zone": clock.zone_label(request.agency),
    }  # fmt: skip
    return _private(render(request, "discipline/case.html", context))


@page("GET")
def print_letter(request: Asking, pk: UUID, order: int) -> HttpResponse:
    """The letter of a step."""
    case = case_read_by(request.actor, pk, "surat")
    step = step_of(case, order)
    if step.name not in WITH_PAPER:
        raise NotFound()
    return pdf_answer(letter_pdf(step), f"disiplin-{case.number.lower()}-{order}.pdf")


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
