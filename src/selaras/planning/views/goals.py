"""The goals of the city, who carries them, and what hangs in the air."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Actor, Permission, decide, require
from selaras.core.asked import key_asked, year_asked
from selaras.planning.deviation import Deviation, deviation_from
from selaras.planning.goal_forms import GoalForm, goal_initial
from selaras.planning.models import Goal, GoalLevel, GoalTarget
from selaras.planning.selectors import cascade_of, goal_for, goals_tree
from selaras.planning.selectors.goals import (
    LISTED,
    GoalsWanted,
    manageable_units,
    offices,
    possible_parents,
    targets_of,
)
from selaras.planning.selectors.sources import sources_that_keep_quiet
from selaras.planning.selectors.standards import standards_for_goals
from selaras.planning.services import add_goal, edit_goal
from selaras.planning.trend import trend_of
from selaras.planning.views.pages import answer_form, manages_goals, page_number, require_manager, today, who

PLAN_YEARS = 5
MOST_AT_ONCE = 120


@require_GET
@login_required
def show_goals(request: HttpRequest) -> HttpResponse:
    """The tree of the year; a large one opens one mission at a time, unless something is looked for."""
    by = who(request)
    year = year_asked(request, today(request).year)
    wanted = GoalsWanted(key_asked(request, "opd"), request.GET.get("q", "")[:100])
    roots = goals_tree(by, year, wanted)
    is_long = wanted.is_everything and sum(node.size for node in roots) > MOST_AT_ONCE
    context = {
        "roots": roots,
        "opened": (key_asked(request, "buka") or roots[0].goal.pk) if is_long else None,
        "year": year,
        "wanted": wanted,
        "opds": offices(),
        "quiet": sources_that_keep_quiet(by, year),
        "may_manage": manages_goals(by),
    }
    return render(request, "planning/goals.html", context)


@require_GET
@login_required
def show_goal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One goal: the way up, its measure, and the people who carry it."""
    by = who(request)
    goal = goal_for(by, pk)
    year = year_asked(request, min(max(today(request).year, goal.first_year), goal.last_year))
    page = page_number(request)
    cascade = cascade_of(by, goal, year, start=key_asked(request, "dari"), page=page)
    context = {
        "cascade": cascade,
        "page": Paginator(range(cascade.listed), LISTED).get_page(page),
        "goal": goal,
        "year": year,
        "starts_at": request.GET.get("dari", ""),
        "sources": cascade.sources,
        "trend": trend_of(goal, cascade.targets),
        "deviations": _deviations(goal, cascade.targets),
        "edit": decide(by, Permission.MANAGE_GOALS, goal),
    }
    return render(request, "planning/goal_detail.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def create_goal(request: HttpRequest) -> HttpResponse:
    """A new node of the tree."""
    by, on = who(request), today(request)
    require_manager(by)
    initial = {
        "level": GoalLevel.INDICATOR.value, "first_year": on.year, "last_year": on.year + PLAN_YEARS - 1,
        "parent": request.GET.get("induk", ""), "standard": request.GET.get("standar", ""),
    }  # fmt: skip
    make = _goal_form(by, on, range(on.year, on.year + PLAN_YEARS), lambda: initial)

    def act(form: GoalForm) -> str:
        return reverse("planning:goal_detail", args=[add_goal(form.values(), by=by, on=on).pk])

    return answer_form(request, make, act, "planning/goal_form.html", {"goal": None})


@require_http_methods(["GET", "POST"])
@login_required
def change_goal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a node."""
    by, on = who(request), today(request)
    goal = goal_for(by, pk)
    require(by, Permission.MANAGE_GOALS, goal)
    years = range(goal.first_year, min(goal.last_year, goal.first_year + 9) + 1)
    make = _goal_form(by, on, years, lambda: goal_initial(goal, targets_of(goal)), exclude=goal)

    def act(form: GoalForm) -> str:
        return reverse("planning:goal_detail", args=[edit_goal(goal, form.values(), by=by, on=on).pk])

    return answer_form(request, make, act, "planning/goal_form.html", {"goal": goal})


def _goal_form(
    by: Actor, on: date, years: range, initial: Callable[[], dict[str, Any]], exclude: Goal | None = None
) -> Callable[[Any], GoalForm]:
    parents, units = possible_parents(exclude), manageable_units(by)
    kept = exclude.standard_id if exclude else None
    usable = standards_for_goals([unit.pk for unit in units], on, kept)

    def make(data: Any) -> GoalForm:
        return GoalForm(data, initial=initial(), parents=parents, units=units, years=years, standards=usable)

    return make


def _deviations(goal: Goal, targets: list[GoalTarget]) -> dict[int, Deviation | None]:
    """Year → how far the result lies from the service standard that the indicator takes up."""
    if goal.standard is None:
        return {}
    return {row.year: deviation_from(goal.standard, row.realisation, goal.unit_of_measure) for row in targets}
