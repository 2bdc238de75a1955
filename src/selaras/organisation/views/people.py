"""People: list, one person, the team, the tree of units, and «my superior is wrong»."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.organisation import selectors, services
from selaras.organisation.asking import Asking, carried_out, own_id, page, shown
from selaras.organisation.forms import SearchForm, WrongSuperiorForm
from selaras.organisation.models import Employee


@page("GET")
def list_employees(request: Asking) -> HttpResponse:
    """The people this person may see, found by name, NIP, post or unit."""
    form = SearchForm(request.GET, selectors.opds_of(request.agency))
    wanted = form.wanted()
    found = selectors.page_of_employees(
        selectors.employees_for(request.actor, wanted), request.GET.get("page")
    )
    context = {
        "form": form,
        "filters": [form["jenis"], form["status"]],
        "is_filtered": bool(wanted.kind or wanted.status or wanted.without_superior),
        "page": found,
        "is_narrowed": wanted.is_narrowed,
        "may_import": decide(request.actor, Permission.IMPORT_STAFF, request.agency),
    }
    return render(request, "organisation/employees.html", context)


@page("GET")
def show_employee(request: Asking, pk: UUID) -> HttpResponse:
    """Post, unit, superiors, acting, history."""
    employee = selectors.employee_for(request.actor, pk)
    context = {
        "employee": employee,
        "why_no_skp": selectors.why_no_skp(employee),
        "posts": selectors.posts_of(employee),
        "acting": selectors.acting_of(employee, clock.today(request.agency)),
        "may_reset": decide(request.actor, Permission.MANAGE_ACCOUNTS, employee),
        "may_decide": decide(request.actor, Permission.DECIDE_SUPERIOR, employee),
        "may_see_talent": decide(request.actor, Permission.VIEW_TALENT, employee),
    }
    return render(request, "organisation/employee.html", context)


@page("GET")
def show_team(request: Asking) -> HttpResponse:
    """The people under this person, and under those this person acts for."""
    members = selectors.team_of(request.actor)
    own = [member for member in members if member.pejabat_penilai_id == request.actor.employee_id]
    others = [member for member in members if member.pejabat_penilai_id != request.actor.employee_id]
    return render(request, "organisation/team.html", {"own": own, "others": others})


@page("GET")
def show_units(request: Asking) -> HttpResponse:
    """All OPD with their heads, and the units below one of them: the wanted one, else one's own."""
    tree = selectors.unit_tree(request.actor, request.agency, clock.today(request.agency))
    context = {
        "tree": tree,
        "opened": request.GET.get("opd", str(request.actor.opd_id or "")),
        "may_list": bool(request.actor.roles),
    }
    return render(request, "organisation/units.html", context)


@page("GET", "POST")
def report_wrong_superior(request: Asking) -> HttpResponse:
    """The second of two clicks: who it is, or «I don't know»."""
    employee = _self(request)
    on = clock.today(request.agency)
    likely = selectors.likely_superiors(employee, request.agency, on)
    others = [person for person in likely if person.pk != employee.pejabat_penilai_id]
    form = WrongSuperiorForm(request.POST or None, likely=others)
    answer = carried_out(request, form, lambda: _report(request, employee, form))
    return answer or shown(request, "organisation/wrong_superior.html", form, employee=employee)


def _report(request: Asking, employee: Employee, form: WrongSuperiorForm) -> str:
    services.report_wrong_superior(
        employee, by=request.actor, on=clock.today(request.agency),
        proposed=form.proposed_superior(), note=form.cleaned_data["note"],
    )  # fmt: skip
    messages.success(request, _("Laporan terkirim. Admin OPD memutuskan, dan Anda mendapat pemberitahuan."))
    return reverse("web:role")


def _self(request: Asking) -> Employee:
    return selectors.employee_for(request.actor, own_id(request))
