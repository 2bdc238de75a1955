"""Two sources for one measure, side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras.authorization import Permission, decide, require
from selaras.planning.forms import StepForm
from selaras.planning.selectors import goal_for
from selaras.planning.selectors.sources import possible_twins, sources_of
from selaras.planning.services import join_sources, part_sources
from selaras.planning.standard_forms import OtherSourceForm
from selaras.planning.views.pages import answer_form, answer_step, today, who


@require_http_methods(["GET", "POST"])
@login_required
def show_sources(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each source says and how; admins may lay another one beside it."""
    by, on = who(request), today(request)
    goal = goal_for(by, pk)
    may_manage = bool(decide(by, Permission.MANAGE_GOALS, goal))
    context = {"goal": goal, "sources": sources_of(by, goal), "may_manage": may_manage, "step": StepForm()}
    if not may_manage and request.method == "GET":
        return render(request, "planning/goal_sources.html", context)
    require(by, Permission.MANAGE_GOALS, goal)
    twins = possible_twins(goal, is_sent=request.method == "POST")

    def make(data: Any) -> OtherSourceForm:
        return OtherSourceForm(data, goals=twins)

    def act(form: OtherSourceForm) -> str:
        join_sources(goal, form.cleaned_data["other"], by=by, on=on)
        messages.success(request, _("Kedua sumber kini tampil berdampingan."))
        return reverse("planning:goal_sources", args=[goal.pk])

    return answer_form(request, make, act, "planning/goal_sources.html", context)


@require_POST
@login_required
def part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take this indicator out of the comparison."""
    by, on = who(request), today(request)
    goal = goal_for(by, pk)

    def act(form: StepForm) -> str:
        part_sources(goal, by=by, on=on)
        return reverse("planning:goal_detail", args=[goal.pk])

    return answer_step(request, act)
