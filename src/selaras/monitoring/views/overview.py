"""A year on one line, and a team at a glance."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.monitoring.companions import with_companions
from selaras.monitoring.selectors import skp_seen_by
from selaras.monitoring.team import team_of
from selaras.monitoring.timeline import year_page
from selaras.organisation.asking import Asking, page


@page("GET")
def show_year(request: Asking, pk: UUID) -> HttpResponse:
    """Everything that happened around one SKP, and what can be added."""
    skp = skp_seen_by(request.actor, pk)
    may = {
        name: decide(request.actor, permission, skp)
        for name, permission in (
            ("talk", Permission.HOLD_DIALOGUE),
            ("warn", Permission.WARN_EARLY),
            ("say", Permission.GIVE_FEEDBACK),
            ("ask", Permission.ASK_FOR_FEEDBACK),
            ("act", Permission.PLAN_ACTION),
            ("lead", Permission.LEAD_COACHING),
            ("record", Permission.RECORD_PROGRESS),
        )
    }
    context = {"page": year_page(skp, by=request.actor), "skp": skp, "may": may, "tab": "year"}
    return render(request, "monitoring/year.html", context)


@page("GET")
def show_team(request: Asking) -> HttpResponse:
    """Who has recorded what, and who may need a hand."""
    on = clock.today(request.agency)
    lines = team_of(request.actor, on.year, on)
    quiet = with_companions([line for line in lines if line.is_quiet])
    return render(request, "monitoring/team.html", {"lines": lines, "quiet": quiet, "year": on.year})
