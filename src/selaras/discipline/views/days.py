"""The days of one person: a month, one day with everything it rests on, and a span as context of an evaluation."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.discipline import selectors
from selaras.discipline.addresses import day_in
from selaras.discipline.days import days_of
from selaras.discipline.pages import counts_of, lines_of, month_asked, month_page
from selaras.organisation.asking import Asking, own_id, page
from selaras.organisation.models import Employee

LONGEST_SPAN = timedelta(days=366)


@page("GET")
def show_own_month(request: Asking) -> HttpResponse:
    """One's own month."""
    return _month(request, selectors.employee_for(request.actor, own_id(request)))


@page("GET")
def show_month(request: Asking, pk: UUID) -> HttpResponse:
    """The month of somebody whose days one may see."""
    return _month(request, selectors.employee_for(request.actor, pk))


def _month(request: Asking, employee: Employee) -> HttpResponse:
    on = clock.today(request.agency)
    first = month_asked(request.GET.get("bulan", ""), on)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    seen = days_of(employee, request.agency, first, last, on)
    month = month_page(seen, first, on)
    summaries = selectors.summaries_of(employee, first) if month.is_empty else []
    context = {
        "month": month, "employee": employee, "is_own": employee.pk == request.actor.employee_id,
        "summaries": summaries, "zone": clock.zone_label(request.agency),
    }  # fmt: skip
    return render(request, "discipline/month.html", context)


@page("GET")
def show_day(request: Asking, pk: UUID, day: str) -> HttpResponse:
    """One day: what it was, why, the raw punches with file and line, corrections."""
    employee, asked, on = selectors.employee_for(request.actor, pk), day_in(day), clock.today(request.agency)
    seen = days_of(employee, request.agency, asked, asked, on)
    line = lines_of(seen)[0] if seen.days else None
    may_ask = decide(request.actor, Permission.CORRECT_ATTENDANCE, employee) and asked <= on
    context = {
        "seen": seen, "line": line, "employee": employee, "day": asked, "zone": clock.zone_label(request.agency),
        "is_own": employee.pk == request.actor.employee_id,
        "may_ask": may_ask and not (line and line.is_asked), "law_day": asked,
    }  # fmt: skip
    return render(request, "discipline/day.html", context)


@page("GET")
def show_span(request: Asking, pk: UUID, first: str, last: str) -> HttpResponse:
    """Attendance over a period, as context of an evaluation: counted in days, never turned into a score (P-19).

    The page on which somebody is judged asks for the counts alone.
    """
    employee, on = selectors.employee_for(request.actor, pk), clock.today(request.agency)
    start, end = day_in(first), day_in(last)
    if not timedelta(0) <= end - start <= LONGEST_SPAN:
        raise NotFound()
    seen = days_of(employee, request.agency, start, end, on)
    lines = [line for line in lines_of(seen) if line.seen.status is not None and line.is_working_day]
    context = {
        "seen": seen, "employee": employee, "first": start, "last": end, "counts": counts_of(seen),
        "months": _months_of(start, end), "minutes": sum(line.short_minutes for line in lines),
        "is_own": employee.pk == request.actor.employee_id,
    }  # fmt: skip
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, f"discipline/{'_span_brief' if is_part else 'span'}.html", context)


def _months_of(first: date, last: date) -> list[date]:
    found = [first.replace(day=1)]
    while (following := (found[-1] + timedelta(days=32)).replace(day=1)) <= last:
        found.append(following)
    return found
