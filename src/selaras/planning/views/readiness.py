"""How far the plans of the city are: numbers for everybody, names for those in charge."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from selaras.authorization import Role
from selaras.core.asked import year_asked
from selaras.core.errors import NotAllowed, NotFound
from selaras.organisation.models import Unit
from selaras.planning.selectors.readiness import (
    coverage_of,
    gaps_of,
    in_all,
    names_anybody,
    progress_by_opd,
    unfinished_people,
)
from selaras.planning.views.pages import page_of, today, who
from selaras_rules import Ruleset, skp_due


@require_GET
@login_required
def show_readiness(request: HttpRequest) -> HttpResponse:
    """Every OPD with its numbers, and the coverage of the city."""
    by, on = who(request), today(request)
    year = year_asked(request, on.year)
    rows = progress_by_opd(by.agency_id, year)
    context = {
        "year": year,
        "rows": rows,
        "total": in_all(rows),
        "coverage": coverage_of(by.agency_id, year),
        "due": skp_due(year, Ruleset(on)).value,
        "names_all": Role.CITY_ADMIN in by.roles,
        "named": by.administered_opd_ids | ({by.opd_id} if by.leads else set()),
    }
    return render(request, "planning/readiness.html", context)


@require_GET
@login_required
def show_unfinished(request: HttpRequest, opd: UUID) -> HttpResponse:
    """By name whose plan is missing or not agreed: only people one is in charge of."""
    by = who(request)
    unit = Unit.objects.filter(pk=opd, parent=None).first()
    if unit is None:
        raise NotFound()
    if not names_anybody(by, opd):
        raise NotAllowed(_("Nama hanya ditunjukkan kepada pejabat penilai, atasannya, dan admin mereka."))
    year = year_asked(request, today(request).year)
    page = page_of(request, unfinished_people(by, opd, year))
    gaps = gaps_of(list(page.object_list), year)
    rows = [(person, gaps.get(person.pk, [])) for person in page.object_list]
    return render(
        request, "planning/unfinished.html", {"opd": unit, "year": year, "page": page, "rows": rows}
    )
