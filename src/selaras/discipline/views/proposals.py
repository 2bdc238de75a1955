"""What the rules propose for a team's absence, and what an official does with it: coach, lay aside, open a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.core.asked import year_asked
from selaras.core.errors import NotFound
from selaras.discipline import services
from selaras.discipline.case_forms import OpenCaseForm, SetAsideForm
from selaras.discipline.selectors import colleague_with_nip, person_in_line, skp_of, team_in_line
from selaras.discipline.services import NewCase
from selaras.discipline.years import AbsenceYear, absence_years
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.models import Employee

# So many are read on one page, day by day.
A_PAGE = 25
FIRST_YEAR = 2010


@page("GET")
def list_proposals(request: Asking) -> HttpResponse:
    """The year of the team: whose absence reaches a rung of the ladder, and who was looked at already."""
    on = clock.today(request.agency)
    year = year_asked(request, on.year, range(FIRST_YEAR, on.year + 1))
    seen = Paginator(team_in_line(request.actor), A_PAGE).get_page(request.GET.get("page"))
    years = absence_years(list(seen.object_list), request.agency, year, on)
    rows = sorted(years.rows, key=lambda row: (not row.is_due, -row.proposal.value.total.days))
    context = {"page": seen, "rows": rows, "problem": years.problem, "year": year, "on": on}
    return render(request, "discipline/proposals.html", context)


@page("GET")
def show_proposal(request: Asking, pk: UUID, year: int) -> HttpResponse:
    """One person's year: the days, what the rules propose and why, and three ways on, coaching first."""
    employee = person_in_line(request.actor, pk, Permission.VIEW_ABSENCE_YEAR)
    found, problem = _read(request, employee, year)
    context = {
        "employee": employee, "year": year, "row": found, "problem": problem, "law_day": clock.today(request.agency),
        "may_open": decide(request.actor, Permission.OPEN_CASE, employee), "skp": skp_of(employee, year),
        "is_own": request.actor.employee_id == employee.pk,
    }  # fmt: skip
    return render(request, "discipline/proposal.html", context)


@page("GET", "POST")
def set_aside(request: Asking, pk: UUID, year: int) -> HttpResponse:
    """Look, and open no case."""
    employee = person_in_line(request.actor, pk, Permission.OPEN_CASE)
    form = SetAsideForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        on, reason = clock.today(request.agency), form.cleaned_data["reason"]
        services.set_absence_aside(employee, year, by=request.actor, on=on, reason=reason)
        messages.success(request, _("Tercatat dengan alasannya. Usulan muncul lagi bila hitungannya naik."))
        return reverse("cases:proposals")

    answer = carried_out(request, form, act)
    return answer or shown(request, "discipline/set_aside.html", form, employee=employee, year=year)


@page("GET", "POST")
def open_absence_case(request: Asking, pk: UUID, year: int) -> HttpResponse:
    """Open a case on the absence of a year."""
    employee = person_in_line(request.actor, pk, Permission.OPEN_CASE)
    found, problem = _read(request, employee, year)
    form = OpenCaseForm(
        request.POST if request.method == "POST" else None, is_absence=True,
        asks_impact=found is not None and found.by_contract,
    )  # fmt: skip

    def act() -> str:
        on = clock.today(request.agency)
        case = services.open_case_of_absence(employee, year, by=request.actor, on=on, new=_new(request, form))
        return _opened(request, case.pk)

    answer = carried_out(request, form, act)
    context = {
        "employee": employee,
        "year": year,
        "row": found,
        "problem": problem,
        "skp": skp_of(employee, year),
    }
    return answer or shown(request, "discipline/case_open.html", form, **context)


@page("GET", "POST")
def open_other_case(request: Asking, pk: UUID) -> HttpResponse:
    """Open a case on another offence."""
    employee = person_in_line(request.actor, pk, Permission.OPEN_CASE)
    form = OpenCaseForm(
        request.POST if request.method == "POST" else None, is_absence=False, asks_impact=True
    )

    def act() -> str:
        on = clock.today(request.agency)
        case = services.open_case(employee, by=request.actor, on=on, new=_new(request, form))
        return _opened(request, case.pk)

    answer = carried_out(request, form, act)
    year = clock.today(request.agency).year
    return answer or shown(
        request, "discipline/case_open.html", form, employee=employee, row=None, skp=skp_of(employee, year)
    )


def _new(request: Asking, form: OpenCaseForm) -> NewCase:
    given: dict[str, Any] = form.cleaned_data
    return NewCase(
        reason=given["reason"], coaching=given["coaching"], offence=given.get("offence", ""),
        act_day=given.get("act_day"), impact=given.get("impact", ""),
        clerk=colleague_with_nip(request.agency, given["clerk_nip"], "clerk_nip") if given["clerk_nip"] else None,
    )  # fmt: skip


def _opened(request: Asking, pk: UUID) -> str:
    messages.success(request, _("Berkas dibuka. Langkah berikutnya surat panggilan."))
    return reverse("cases:case", args=[pk])


def _read(request: Asking, employee: Employee, year: int) -> tuple[AbsenceYear | None, str]:
    on = clock.today(request.agency)
    if not FIRST_YEAR <= year <= on.year:
        raise NotFound()
    years = absence_years([employee], request.agency, year, on)
    return (years.rows[0] if years.rows else None), years.problem
