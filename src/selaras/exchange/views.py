"""Pages and files of the export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from selaras.authorization import Actor
from selaras.core import clock
from selaras.core.asked import key_asked, year_asked
from selaras.core.audit import recording
from selaras.core.spreadsheets import CellOut, write_csv, write_xlsx
from selaras.exchange import events, tables
from selaras.exchange.selectors import require_exporter
from selaras.organisation.models import Agency, Unit

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 4 * 1024 * 1024
Rows = Callable[[Actor, int, UUID | None], Iterator[list[CellOut]]]


@require_GET
@login_required
def show_exports(request: HttpRequest) -> HttpResponse:
    """What can leave, for which year and perangkat daerah, and how many people are ready."""
    by, agency = _exporter(request)
    year, opd_id = _asked(request, agency)
    context = {
        "years": range(clock.today(agency).year, clock.today(agency).year - 4, -1),
        "year": year,
        "opds": Unit.objects.filter(parent=None).order_by("name"),
        "opd_id": opd_id,
        "readiness": tables.readiness(by, year, opd_id),
    }
    return render(request, "exchange/index.html", context)


@require_GET
@login_required
def send_plans(request: HttpRequest) -> FileResponse:
    """All SKP of a year as a spreadsheet."""
    return _spreadsheet(request, "skp", _("SKP"), tables.plan_headings(), tables.plan_rows)


@require_GET
@login_required
def send_results(request: HttpRequest) -> FileResponse:
    """All fixed results of a year as a spreadsheet."""
    return _spreadsheet(request, "hasil", _("Hasil"), tables.result_headings(), tables.result_rows)


@require_GET
@login_required
def send_national(request: HttpRequest) -> FileResponse:
    """The annual results in the layout of the national system, as CSV."""
    by, agency = _exporter(request)
    year, opd_id = _asked(request, agency)
    out = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the response closes it
    write_csv(out, headings=tables.NATIONAL_FIELDS, rows=tables.national_rows(by, year, opd_id))
    return _sent(by, agency, out, f"ekinerja-{agency.code}-{year}.csv", "text/csv; charset=utf-8")


def _spreadsheet(
    request: HttpRequest, name: str, sheet: str, headings: list[str], rows: Rows
) -> FileResponse:
    by, agency = _exporter(request)
    year, opd_id = _asked(request, agency)
    out = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the response closes it
    write_xlsx(out, sheet=f"{sheet} {year}", headings=headings, rows=rows(by, year, opd_id))
    return _sent(by, agency, out, f"{name}-{agency.code}-{year}.xlsx", SPREADSHEET)


def _sent(by: Actor, agency: Agency, out: BinaryIO, name: str, content_type: str) -> FileResponse:
    with recording(events.EXPORTED, by=by, about=agency, file=name):
        out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=content_type)


def _exporter(request: HttpRequest) -> tuple[Actor, Agency]:
    by = require_exporter(cast(Actor | None, getattr(request, "actor", None)))
    return by, cast(Agency, request.agency)  # type: ignore[attr-defined]


def _asked(request: HttpRequest, agency: Agency) -> tuple[int, UUID | None]:
    return year_asked(request, clock.today(agency).year), key_asked(request, "opd")
