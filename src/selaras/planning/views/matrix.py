"""The matriks peran dan hasil of the people one leads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from selaras.core.errors import NotFound
from selaras.planning.forms import CellForm, cell_initial
from selaras.planning.selectors import matrix_of, place_in_matrix
from selaras.planning.services import set_matrix_cell
from selaras.planning.views.pages import answer_form, today, who, year_asked


@require_GET
@login_required
def show_matrix(request: HttpRequest) -> HttpResponse:
    """Rows are the people who report to me, columns my results."""
    by = who(request)
    if by.employee_id is None:
        raise NotFound()
    year = year_asked(request, today(request).year)
    return render(request, "planning/matrix.html", {"matrix": matrix_of(by.employee_id, year), "year": year})


@require_http_methods(["GET", "POST"])
@login_required
def edit_cell(request: HttpRequest, rhk: UUID, member: UUID) -> HttpResponse:
    """One place of the matrix, as a page or as a fragment within the table."""
    by, on = who(request), today(request)
    result, person, _cell = place_in_matrix(by, rhk, member)

    def make(data: Any) -> CellForm:
        return CellForm(data, initial=cell_initial(place_in_matrix(by, rhk, member)[2]))

    def act(form: CellForm) -> str:
        values = form.cleaned_data
        set_matrix_cell(result, person, text=values["text"], cascade=values["cascade"], by=by, on=on)
        return f"{reverse('planning:matrix')}?tahun={result.skp.year}#orang-{person.pk}"

    return answer_form(request, make, act, "planning/cell_form.html", {"rhk": result, "member": person})
