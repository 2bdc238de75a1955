"""Own progress, progress of somebody one leads, and the entry of one month."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission
from selaras.core import clock
from selaras.core.errors import ChangedMeanwhile
from selaras.monitoring import services
from selaras.monitoring.assisted import assisted_of
from selaras.monitoring.entry import Entry, entry_for
from selaras.monitoring.forms import RealisationForm
from selaras.monitoring.progress import month_label, progress_page
from selaras.monitoring.selectors import iki_seen_by, own_skp, skp_seen_by
from selaras.monitoring.views.paper import check_paper, note_paper
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.choices import ruleset_for
from selaras.planning.models import Skp


@page("GET")
def show_own_progress(request: Asking) -> HttpResponse:
    """The SKP one works on now."""
    skp = own_skp(request.actor, clock.today(request.agency))
    if skp is None:
        return render(request, "monitoring/no_skp.html")
    return _progress(request, skp)


@page("GET")
def show_progress(request: Asking, pk: UUID) -> HttpResponse:
    """Any SKP whose progress one may see."""
    return _progress(request, skp_seen_by(request.actor, pk))


def _progress(request: Asking, skp: Skp) -> HttpResponse:
    on = clock.today(request.agency)
    view = progress_page(skp, by=request.actor, on=on, ruleset=ruleset_for(request.agency, on))
    return render(
        request,
        "monitoring/progress.html",
        {"page": view, "skp": skp, "tab": "progress", "assisted": assisted_of(skp)},
    )


@page("GET", "POST")
def record_realisation(request: Asking, pk: UUID) -> HttpResponse:
    """Enter or change one month of one indicator."""
    on = clock.today(request.agency)
    iki = iki_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    entry = entry_for(iki, request.GET.get("bulan", ""), on=on, ruleset=ruleset_for(request.agency, on))
    if request.method == "GET":
        takes_days = bool(entry.day_note) and "catatan" in request.GET
        initial = entry.with_days() if takes_days else entry.initial
        form = RealisationForm(initial=initial, months=entry.choices)
        return shown(request, "monitoring/realisation.html", form, entry=entry, takes_days=takes_days)
    return _recorded(request, entry)


def _recorded(request: Asking, entry: Entry) -> HttpResponse:
    form = RealisationForm(request.POST, months=entry.choices)
    sent = form.cleaned_data if form.is_valid() else {"asked": True}
    if not sent["asked"] and entry.should_ask(sent["month"], form.entry()):
        form = RealisationForm({**request.POST.dict(), "asked": "on"}, months=entry.choices)
        return shown(request, "monitoring/realisation.html", form, entry=entry, asks_for_cause=True)
    try:
        answer = carried_out(request, form, lambda: _record(request, entry, form))
    except ChangedMeanwhile:
        return _both_versions(request, entry, form)
    return answer or shown(request, "monitoring/realisation.html", form, entry=entry)


def _record(request: Asking, entry: Entry, form: RealisationForm) -> str:
    check_paper(request, form, entry.skp)
    row = services.record_realisation(
        entry.iki,
        by=request.actor,
        on=clock.today(request.agency),
        month=form.cleaned_data["month"],
        entry=form.entry(),
        revision=form.cleaned_data["revision"] or 0,
    )
    note_paper(request, form, entry.skp, row)
    month = month_label(entry.skp.year, form.cleaned_data["month"])
    messages.success(request, _("Realisasi %(month)s tersimpan.") % {"month": month})
    return f"{reverse('monitoring:progress_of', args=[entry.skp.pk])}#iki-{entry.iki.pk}"


def _both_versions(request: Asking, entry: Entry, form: RealisationForm) -> HttpResponse:
    """Somebody was faster: both texts are shown, nothing is overwritten until the person says so."""
    stored = entry.stored(form.cleaned_data["month"])
    again = {**request.POST.dict(), "revision": stored.revision if stored else 0}
    form = RealisationForm(again, months=entry.choices)
    context = {"form": form, "entry": entry, "stored": stored}
    return render(request, "monitoring/realisation.html", context, status=409)
