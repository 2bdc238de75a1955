"""What keepers of machines do: say who holds which number, and which days were outages."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from selaras.authorization import Role
from selaras.core import clock
from selaras.core.errors import NotAllowed
from selaras.discipline import selectors, services
from selaras.discipline.forms import ColumnsForm, DecisionForm, PairsForm
from selaras.discipline.models import Outage
from selaras.discipline.reading import COLUMN_NAMES
from selaras.intake.models import FeedSource
from selaras.organisation.asking import Asking, carried_out, page, shown

A_PAGE = 50
DECISIONS = [
    ("excuse", gettext_lazy("Ini gangguan: sisi yang tidak ada tidak dihitung")),
    ("dismiss", gettext_lazy("Bukan gangguan: hari itu dibaca seperti biasa")),
]


@page("GET")
def list_badges(request: Asking) -> HttpResponse:
    """The sources with the numbers that nobody holds."""
    _require_keeper(request)
    return render(request, "discipline/badges.html", {"sources": selectors.sources_of_punches(request.actor)})


@page("GET", "POST")
def name_holders(request: Asking, pk: UUID) -> HttpResponse:
    """Say who holds which number of a source."""
    source = selectors.source_for(request.actor, pk)
    form = PairsForm(request.POST if request.method == "POST" else None)
    answer = carried_out(request, form, lambda: _name(request, source, form))
    unknown = Paginator(selectors.unknown_badges(source), A_PAGE).get_page(request.GET.get("page"))
    return answer or shown(request, "discipline/holders.html", form, source=source, page=unknown)


def _name(request: Asking, source: FeedSource, form: PairsForm) -> str:
    count = services.map_badges(
        source, services.pairs_in(form.cleaned_data["pairs"]), by=request.actor,
        on=clock.today(request.agency), from_day=form.cleaned_data["from_day"],
    )  # fmt: skip
    text = ngettext("%(count)s nomor dipasangkan.", "%(count)s nomor dipasangkan.", count)
    messages.success(request, text % {"count": count})
    return reverse("discipline:holders", args=[source.pk])


@page("GET", "POST")
def map_columns(request: Asking, pk: UUID) -> HttpResponse:
    """Say where each thing stands in the files of a machine."""
    source = selectors.source_for(request.actor, pk)
    told = source.headings or {name: place for place, name in enumerate(COLUMN_NAMES, start=1)}
    form = ColumnsForm(request.POST if request.method == "POST" else None, initial=told)
    answer = carried_out(request, form, lambda: _map(request, source, form))
    return answer or shown(request, "discipline/columns.html", form, source=source)


def _map(request: Asking, source: FeedSource, form: ColumnsForm) -> str:
    given = form.cleaned_data
    services.set_columns(
        source, {name: given[name] for name in COLUMN_NAMES}, sample=given["sample"], by=request.actor,
        on=clock.today(request.agency),
    )  # fmt: skip
    messages.success(request, _("Urutan kolom tersimpan dan diingat untuk sumber ini."))
    return reverse("discipline:holders", args=[source.pk])


@page("GET")
def list_outages(request: Asking) -> HttpResponse:
    """Days on which devices seem to have failed: those that wait, and all."""
    _require_keeper(request)
    rows = selectors.outages_for(request.actor)
    waiting = request.GET.get("semua") != "1"
    found = Paginator(selectors.suspected(rows) if waiting else rows, A_PAGE)
    context = {"page": found.get_page(request.GET.get("page")), "waiting": waiting}
    return render(request, "discipline/outages.html", context)


@page("GET", "POST")
def decide_on_outage(request: Asking, pk: UUID) -> HttpResponse:
    """Say whether it was an outage."""
    outage = selectors.outage_for(request.actor, pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, choices=DECISIONS)
    answer = carried_out(request, form, lambda: _decide(request, outage, form))
    return answer or shown(request, "discipline/outage.html", form, outage=outage)


def _decide(request: Asking, outage: Outage, form: DecisionForm) -> str:
    act = services.excuse_outage if form.cleaned_data["decision"] == "excuse" else services.dismiss_outage
    act(outage, by=request.actor, on=clock.today(request.agency), reason=form.cleaned_data["reason"])
    messages.success(request, _("Keputusan tersimpan."))
    return reverse("discipline:outages")


def _require_keeper(request: Asking) -> None:
    if not request.actor.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        raise NotAllowed()
