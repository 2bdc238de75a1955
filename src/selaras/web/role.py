"""«What am I answerable for, to whom, by when?»: one page per person (K-06)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.organisation import selectors
from selaras.organisation.asking import Asking, own_id, page
from selaras.organisation.models import Employee
from selaras.planning.selectors import role_of


@page("GET")
def show_own_role(request: Asking) -> HttpResponse:
    """The role of the person at the screen."""
    return _show(request, own_id(request))


@page("GET")
def show_role(request: Asking, pk: UUID) -> HttpResponse:
    """The role of somebody this person may see."""
    return _show(request, pk)


def _show(request: Asking, pk: UUID) -> HttpResponse:
    employee = selectors.employee_for(request.actor, pk)
    on = clock.today(request.agency)
    role = role_of(employee, on.year)
    context = {
        "role": role,
        "employee": employee,
        "is_own": employee.pk == request.actor.employee_id,
        "why_no_skp": selectors.why_no_skp(employee),
        "acting": selectors.acting_of(employee, on),
        "may_report": decide(request.actor, Permission.REPORT_WRONG_SUPERIOR, employee),
        "superior_differs": _superior_differs(employee, role.pejabat_penilai),
        "zone": clock.zone_label(request.agency),
    }
    return render(request, "web/role.html", context)


def _superior_differs(employee: Employee, of_plan: Employee | None) -> bool:
    """The agreed plan is with another official than the one on record today."""
    return of_plan is not None and of_plan.pk != employee.pejabat_penilai_id
