"""Pages of the queue to the national system and of the comparison with its file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core import clock
from selaras.core.asked import POSSIBLE_YEARS, number_in
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.forms import CleanForm
from selaras.core.spreadsheets import UnreadableSpreadsheet
from selaras.exchange import events, services
from selaras.exchange.national.connecting import is_configured
from selaras.exchange.national.problems import PROBLEMS
from selaras.exchange.national.reconciling import MOST_SHOWN, Reconciliation, reconcile
from selaras.exchange.selectors import lines_of, queue_counts, require_exporter, transfer_for, transfers
from selaras.intake.received import received
from selaras.organisation.asking import Asking, page, shown

PER_PAGE = 25


class ReconcileForm(CleanForm):
    """A file of the national side."""

    year = forms.TypedChoiceField(label=gettext_lazy("Tahun"), coerce=int)
    file = forms.FileField(
        label=gettext_lazy("Berkas dari sistem nasional"),
        help_text=gettext_lazy(
            "CSV atau spreadsheet dengan kolom pnsDinilaiOrang atau nipBaru, dan kuadranKinerjaNilai."
        ),
    )
    WHY = {"file": gettext_lazy("Berkas hanya dibaca untuk dibandingkan, lalu dihapus dari sini.")}

    def __init__(self, *args: Any, this_year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [(year, year) for year in range(this_year, this_year - 4, -1)]  # type: ignore[attr-defined]


@page("GET")
def show_queue(request: Asking) -> HttpResponse:
    """The queue: what waits, what stands still and why, what arrived."""
    require_exporter(request.actor)
    status, problem = request.GET.get("keadaan", ""), request.GET.get("sebab", "")
    rows = transfers(request.actor, status=status, problem=problem)
    listed = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    this_year = clock.today(request.agency).year
    context = {
        "counts": queue_counts(request.actor), "listed": listed, "lines": lines_of(list(listed)), "status": status,
        "problem": PROBLEMS.get(problem), "years": [this_year, this_year - 1], "is_configured": is_configured(),
    }  # fmt: skip
    return render(request, "exchange/national.html", context)


@page("POST")
def queue_results(request: Asking) -> HttpResponse:
    """Put the results that are ready into the queue."""
    require_exporter(request.actor)
    this_year = clock.today(request.agency).year
    year = number_in(request.POST.get("tahun", ""), POSSIBLE_YEARS) or this_year
    count = services.queue_results(request.agency, year, by=request.actor)
    messages.success(
        request,
        _("%(count)s hasil masuk antrean. Yang belum siap tidak menahan yang lain.") % {"count": count},
    )
    return redirect("exchange:national")


@page("POST")
def retry_transfer(request: Asking, pk: UUID) -> HttpResponse:
    """Try one again."""
    services.retry_transfer(transfer_for(request.actor, pk), by=request.actor)
    messages.success(request, _("Dikirim lagi pada giliran berikutnya."))
    return redirect("exchange:national")


@page("POST")
def retry_all(request: Asking) -> HttpResponse:
    """Try everybody with one problem again."""
    require_exporter(request.actor)
    count = services.retry_all(request.agency, request.POST.get("sebab", ""), by=request.actor)
    messages.success(request, _("%(count)s hasil dikirim lagi pada giliran berikutnya.") % {"count": count})
    return redirect("exchange:national")


@page("GET", "POST")
def reconcile_file(request: Asking) -> HttpResponse:
    """Compare our annual results with a file of the national side; nothing is changed on either."""
    require_exporter(request.actor)
    form = ReconcileForm(
        request.POST or None, request.FILES or None, this_year=clock.today(request.agency).year
    )
    if form.is_bound and form.is_valid():
        try:
            return _compared(request, form)
        except InvalidInput as error:
            form.refuse(error)
        except UnreadableSpreadsheet as error:
            form.add_error("file", str(error))
    return shown(request, "exchange/reconcile.html", form)


def _compared(request: Asking, form: ReconcileForm) -> HttpResponse:
    upload, year = form.cleaned_data["file"], form.cleaned_data["year"]
    with received(upload, upload.name) as file:
        found: Reconciliation = reconcile(file.path, file.name, year, request.actor)
        with recording(events.RECONCILED, by=request.actor, about=request.agency, file=file.name) as rec:
            rec.note(same=found.same, different=len(found.different), only_here=len(found.only_here))
    context = {"found": found, "year": year, "most": MOST_SHOWN, "back": reverse("exchange:reconcile")}
    return render(request, "exchange/reconciled.html", context)
