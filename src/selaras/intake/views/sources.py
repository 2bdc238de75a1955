"""Sources: all of them, a new one, one with its history, and its token."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Role
from selaras.core import clock
from selaras.intake import selectors, services
from selaras.intake.forms import DeliveryForm, ReasonForm, SourceForm
from selaras.intake.kinds import kind_named
from selaras.intake.models import FeedSource
from selaras.intake.received import received
from selaras.organisation.asking import Asking, carried_out, page, shown

A_PAGE = 20


@page("GET")
def list_sources(request: Asking) -> HttpResponse:
    """Every kind of feed with its sources."""
    return render(request, "intake/sources.html", {"kinds": selectors.sources_by_kind(request.actor)})


@page("GET", "POST")
def add_source(request: Asking, code: str) -> HttpResponse:
    """Write down a source of a kind."""
    selectors.require_looking_after(request.actor)
    kind = kind_named(code)
    form = SourceForm(
        request.POST if request.method == "POST" else None,
        units=selectors.places_for(request.actor, kind.permission),
        for_city=Role.CITY_ADMIN in request.actor.roles,
    )
    answer = carried_out(request, form, lambda: _add(request, form, code))
    return answer or shown(request, "intake/source_add.html", form, kind=kind)


def _add(request: Asking, form: SourceForm, code: str) -> str:
    new = services.NewSource(code, form.cleaned_data["name"], form.chosen_place)
    source = services.add_source(request.agency, new, by=request.actor, on=clock.today(request.agency))
    return reverse("intake:source", args=[source.pk])


@page("GET", "POST")
def show_source(request: Asking, pk: UUID) -> HttpResponse:
    """Send a file, and see what was delivered before."""
    source = selectors.source_for(request.actor, pk)
    kind = kind_named(source.kind)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DeliveryForm(
        *data,
        kind=kind,
        asks_month=bool(kind.why_month) or any(column.name == "period" for column in kind.columns),
    )
    answer = carried_out(request, form, lambda: _check(request, source, form))
    earlier = Paginator(selectors.runs_of(source), A_PAGE).get_page(request.GET.get("page"))
    return answer or shown(request, "intake/source.html", form, source=source, kind=kind, page=earlier)


def _check(request: Asking, source: FeedSource, form: DeliveryForm) -> str:
    file = form.cleaned_data["file"]
    with received(file, file.name) as upload:
        delivered = services.check_feed(
            source, upload, by=request.actor, on=clock.today(request.agency), given=form.given
        )
    run = delivered.run
    if delivered.is_repeated:
        messages.info(
            request,
            _("Isi berkas ini sama persis dengan «%(name)s» yang sudah ada di sini. Tidak ada yang berubah.")
            % {"name": run.file_name},
        )
    return reverse("intake:run", args=[run.pk])


@page("GET", "POST")
def give_token(request: Asking, pk: UUID) -> HttpResponse:
    """Make a token for a machine. It is shown on this very answer and never again."""
    source = selectors.source_for(request.actor, pk)
    form = ReasonForm(initial={})
    token = ""
    if request.method == "POST":
        token = services.give_token(source, by=request.actor, on=clock.today(request.agency))
    columns = kind_named(source.kind).columns_for(source, {})
    context = {"form": form, "source": source, "token": token, "columns": columns}
    answer = render(request, "intake/token.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@page("POST")
def revoke_token(request: Asking, pk: UUID) -> HttpResponse:
    """From now on no machine delivers for this source."""
    source = selectors.source_for(request.actor, pk)
    form = ReasonForm(request.POST)
    columns = kind_named(source.kind).columns_for(source, {})
    answer = carried_out(request, form, lambda: _revoke(request, source, form))
    return answer or shown(request, "intake/token.html", form, source=source, token="", columns=columns)


def _revoke(request: Asking, source: FeedSource, form: ReasonForm) -> str:
    because = form.cleaned_data["reason"]
    services.revoke_token(source, by=request.actor, on=clock.today(request.agency), because=because)
    messages.success(request, _("Kunci dicabut. Sistem itu tidak dapat mengirim lagi."))
    return reverse("intake:source", args=[source.pk])
