"""The staff list: send it, look at the difference, apply it, or take its problems back to the spreadsheet."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.organisation import selectors, services
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.difference import difference_of
from selaras.organisation.forms import ApplyForm, StaffListForm
from selaras.organisation.models import StaffImport
from selaras.organisation.staff_list import write_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("GET", "POST")
def send_list(request: Asking) -> HttpResponse:
    """Send a list, and see those that were sent before."""
    rows = selectors.staff_imports(request.actor, request.agency)
    form = StaffListForm(request.POST, request.FILES) if request.method == "POST" else StaffListForm()
    answer = carried_out(request, form, lambda: _check(request, form))
    earlier = Paginator(rows, 20).get_page(request.GET.get("page"))
    return answer or shown(request, "organisation/import.html", form, page=earlier)


def _check(request: Asking, form: StaffListForm) -> str:
    file = form.cleaned_data["file"]
    upload = services.read_staff_upload(file, file.name, file.size)
    on = clock.today(request.agency)
    checked = services.check_staff_list(request.agency, upload, by=request.actor, on=on)
    return reverse("organisation:import_detail", args=[checked.pk])


@page("GET")
def show_import(request: Asking, pk: UUID) -> HttpResponse:
    """What the list would change, kind by kind."""
    staff_import = selectors.staff_import_for(request.actor, request.agency, pk)
    return _show(request, staff_import, ApplyForm())


def _show(request: Asking, staff_import: StaffImport, form: ApplyForm) -> HttpResponse:
    asked, number = request.GET.get("jenis", ""), request.GET.get("page", "1")
    counts = staff_import.counts
    touched = ("new", "changed", "moved", "superior", "units", "positions", "posts_held")
    context = {
        "import": staff_import,
        "counts": counts,
        "difference": difference_of(staff_import, asked, number),
        "has_problems": bool(staff_import.report.get("problems")),
        "columns": staff_import.report.get("columns", []),
        "changes_something": any(counts.get(name) for name in touched),
    }
    return shown(request, "organisation/import_detail.html", form, **context)


@page("POST")
def apply_import(request: Asking, pk: UUID) -> HttpResponse:
    """Apply exactly what was shown."""
    staff_import = selectors.staff_import_for(request.actor, request.agency, pk)
    form = ApplyForm(request.POST)
    return carried_out(request, form, lambda: _apply(request, staff_import, form)) or _show(
        request, staff_import, form
    )


def _apply(request: Asking, staff_import: StaffImport, form: ApplyForm) -> str:
    on, end_gone = clock.today(request.agency), form.cleaned_data["end_gone"]
    services.apply_staff_import(staff_import, by=request.actor, on=on, end_gone=end_gone)
    messages.success(request, _("Daftar «%(name)s» sudah diterapkan.") % {"name": staff_import.file_name})
    return reverse("organisation:import_detail", args=[staff_import.pk])


@page("POST")
def check_again(request: Asking, pk: UUID) -> HttpResponse:
    """Compare the kept list once more with what is there now."""
    staff_import = selectors.staff_import_for(request.actor, request.agency, pk)
    fresh = services.check_again(staff_import, by=request.actor, on=clock.today(request.agency))
    return redirect("organisation:import_detail", fresh.pk)


@page("GET")
def download_problems(request: Asking, pk: UUID) -> HttpResponse:
    """The list as it came, with what to put right beside its lines."""
    staff_import = selectors.staff_import_for(request.actor, request.agency, pk)
    out = io.BytesIO()
    services.write_problems(staff_import, out)
    return _workbook(out, f"{PurePosixPath(staff_import.file_name).stem} - perbaikan.xlsx")


@page("GET")
def download_template(request: Asking) -> HttpResponse:
    """An empty list with examples and explanations."""
    out = io.BytesIO()
    write_template(out)
    return _workbook(out, "Templat daftar pegawai.xlsx")


def _workbook(out: io.BytesIO, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"}
    return HttpResponse(
        out.getvalue(), content_type=XLSX, headers={key: value or "" for key, value in headers.items()}
    )
