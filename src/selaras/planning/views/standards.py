"""Service standards of the OPD, and the way from a standard to an indicator."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Permission, require
from selaras.core.asked import key_asked
from selaras.planning.models import ServiceStandard
from selaras.planning.selectors import rhk_for
from selaras.planning.selectors.goals import manageable_units, offices
from selaras.planning.selectors.standards import standard_for, standards, standards_for_plan
from selaras.planning.services import add_standard, edit_standard
from selaras.planning.services.lines import require_writable
from selaras.planning.standard_forms import StandardForm, initial_of
from selaras.planning.views.pages import answer_form, manages_goals, page_of, require_manager, today, who


@require_GET
@login_required
def show_standards(request: HttpRequest) -> HttpResponse:
    """All standards in force, by OPD."""
    by, opd_id = who(request), key_asked(request, "opd")
    page = page_of(request, standards(by, today(request), opd_id))
    context = {"page": page, "may_manage": manages_goals(by), "opds": offices(), "opd_id": opd_id}
    return render(request, "planning/standards.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def create_standard(request: HttpRequest) -> HttpResponse:
    """Write a standard down."""
    by, on = who(request), today(request)
    require_manager(by)
    units = manageable_units(by)
    initial = {"opd": units[0] if len(units) == 1 else None, "valid_from": on}

    def make(data: Any) -> StandardForm:
        return StandardForm(data, units=units, initial=initial)

    def act(form: StandardForm) -> str:
        return _page_of_standard(add_standard(form.values(), by=by, on=on))

    return answer_form(request, make, act, "planning/standard_form.html", {"standard": None})


@require_http_methods(["GET", "POST"])
@login_required
def change_standard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a standard."""
    by, on = who(request), today(request)
    standard = standard_for(by, pk)
    require(by, Permission.MANAGE_GOALS, standard)
    units = manageable_units(by)

    def make(data: Any) -> StandardForm:
        return StandardForm(data, units=units, initial=initial_of(standard_for(by, pk)))

    def act(form: StandardForm) -> str:
        return _page_of_standard(edit_standard(standard, form.values(), by=by, on=on))

    return answer_form(request, make, act, "planning/standard_form.html", {"standard": standard})


@require_GET
@login_required
def pick_standard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The standards an indicator of this result may take its unit and target from."""
    by = who(request)
    rhk = rhk_for(by, pk)
    require_writable(rhk.skp, by)
    context = {"rhk": rhk, "skp": rhk.skp, "standards": standards_for_plan(rhk.skp)}
    return render(request, "planning/standard_pick.html", context)


def _page_of_standard(standard: ServiceStandard) -> str:
    return reverse("monitoring:standard", args=[standard.pk])
