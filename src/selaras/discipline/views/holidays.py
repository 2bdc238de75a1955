"""Local days off: a list with a form below it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Role
from selaras.core import clock
from selaras.core.errors import NotAllowed
from selaras.discipline import selectors, services
from selaras.discipline.forms import HolidayForm
from selaras.discipline.services import NewHoliday
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.models import Unit

A_PAGE = 50


@page("GET", "POST")
def list_holidays(request: Asking) -> HttpResponse:
    """The local days off one may change, and a new one."""
    if not request.actor.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        raise NotAllowed()
    places = selectors.places_for_holidays(request.actor)
    posted = request.POST if request.method == "POST" else None
    form = HolidayForm(posted, places=places, for_city=Role.CITY_ADMIN in request.actor.roles)
    answer = carried_out(request, form, lambda: _add(request, form.cleaned_data, places))
    seen = Paginator(selectors.holidays_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return answer or shown(request, "discipline/holidays.html", form, page=seen)


def _add(request: Asking, given: dict[str, Any], places: list[Unit]) -> str:
    unit = next((place for place in places if str(place.pk) == given["unit"]), None)
    new = NewHoliday(given["day"], given["name"], given["basis"], unit)
    services.add_local_holiday(request.agency, by=request.actor, on=clock.today(request.agency), new=new)
    messages.success(request, _("Libur setempat tercatat. Presensi dan tenggat dibaca dengannya."))
    return reverse("discipline:holidays")


@page("POST")
def drop_holiday(request: Asking, pk: UUID) -> HttpResponse:
    """Take one back."""
    holiday = selectors.holiday_for(request.actor, pk)
    services.drop_local_holiday(holiday, by=request.actor, on=clock.today(request.agency))
    messages.success(request, _("Libur setempat dihapus."))
    return redirect("discipline:holidays")
