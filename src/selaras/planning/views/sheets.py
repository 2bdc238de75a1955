"""Old plans come in from spreadsheets, and plans go out in the official layout."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Actor, Permission, visible
from selaras.core.asked import year_asked
from selaras.core.errors import NotFound
from selaras.planning import documents
from selaras.planning.forms import StepForm
from selaras.planning.models import PlanImport, Skp
from selaras.planning.selectors import content_of, skp_for, version_for
from selaras.planning.services.sheets import apply_sheets, check_sheets, difference_of, plan_for
from selaras.planning.sheet_forms import SheetsForm
from selaras.planning.sheets.joining import MONTH_NAMES
from selaras.planning.sheets.writing import write_official, write_refused
from selaras.planning.views.pages import answer_form, answer_step, today, who
from selaras.planning.views.plan import myself
from selaras.planning.workflow import WRITABLE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@login_required
def send(request: HttpRequest) -> HttpResponse:
    """Send old plans; what they would change is shown first."""
    by, on = who(request), today(request)
    year = year_asked(request, on.year)
    employee = myself(by.employee_id)

    def make(data: Any) -> SheetsForm:
        return SheetsForm(data, request.FILES if data is not None else None)

    def act(form: SheetsForm) -> str:
        found = check_sheets(employee, year, form.sheet_files(), by=by, on=on)
        return reverse("planning:sheets_detail", args=[found.pk])

    earlier = visible(by, Permission.EDIT_SKP, PlanImport.objects.defer("lines", "faults"))[:10]
    return answer_form(request, make, act, "planning/sheets.html", {"year": year, "earlier": earlier})


@require_GET
@login_required
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the sheets would change, line by line, and what can't be taken over."""
    found = _import(who(request), pk)
    skp = plan_for(found)
    context = {
        "import": found,
        "difference": difference_of(found),
        "refused": [fault for fault in found.faults if fault["refused"]],
        "notes": [fault for fault in found.faults if not fault["refused"]],
        "several": ", " in found.file_names,
        "months": [MONTH_NAMES[month - 1] for month in found.months],
        "skp": skp,
        "is_locked": skp is not None and skp.status not in WRITABLE,
        "step": StepForm(),
    }
    return render(request, "planning/sheets_detail.html", context)


@require_POST
@login_required
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take over what was shown."""
    by, on = who(request), today(request)
    found = _import(by, pk)

    def act(form: StepForm) -> str:
        skp = apply_sheets(found, by=by, on=on)
        messages.success(request, _("Isi lembar kerja sudah masuk ke draf. Tinjau tiap barisnya."))
        return reverse("planning:edit", args=[skp.pk])

    return answer_step(request, act)


@require_GET
@login_required
def download_refused(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The refused lines with what to put right; mended, the file can be sent again."""
    out = io.BytesIO()
    write_refused(_import(who(request), pk).faults, out)
    return _workbook(out, "SKP - perbaikan.xlsx")


@require_GET
@login_required
def download_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An agreed version in the official layout."""
    version = version_for(who(request), pk)
    out = io.BytesIO()
    write_official(version.content, out)
    return _workbook(out, _name(version.skp, f"SKP-v{version.number}"))


@require_GET
@login_required
def download_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan as it stands, in the official layout."""
    skp = skp_for(who(request), pk)
    out = io.BytesIO()
    write_official(content_of(skp), out)
    return _workbook(out, _name(skp, "Konsep-SKP"))


def _import(by: Actor, pk: UUID) -> PlanImport:
    rows = visible(by, Permission.EDIT_SKP, PlanImport.objects.filter(pk=pk))
    found: PlanImport | None = rows.select_related("employee").first()
    if found is None:
        raise NotFound()
    return found


def _name(skp: Skp, what: str) -> str:
    return documents.file_name(skp, what).removesuffix(".pdf") + ".xlsx"


def _workbook(out: io.BytesIO, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or ""
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(out.getvalue(), content_type=XLSX, headers=headers)
