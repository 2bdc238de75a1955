"""The agency's list of themes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, Role, decide
from selaras.core import clock
from selaras.listening import selectors, services
from selaras.listening.forms import ThemeForm
from selaras.listening.models import Theme
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.models import Unit


@page("GET")
def list_themes(request: Asking) -> HttpResponse:
    """All themes; those of others can be read, not changed."""
    selectors.require_sorter(request.actor)
    rows = [
        (theme, bool(decide(request.actor, Permission.MANAGE_THEMES, theme)))
        for theme in selectors.all_themes()
    ]
    return render(request, "listening/themes.html", {"rows": rows})


@page("GET", "POST")
def add_theme(request: Asking) -> HttpResponse:
    """A new theme."""
    selectors.require_sorter(request.actor)
    return _form(request, None)


@page("GET", "POST")
def change_theme(request: Asking, pk: UUID) -> HttpResponse:
    """Change a theme, or offer it no longer."""
    return _form(request, selectors.theme_for(request.actor, pk))


def _form(request: Asking, theme: Theme | None) -> HttpResponse:
    is_sent = request.method == "POST"
    form = ThemeForm(
        request.POST if is_sent else None, opds=own_opds(request), for_city=Role.CITY_ADMIN in request.actor.roles,
        initial=_initial(request, theme),
    )  # fmt: skip

    def act() -> str:
        services.keep_theme(form.values(), by=request.actor, on=clock.today(request.agency), theme=theme)
        messages.success(request, _("Tema tersimpan."))
        return reverse("listening:themes")

    return carried_out(request, form, act) or shown(request, "listening/theme.html", form, theme=theme)


def _initial(request: Asking, theme: Theme | None) -> dict[str, Any]:
    if theme is None:
        return {"opd": next(iter(request.actor.administered_opd_ids), "")}
    return {
        "name": theme.name,
        "opd": theme.opd_id,
        "words": ", ".join(theme.words),
        "is_active": theme.is_active,
    }


def own_opds(request: Asking) -> list[Unit]:
    """The OPD this person speaks for."""
    return [unit for unit in selectors.units_listened_to(request.actor) if unit.pk == unit.opd_id]
