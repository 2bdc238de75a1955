"""Deliveries: what one would change, its columns, applying, its refused rows, withdrawing."""

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
from django.utils.translation import gettext_lazy

from selaras.core import clock
from selaras.core.forms import CleanForm
from selaras.core.spreadsheets import MEDIA_TYPES, SpreadsheetKind
from selaras.intake import selectors, services
from selaras.intake.forms import HeadingsForm, PlainForm, ReasonForm, UnitNamesForm
from selaras.intake.kinds import SummedKind, kind_named
from selaras.intake.models import FeedRun, RunStatus
from selaras.intake.refused import write_refused
from selaras.intake.unit_names import units_of
from selaras.organisation.asking import Asking, carried_out, page, shown

A_PAGE = 50
TABS = (
    ("refused", gettext_lazy("Ditolak")),
    ("changed", gettext_lazy("Berubah")),
    ("new", gettext_lazy("Baru")),
)


@page("GET")
def show_run(request: Asking, pk: UUID) -> HttpResponse:
    """What the delivery would change, or changed."""
    run = selectors.run_for(request.actor, pk)
    if run.status == RunStatus.UNMAPPED:
        return redirect("intake:headings", run.pk)
    return _show(request, run, PlainForm())


def _show(request: Asking, run: FeedRun, form: CleanForm) -> HttpResponse:
    asked = request.GET.get("jenis", "")
    filled = [name for name, _label in TABS if run.counts.get(name)]
    current = asked if asked in filled else next(iter(filled), "")
    tabs = [(name, label, run.counts[name], name == current) for name, label in TABS if name in filled]
    rows = Paginator(run.report.get(current, []), A_PAGE).get_page(request.GET.get("page"))
    kind = kind_named(run.source.kind)
    labels = {column.name: column.label for column in kind.columns}
    headings = [(labels.get(name, name), text) for name, text in run.report.get("headings", {}).items()]
    context = {
        "run": run, "kind": kind, "tabs": tabs, "current": current, "page": rows, "headings": headings,
        "shown_count": len(run.report.get(current, [])), "whole_count": run.counts.get(current, 0),
        "changes_something": run.counts.get("new") or run.counts.get("changed"),
    }  # fmt: skip
    return shown(request, "intake/run.html", form, **context)


@page("GET", "POST")
def name_headings(request: Asking, pk: UUID) -> HttpResponse:
    """Say which heading is which column; the source remembers."""
    run = selectors.run_for(request.actor, pk)
    columns = kind_named(run.source.kind).columns_for(run.source, run.given)
    found = run.report.get("found") or [[text, ""] for text in run.report.get("headings", {}).values()]
    form = HeadingsForm(
        request.POST if request.method == "POST" else None,
        columns=columns, found=found, initial=run.report.get("headings", {}),
    )  # fmt: skip
    answer = carried_out(request, form, lambda: _name(request, run, form))
    return answer or shown(
        request, "intake/headings.html", form, run=run, fields=[form[name] for name in form.columns]
    )


def _name(request: Asking, run: FeedRun, form: HeadingsForm) -> str:
    services.name_headings(run, form.headings, by=request.actor, on=clock.today(request.agency))
    return _after_naming(request, run)


def _after_naming(request: Asking, run: FeedRun) -> str:
    """To what the file would change now; to the source, where the file was not kept."""
    if not issubclass(kind_named(run.source.kind), SummedKind):
        return reverse("intake:run", args=[run.pk])
    messages.info(
        request, _("Tersimpan. Unggah berkasnya sekali lagi: baris berkas seperti ini tidak disimpan.")
    )
    return reverse("intake:source", args=[run.source_id])


@page("GET", "POST")
def name_units(request: Asking, pk: UUID) -> HttpResponse:
    """Say which unit the names of the file are; the source remembers."""
    run = selectors.run_for(request.actor, pk)
    remembered = run.source.unit_names
    known = {key: row["unit"] for key, row in remembered.items()}
    names = {**{key: row["name"] for key, row in remembered.items()}, **run.report.get("unknown_units", {})}
    form = UnitNamesForm(
        request.POST if request.method == "POST" else None,
        names=names, known=known, units=list(units_of(run.source)),
    )  # fmt: skip
    answer = carried_out(request, form, lambda: _name_units(request, run, form))
    return answer or shown(
        request, "intake/units.html", form, run=run, fields=[form[name] for name in form.names]
    )


def _name_units(request: Asking, run: FeedRun, form: UnitNamesForm) -> str:
    services.name_units(run, form.pairs, by=request.actor, on=clock.today(request.agency))
    return _after_naming(request, run)


@page("POST")
def apply_run(request: Asking, pk: UUID) -> HttpResponse:
    """Apply exactly what was shown."""
    run = selectors.run_for(request.actor, pk)
    form = PlainForm(request.POST)
    return carried_out(request, form, lambda: _apply(request, run)) or _show(request, run, form)


def _apply(request: Asking, run: FeedRun) -> str:
    services.apply_feed(run, by=request.actor, on=clock.today(request.agency))
    messages.success(request, _("Berkas «%(name)s» sudah diterapkan.") % {"name": run.file_name})
    return reverse("intake:run", args=[run.pk])


@page("POST")
def check_again(request: Asking, pk: UUID) -> HttpResponse:
    """Compare once more with what is in force now."""
    run = selectors.run_for(request.actor, pk)
    services.check_again(run, by=request.actor, on=clock.today(request.agency))
    return redirect("intake:run", run.pk)


@page("GET", "POST")
def withdraw_run(request: Asking, pk: UUID) -> HttpResponse:
    """Take everything back that the delivery brought."""
    run = selectors.run_for(request.actor, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    answer = carried_out(request, form, lambda: _withdraw(request, run, form))
    return answer or shown(request, "intake/withdraw.html", form, run=run)


def _withdraw(request: Asking, run: FeedRun, form: ReasonForm) -> str:
    because = form.cleaned_data["reason"]
    services.withdraw_feed(run, by=request.actor, on=clock.today(request.agency), because=because)
    messages.success(request, _("Semua dari «%(name)s» dibatalkan.") % {"name": run.file_name})
    return reverse("intake:run", args=[run.pk])


@page("GET")
def download_refused(request: Asking, pk: UUID) -> HttpResponse:
    """The refused rows with what to put right before each."""
    run = selectors.run_for(request.actor, pk)
    out = io.BytesIO()
    write_refused(run, out, by=request.actor, on=clock.today(request.agency))
    name = content_disposition_header(True, f"{PurePosixPath(run.file_name).stem} - ditolak.xlsx") or ""
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(out.getvalue(), content_type=MEDIA_TYPES[SpreadsheetKind.XLSX], headers=headers)
