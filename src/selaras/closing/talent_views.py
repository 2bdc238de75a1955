"""Pages of the talent box and the IP ASN: each person the own one, and the personnel office of the city."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from selaras.closing.talent import summary_of, talent_as_plain, talent_of, talent_person
from selaras.closing.talent_paper import talent_paper
from selaras.core import clock
from selaras.evaluation.explain_paper import file_name_of
from selaras.organisation.asking import Asking, form_asked, own_id, page, pdf_answer, plain_answer
from selaras.organisation.models import Employee


@page("GET")
def show_mine(request: Asking) -> HttpResponse:
    """My box and my index."""
    return _shown(request, talent_person(request.actor, own_id(request)))


@page("GET")
def show_talent(request: Asking, pk: UUID) -> HttpResponse:
    """Those of somebody, for whom the table of rights names."""
    return _shown(request, talent_person(request.actor, pk))


def _shown(request: Asking, employee: Employee) -> HttpResponse:
    """The page; as JSON or PDF where that is asked for."""
    on = clock.today(request.agency)
    with form_asked(request) as wanted:
        talent = talent_of(employee, by=request.actor, on=on)
        if wanted == "json" and employee.needs_skp:
            return plain_answer(talent_as_plain(talent))
        if wanted == "pdf" and employee.needs_skp:
            return pdf_answer(talent_paper(talent, on), file_name_of("talenta", employee.name))
    return render(
        request,
        "closing/talent.html",
        {"talent": talent, "employee": employee, "summary": list(summary_of(talent))},
    )
