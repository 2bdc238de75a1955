"""A service standard with the deviation of each month."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.core.asked import year_asked
from selaras.monitoring.standards import MONTHS, indicators_on, months_of, years_of_goals
from selaras.organisation.asking import Asking, page
from selaras.planning.selectors.standards import standard_for

PAGE_SIZE = 50


@page("GET")
def show_standard(request: Asking, pk: UUID) -> HttpResponse:
    """The promise, and how each month of the indicators that take it up lies to it."""
    by, on = request.actor, clock.today(request.agency)
    standard = standard_for(by, pk)
    year = year_asked(request, on.year)
    shown = Paginator(indicators_on(standard, year, by), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "standard": standard,
        "year": year,
        "years": range(on.year, on.year - 3, -1),
        "page": shown,
        "rows": months_of(standard, shown.object_list),
        "months": [date_format(on.replace(day=1, month=month), "M") for month in MONTHS],
        "goal_years": years_of_goals(standard, by),
        "may_manage": decide(by, Permission.MANAGE_GOALS, standard),
    }
    return render(request, "monitoring/standard.html", context)
