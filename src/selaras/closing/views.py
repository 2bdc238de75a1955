"""Pages of the closing of a year: asking for one, what it found, who is missing what."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, Role, decide
from selaras.closing import selectors
from selaras.closing.forms import CloseForm
from selaras.closing.models import GapKind, YearClosing
from selaras.closing.services import close_year
from selaras.consequences.numbers import points_text
from selaras.core import clock
from selaras.core.spreadsheets import CellOut, write_xlsx
from selaras.jobs.selectors import opds_worked_for, require_running_jobs
from selaras.organisation.asking import Asking, carried_out, page, shown

PAGE_SIZE = 50
YEARS_BACK = 4
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("GET", "POST")
def show_years(request: Asking) -> HttpResponse:
    """The closings there are, and asking for one."""
    by, on = request.actor, clock.today(request.agency)
    require_running_jobs(by)
    years = range(on.year - 1, on.year - 1 - YEARS_BACK, -1)
    opds = opds_worked_for(by)
    form = CloseForm(
        request.POST or None, years=years, opds=opds, is_whole=Role.CITY_ADMIN in by.roles,
        initial={"year": on.year - 1},
    )  # fmt: skip

    def act() -> str:
        site = request.build_absolute_uri("/")
        closing = close_year(
            request.agency, form.cleaned_data["year"], form.cleaned_data["opd"], by=by, on=on, site=site
        )
        return reverse("closing:detail", args=[closing.pk])

    closings = Paginator(selectors.closings_seen_by(by), PAGE_SIZE).get_page(request.GET.get("page"))
    return carried_out(request, form, act) or shown(request, "closing/years.html", form, closings=closings)


@page("GET")
def show_closing(request: Asking, pk: UUID) -> HttpResponse:
    """What a closing found; while it runs, how far it is."""
    closing = selectors.closing_for(request.actor, pk)
    steps = selectors.steps_of(closing)
    figures = selectors.figures_of(closing)
    context = {
        "closing": closing,
        "steps": steps,
        "figures": figures,
        "predikat": selectors.predikat_shares(figures),
        "performance": selectors.performance_shares(figures),
        "boxes": selectors.box_shares(figures),
        "credit": points_text(figures.get("results", {}).get("credit")),
        "gap_counts": selectors.gap_counts(closing),
        "may_close": bool(decide(request.actor, Permission.CLOSE_YEAR, closing)),
    }
    return render(request, "closing/detail.html", context)


@page("GET")
def show_gaps(request: Asking, pk: UUID) -> HttpResponse:
    """Who is missing what, and whose turn it is."""
    closing = selectors.closing_for(request.actor, pk)
    kind = request.GET.get("jenis", "")
    kind = kind if kind in GapKind.values else ""
    listed = Paginator(selectors.gaps_of(closing, kind), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"closing": closing, "page": listed, "kind": kind, "counts": selectors.gap_counts(closing)}
    return render(request, "closing/gaps.html", context)


@page("GET")
def download_gaps(request: Asking, pk: UUID) -> HttpResponse:
    """The same as a spreadsheet, to be worked through."""
    closing = selectors.closing_for(request.actor, pk)
    out = BytesIO()
    headings = [_("NIP"), _("Nama"), _("Unit"), _("Kekurangan"), _("Penanggung jawab")]
    write_xlsx(
        out, sheet=_("Kekurangan %(year)s") % {"year": closing.year}, headings=headings, rows=_rows(closing)
    )
    response = HttpResponse(out.getvalue(), content_type=SPREADSHEET)
    response["Content-Disposition"] = f'attachment; filename="kekurangan-{closing.year}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@page("GET")
def show_distribution(request: Asking, pk: UUID) -> HttpResponse:
    """How predikat spread, unit by unit, without names."""
    closing = selectors.closing_for(request.actor, pk)
    listed = Paginator(selectors.distributions_of(closing), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "closing/distribution.html", {"closing": closing, "page": listed})


def _rows(closing: YearClosing) -> Iterator[list[CellOut]]:
    for gap in selectors.gaps_of(closing).iterator(chunk_size=500):
        owner = gap.owner.full_name if gap.owner else _("admin OPD")
        yield [
            gap.employee.nip, gap.employee.full_name, gap.unit.name if gap.unit else "",
            str(gap.get_kind_display()), owner,
        ]  # fmt: skip
