"""The cascade as a picture and back up, what hangs in the air, and who benefits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from selaras.core.asked import key_asked, number_in, year_asked
from selaras.core.audit import recording
from selaras.core.spreadsheets import CellOut, write_xlsx
from selaras.planning import events
from selaras.planning.picture import picture_of
from selaras.planning.selectors import cascade_of, goal_for, orphans
from selaras.planning.selectors.cascade import benefits, way_up
from selaras.planning.selectors.goals import offices
from selaras.planning.trend import trend_of
from selaras.planning.views.pages import SignedInRequest, page_of, today, who

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 4 * 1024 * 1024
# Of the indicators without support, beside the results without a goal; all of them have their own pages.
FIRST_GOALS = 20
ZOOMS = (50, 75, 100, 150, 200)


@require_GET
@login_required
def show_picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The picture of one goal, as large as asked, with the same as a list."""
    by = who(request)
    goal = goal_for(by, pk)
    year = year_asked(request, min(max(today(request).year, goal.first_year), goal.last_year))
    start = key_asked(request, "dari")
    cascade = cascade_of(by, goal, year, start=start)
    picture, zoom = picture_of(cascade, year), _zoom(request)
    width, height = picture.scaled(zoom)
    context = {
        "goal": goal, "year": year, "start": start, "cascade": cascade, "picture": picture, "zoom": zoom,
        "levels": ZOOMS, "width": width, "height": height, "trend": trend_of(goal, cascade.targets),
    }  # fmt: skip
    return render(request, "planning/goal_picture.html", context)


@require_GET
@login_required
def show_way_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From one result up to the mission."""
    return render(request, "planning/upward.html", {"way": way_up(who(request), pk)})


@require_GET
@login_required
def show_orphans(request: HttpRequest) -> HttpResponse:
    """Results without a goal above them, and indicators with nobody behind them."""
    year, opd_id = year_asked(request, today(request).year), key_asked(request, "opd")
    found = orphans(who(request), year, opd_id)
    side = request.GET.get("arah", "")
    goals = page_of(request, found.goals) if side == "sasaran" else None
    context = {
        "page": page_of(request, found.results), "goal_page": goals, "goals": goals or found.goals[:FIRST_GOALS],
        "goal_count": len(found.goals), "year": year, "opd_id": opd_id, "opds": offices(),
        "side": side if side in ("sasaran", "hasil") else "",
    }  # fmt: skip
    return render(request, "planning/orphans.html", context)


@require_GET
@login_required
def send_orphans(request: HttpRequest) -> FileResponse:
    """Both lists as a spreadsheet; what one may not see is not in it."""
    by = who(request)
    year, opd_id = year_asked(request, today(request).year), key_asked(request, "opd")
    found = orphans(by, year, opd_id)
    rows: list[Sequence[CellOut]] = [
        (_("Indikator tanpa pendukung"), goal.title, goal.code, goal.opd.name if goal.opd else "", "")
        for goal in found.goals
    ]
    rows += [
        (_("Hasil kerja tanpa induk"), rhk.text, "", rhk.skp.unit.name, rhk.skp.employee.full_name)
        for rhk in found.results.iterator(chunk_size=500)
    ]
    headings = [_("Arah"), _("Bunyi"), _("Nomor"), _("Unit"), _("Pegawai")]
    return _sent(request, f"tidak-tertaut-{year}.xlsx", headings, rows, len(rows))


@require_GET
@login_required
def show_benefits(request: HttpRequest) -> HttpResponse:
    """For whom the results of each OPD are; only counts."""
    year = year_asked(request, today(request).year)
    return render(request, "planning/benefits.html", {"rows": benefits(year), "year": year})


@require_GET
@login_required
def send_benefits(request: HttpRequest) -> FileResponse:
    """The same as a spreadsheet."""
    year = year_asked(request, today(request).year)
    headings = [
        _("Perangkat daerah"),
        _("Warga"),
        _("Unit lain"),
        _("Ke dalam"),
        _("Belum dipilih"),
        _("Ke dalam, persen"),
    ]
    rows = [
        (row.name, row.citizens, row.other_unit, row.inside, row.untold, row.inward_percent)
        for row in benefits(year)
    ]
    return _sent(request, f"penerima-manfaat-{year}.xlsx", headings, rows, len(rows))


def _zoom(request: HttpRequest) -> int:
    return number_in(request.GET.get("zum", ""), ZOOMS) or 100


def _sent(
    request: HttpRequest, name: str, headings: list[str], rows: Iterable[Sequence[CellOut]], count: int
) -> FileResponse:
    agency = cast(SignedInRequest, request).agency
    out = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the response closes it
    write_xlsx(out, sheet=_("Data"), headings=headings, rows=rows, widths=(40, 60))
    with recording(events.REPORT_DOWNLOADED, by=who(request), about=agency, name=name, count=count):
        pass
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=SPREADSHEET)
