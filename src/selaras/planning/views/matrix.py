"""The matriks peran dan hasil of the people one leads: the whole, one line, one place, cells from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Actor
from selaras.core.asked import year_asked
from selaras.core.errors import InvalidInput, NotFound
from selaras.core.once import new_form_key, once
from selaras.organisation.models import Employee
from selaras.planning.matrix_forms import CellForm, LineForm, PasteForm, cell_initial
from selaras.planning.models import BorrowedMember, RencanaHasilKerja, RoleMatrixCell
from selaras.planning.pasting import lay_over
from selaras.planning.selectors import matrix_of, place_in_matrix
from selaras.planning.selectors.matrix import Matrix
from selaras.planning.selectors.offers import borrowed_from, offers_to_answer
from selaras.planning.services import set_matrix_cell
from selaras.planning.services.matrix import set_matrix_cells
from selaras.planning.views.pages import answer_form, today, who

Places = list[tuple[RencanaHasilKerja, Employee, RoleMatrixCell | None]]


@require_GET
@login_required
def show_matrix(request: HttpRequest) -> HttpResponse:
    """Rows are the people who report to me, columns my results."""
    by = who(request)
    if by.employee_id is None:
        raise NotFound()
    year = year_asked(request, today(request).year)
    context = {
        "matrix": matrix_of(by.employee_id, year),
        "offers": offers_to_answer(by, year),
        "borrowed": borrowed_from(by, year),
        "year": year,
    }
    return render(request, "planning/matrix.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit_cell(request: HttpRequest, rhk: UUID, member: UUID) -> HttpResponse:
    """One place of the matrix; the script that writes in the table asks for JSON."""
    by, on = who(request), today(request)
    result, person, _cell = place_in_matrix(by, rhk, member)

    def make(data: Any) -> CellForm:
        return CellForm(data, initial=cell_initial(place_in_matrix(by, rhk, member)[2]))

    def act(form: CellForm, seen: str | None = None) -> str:
        form.require_unchanged()
        values = {name: form.cleaned_data[name] for name in ("text", "cascade", "assigned_by")}
        set_matrix_cell(result, person, **values, seen=seen, by=by, on=on)
        return f"{reverse('planning:matrix')}?tahun={result.skp.year}#orang-{person.pk}"

    if request.method == "POST" and request.headers.get("accept", "").startswith("application/json"):
        form = make(request.POST)
        if not form.is_valid():
            raise InvalidInput(fields={name: str(texts[0]) for name, texts in form.errors.items()})
        act(form, seen=request.POST.get("seen"))
        return JsonResponse({"text": form.cleaned_data["text"]})
    return answer_form(request, make, act, "planning/cell_form.html", {"rhk": result, "member": person})


@require_http_methods(["GET", "POST"])
@login_required
def edit_person(request: HttpRequest, member: UUID) -> HttpResponse:
    """What one person contributes to each result."""
    by = who(request)
    matrix = _own_matrix(request, by)
    row = matrix.row_of(member)
    borrowing = BorrowedMember.objects.filter(pk=row.borrowing_id).first() if row.borrowing_id else None

    def places(now: Matrix) -> Places:
        kept = now.row_of(member)
        return [(rhk, kept.member, cell) for rhk, cell in kept.cells]

    return _edit_line(request, matrix, places, {"member": row.member, "borrowing": borrowing})


@require_http_methods(["GET", "POST"])
@login_required
def edit_result(request: HttpRequest, rhk: UUID) -> HttpResponse:
    """What each person contributes to one result."""
    matrix = _own_matrix(request, who(request))
    column = matrix.column_of(rhk)

    def places(now: Matrix) -> Places:
        return [(row.cells[column][0], row.member, row.cells[column][1]) for row in now.rows]

    return _edit_line(request, matrix, places, {"rhk": matrix.columns[column]})


@require_http_methods(["GET", "POST"])
@login_required
def paste(request: HttpRequest) -> HttpResponse:
    """Cells from a spreadsheet: first what would change, then the change itself."""
    by, on = who(request), today(request)
    matrix = _own_matrix(request, by)
    if request.method != "POST":
        initial = {"start_member": request.GET.get("orang", ""), "start_rhk": request.GET.get("hasil", "")}
        return _paste_page(request, PasteForm(initial=initial, matrix=matrix))
    form = PasteForm(request.POST, matrix=matrix)
    if not form.is_valid():
        return _paste_page(request, form, status=422)
    row, column = form.start()
    pasted = lay_over(matrix, form.cleaned_data["cells"], first_row=row, first_column=column)
    if pasted.problems or not form.cleaned_data["apply"]:
        return _paste_page(request, form, pasted=pasted, status=422 if pasted.problems else 200)

    def act() -> str:
        cells = [change.values for change in pasted.changes]
        seen = {change.values.place: change.old for change in pasted.changes}
        count = set_matrix_cells(matrix.skp, cells, seen=seen, by=by, on=on)
        messages.success(request, _("%(count)d peran ditulis dari tempelan.") % {"count": count})
        return _page_of(matrix)

    return redirect(once(form.key, by, act))


def _edit_line(
    request: HttpRequest, matrix: Matrix, places: Callable[[Matrix], Places], about: dict[str, Any]
) -> HttpResponse:
    by, on, read = who(request), today(request), [matrix]

    def make(data: Any) -> LineForm:
        """The first form from what was read already; another one, after a meeting of two writers, from anew."""
        return LineForm(data, places=places(read.pop() if read else _own_matrix(request, by)))

    def act(form: LineForm) -> str:
        form.require_unchanged()
        set_matrix_cells(matrix.skp, form.values(), seen=form.seen(), by=by, on=on)
        messages.success(request, _("Matriks tersimpan."))
        return _page_of(matrix)

    context = {**about, "year": matrix.skp.year}
    return answer_form(request, make, act, "planning/matrix_line.html", context)


def _own_matrix(request: HttpRequest, by: Actor) -> Matrix:
    """The own matrix with something in both directions; raises `NotFound`."""
    year = year_asked(request, today(request).year)
    matrix = matrix_of(by.employee_id, year) if by.employee_id else None
    if matrix is None or not matrix.rows or not matrix.columns:
        raise NotFound()
    for rhk in matrix.columns:
        rhk.skp = matrix.skp
    return matrix


def _paste_page(
    request: HttpRequest, form: PasteForm, *, status: int = 200, pasted: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "pasted": pasted,
        "matrix": form.matrix,
        "year": form.matrix.skp.year,
        "key": new_form_key(),
    }
    return render(request, "planning/matrix_paste.html", context, status=status)


def _page_of(matrix: Matrix) -> str:
    return f"{reverse('planning:matrix')}?tahun={matrix.skp.year}"
