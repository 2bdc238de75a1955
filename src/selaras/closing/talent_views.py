"""Pages of the talent box and the IP ASN: each person the own one, and the personnel office of the city."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from selaras.closing.talent import summary_of, talent_as_plain, talent_of, talent_person
from selaras.closing.talent_paper import talent_paper
from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.evaluation.explain_paper import file_name_of
from selaras.organisation.asking import Asking, page, pdf_answer, plain_answer
from selaras.organisation.models import Employee


@page("GET")
def show_mine(request: Asking) -> HttpResponse:
    """My box and my index."""
    if request.actor.employee_id is None:
        raise NotFound()
    return _shown(request, talent_person(request.actor, request.actor.employee_id))


@page("GET")
def show_talent(request: Asking, pk: UUID) -> HttpResponse:
    """Those of somebody, for whom the table of rights names."""
    return _shown(request, talent_person(request.actor, pk))


def _shown(request: Asking, employee: Employee) -> HttpResponse:
    """The page; as JSON or PDF where that is asked for."""
    on = clock.today(request.agency)
    wanted = request.GET.get("bentuk", "") if employee.needs_skp else ""
    if wanted == "pdf":
        # Papers are in the language of the law, whatever the reader reads pages in.
        with translation.override("id"):
            talent = talent_of(employee, by=request.actor, on=on)
            return pdf_answer(talent_paper(talent, on), file_name_of("talenta", employee.name))
    talent = talent_of(employee, by=request.actor, on=on)
    if wanted == "json":
        return plain_answer(talent_as_plain(talent))
    return render(
        request,
        "closing/talent.html",
        {"talent": talent, "employee": employee, "summary": list(summary_of(talent))},
    )
