"""The goals of the city, who carries them, and what hangs in the air."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Actor, Permission, decide, require
from selaras.core.errors import NotAllowed
from selaras.planning.goal_forms import GoalForm, goal_initial
from selaras.planning.models import Goal, GoalLevel
from selaras.planning.selectors import cascade_of, goal_for, goals_tree, orphans
from selaras.planning.selectors.goals import manageable_units, possible_parents, targets_of
from selaras.planning.services import add_goal, edit_goal
from selaras.planning.views.pages import answer_form, page_of, today, who, year_asked

PLAN_YEARS = 5


@require_GET
@login_required
def show_goals(request: HttpRequest) -> HttpResponse:
    """The tree of the year."""
    by = who(request)
    year = year_asked(request, today(request).year)
    context = {"roots": goals_tree(by, year), "year": year, "may_manage": _manages(by)}
    return render(request, "planning/goals.html", context)


@require_GET
@login_required
def show_goal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One goal: the way up, its measure, and the people who carry it."""
    by = who(request)
    goal = goal_for(by, pk)
    year = year_asked(request, min(max(today(request).year, goal.first_year), goal.last_year))
    cascade = cascade_of(by, goal, year, start=_start(request))
    context = {
        "cascade": cascade,
        "goal": goal,
        "year": year,
        "starts_at": request.GET.get("dari", ""),
        "edit": decide(by, Permission.MANAGE_GOALS, goal),
    }
    return render(request, "planning/goal_detail.html", context)


@require_GET
@login_required
def show_orphans(request: HttpRequest) -> HttpResponse:
    """Results without a goal above them, and indicators with nobody behind them."""
    year = year_asked(request, today(request).year)
    found = orphans(who(request), year)
    page = page_of(request, found.results)
    return render(request, "planning/orphans.html", {"page": page, "goals": found.goals, "year": year})


@require_http_methods(["GET", "POST"])
@login_required
def create_goal(request: HttpRequest) -> HttpResponse:
    """A new node of the tree."""
    by, on = who(request), today(request)
    if not _manages(by):
        raise NotAllowed(decide(by, Permission.MANAGE_GOALS, Goal(agency_id=by.agency_id)).reason)
    initial = {
        "level": GoalLevel.INDICATOR.value, "first_year": on.year, "last_year": on.year + PLAN_YEARS - 1,
        "parent": request.GET.get("induk", ""),
    }  # fmt: skip
    make = _goal_form(by, range(on.year, on.year + PLAN_YEARS), lambda: initial)

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
    make = _goal_form(by, years, lambda: goal_initial(goal, targets_of(goal)), exclude=goal)

    def act(form: GoalForm) -> str:
        return reverse("planning:goal_detail", args=[edit_goal(goal, form.values(), by=by, on=on).pk])

    return answer_form(request, make, act, "planning/goal_form.html", {"goal": goal})


def _goal_form(
    by: Actor, years: range, initial: Callable[[], dict[str, Any]], exclude: Goal | None = None
) -> Callable[[Any], GoalForm]:
    parents, units = possible_parents(exclude), manageable_units(by)

    def make(data: Any) -> GoalForm:
        return GoalForm(data, initial=initial(), parents=parents, units=units, years=years)

    return make


def _manages(by: Actor) -> bool:
    """Whether the person may manage any goal at all: the city admin, or the admin of an OPD."""
    opd_id = next(iter(by.administered_opd_ids), None)
    return bool(decide(by, Permission.MANAGE_GOALS, Goal(agency_id=by.agency_id, opd_id=opd_id)))


def _start(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("dari", ""))
    except ValueError:
        return None
