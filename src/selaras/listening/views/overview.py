"""What the public says of the city, of a unit, behind an indicator; and its words for those who may read them."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from selaras.core import clock
from selaras.core.asked import key_asked, year_asked
from selaras.listening import selectors
from selaras.listening.pages import listening_page
from selaras.organisation.asking import Asking, page

A_PAGE = 30
FIRST_YEAR = 2000


@page("GET")
def show_city(request: Asking) -> HttpResponse:
    """Themes of the whole city over a year, and what was decided."""
    return _show(request, None)


@page("GET")
def show_unit(request: Asking, pk: UUID) -> HttpResponse:
    """The same for an OPD or a unit."""
    return _show(request, pk)


def _show(request: Asking, pk: UUID | None) -> HttpResponse:
    today = clock.today(request.agency)
    place = selectors.place_for(request.actor, pk)
    year = year_asked(request, today.year, range(FIRST_YEAR, today.year + 1))
    view = listening_page(place, year, by=request.actor, on=today)
    return render(request, "listening/overview.html", {"page": view, "unit": place.unit})


@page("GET")
def list_inputs(request: Asking) -> HttpResponse:
    """Words of the public, of a unit and a theme where they are named; for those who may read them."""
    place = selectors.place_for(request.actor, key_asked(request, "unit"))
    theme_id = key_asked(request, "tema")
    rows = selectors.inputs_read_by(request.actor, place, theme_id)
    listed = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": listed, "unit": place.unit, "theme_id": theme_id, "themes": selectors.all_themes()}
    return render(request, "listening/inputs.html", context)


@page("GET")
def show_indicator(request: Asking, pk: UUID) -> HttpResponse:
    """What the public said behind an indicator."""
    behind = selectors.behind_indicator(request.actor, pk)
    listed = Paginator(behind.inputs.order_by("-received_on", "id"), A_PAGE).get_page(request.GET.get("page"))
    readable = selectors.readable_keys(request.actor, [row.pk for row in listed.object_list])
    context = {
        "behind": behind,
        "page": listed,
        "readable": readable,
        "may_carry": request.actor.plans or request.actor.leads,
        "title": selectors.title_of(behind.indicator),
    }
    return render(request, "listening/indicator.html", context)
