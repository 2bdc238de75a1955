"""Pages about organisations: predikat of the OPD, and how people's predikat spread. No names stand here (C-07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Permission, decide, require
from selaras.core.errors import NotAllowed, NotFound
from selaras.evaluation.conditions import organisation_predikat_of
from selaras.evaluation.counts import Counts, counts_by_opd
from selaras.evaluation.explain_organisation import (
    explain_organisation,
    organisation_as_plain,
    organisation_paper,
)
from selaras.evaluation.explain_paper import file_name_of
from selaras.evaluation.forms import OrganisationForm, RecommendationForm
from selaras.evaluation.models import OrganisationPredikat, OrganisationRecommendation, RecommendingOffice
from selaras.evaluation.organisation_facts import facts_of, matrix_of, recommendations_of
from selaras.evaluation.selectors import opd_for, opd_list, organisation_predikat_list, team_periods
from selaras.evaluation.services import recommend_for_organisation, set_organisation_predikat
from selaras.evaluation.services.organisation import offices_of
from selaras.evaluation.spread import deviations_of, spread_as_plain, spread_of
from selaras.evaluation.views.parts import page_of, signed_in, submitted
from selaras.organisation.asking import form_asked, pdf_answer, plain_answer
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras_rules import Period, PeriodKind, RulesError

FIELDS = ("achievement", "expectation", "predikat", "reason")


@dataclass(frozen=True, slots=True)
class OpdLine:
    """One OPD in the list."""

    opd: Unit
    row: OrganisationPredikat | None
    counts: Counts | None
    may_set: bool


@require_GET
@login_required
def show_organisations(request: HttpRequest) -> HttpResponse:
    """The OPD of one period: predikat, and how many people have a result."""
    known, on = signed_in(request)
    opds = opd_list(known.actor)
    if not opds and not known.actor.roles:
        raise NotAllowed(_("Halaman ini untuk kepala daerah, admin, dan inspektorat."))
    periods, period = team_periods(ruleset_for(known.agency, on), request.GET.get("periode", ""), on)
    fixed, counts = organisation_predikat_list(period), counts_by_opd(period)
    lines = [
        OpdLine(
            opd, fixed.get(opd.pk), counts.get(opd.pk),
            bool(decide(known.actor, Permission.SET_ORGANISATION_PREDIKAT, opd)) and period.start <= on,
        )
        for opd in opds
    ]  # fmt: skip
    context = {"lines": lines, "period": period, "periods": periods, "agency_row": known.agency}
    return render(request, "evaluation/organisations.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def set_predikat(request: HttpRequest, unit: UUID, period: str) -> HttpResponse:
    """Set or correct the predikat of an OPD."""
    known, on = signed_in(request)
    opd, span = opd_for(known.actor, unit), span_of(period)
    require(known.actor, Permission.SET_ORGANISATION_PREDIKAT, opd)
    ruleset = ruleset_for(opd.agency, span.end)
    facts = facts_of(opd, span, on, ruleset)
    initial = {name: getattr(facts.existing, name) for name in FIELDS} if facts.existing else {}
    form = OrganisationForm(request.POST or None, initial=initial, is_annual=span.kind is PeriodKind.YEAR)

    def act() -> str:
        given = form.cleaned_data
        set_organisation_predikat(
            opd, span, predikat=given["predikat"], reason=given["reason"], by=known.actor, on=on,
            judged=form.judged(),
        )  # fmt: skip
        messages.success(
            request, _("Predikat organisasi ditetapkan. Predikat pegawai kini dapat ditetapkan.")
        )
        return reverse("evaluation:distribution", args=[unit, span.code])

    done = submitted(known, form, act)
    matrix = matrix_of(facts, ruleset) if facts.is_annual else ()
    context = {"opd": opd, "period": span, "facts": facts, "matrix": matrix}
    return done or page_of(request, "evaluation/organisation_set.html", form, context)


@require_http_methods(["GET", "POST"])
@login_required
def recommend(request: HttpRequest, unit: UUID, period: str) -> HttpResponse:
    """Recommend a predikat for an OPD on behalf of one's office."""
    known, on = signed_in(request)
    opd, span = opd_for(known.actor, unit), span_of(period)
    require(known.actor, Permission.RECOMMEND_ORGANISATION_PREDIKAT, opd)
    offices, given = offices_of(known.actor), recommendations_of(opd, span)
    initial = _first_words(offices, given, request.GET.get("dari", ""))
    form = RecommendationForm(request.POST or None, initial=initial, offices=offices)

    def act() -> str:
        recommend_for_organisation(opd, span, by=known.actor, on=on, new=form.new())
        messages.success(
            request, _("Rekomendasi tersimpan. Yang menetapkan predikat membacanya bersama data.")
        )
        return reverse("evaluation:distribution", args=[unit, span.code])

    done = submitted(known, form, act)
    others = [row for row in given if row.office in offices and row.office != initial["office"]]
    context = {"opd": opd, "period": span, "recommendations": given, "others": others}
    return done or page_of(request, "evaluation/organisation_recommend.html", form, context)


def _first_words(
    offices: Sequence[RecommendingOffice], given: Sequence[OrganisationRecommendation], asked: str
) -> dict[str, str]:
    """The office asked for, else one that recommended nothing yet, else the first; each with its own words only."""
    said = {row.office: row for row in given}
    silent = [office for office in offices if office not in said]
    office = next((one for one in offices if one == asked), (silent or offices)[0])
    own = said.get(office)
    if own is None:
        return {"office": office}
    return {name: getattr(own, name) for name in ("office", "predikat", "reason", "letter")}


@require_GET
@login_required
def show_distribution(request: HttpRequest, unit: UUID, period: str) -> HttpResponse:
    """How the predikat of an OPD's people spread, beside the pattern as advice; as JSON where that is asked for."""
    known, on = signed_in(request)
    opd, span = opd_for(known.actor, unit), span_of(period)
    row = organisation_predikat_of(opd.pk, span.code)
    spread, deviations = spread_of(opd, span, row), deviations_of(opd, span)
    if request.GET.get("bentuk") == "json":
        return plain_answer(spread_as_plain(opd, span, row, spread, deviations))
    context = {
        "opd": opd,
        "period": span,
        "row": row,
        "spread": spread,
        "deviations": deviations,
        "recommendations": recommendations_of(opd, span),
        "may_recommend": row is None
        and span.start <= on
        and bool(decide(known.actor, Permission.RECOMMEND_ORGANISATION_PREDIKAT, opd)),
        "may_hold": bool(decide(known.actor, Permission.HOLD_CALIBRATION, opd)) and span.start <= on,
        "may_set": bool(decide(known.actor, Permission.SET_ORGANISATION_PREDIKAT, opd)) and span.start <= on,
    }
    return render(request, "evaluation/distribution.html", context)


@require_GET
@login_required
def explain_predikat(request: HttpRequest, unit: UUID, period: str) -> HttpResponse:
    """Why the organisation has its predikat; as JSON or PDF where that is asked for."""
    known, on = signed_in(request)
    opd, span = opd_for(known.actor, unit, to=Permission.EXPLAIN_ORGANISATION), span_of(period)
    with form_asked(request) as wanted:
        if wanted == "json":
            return plain_answer(organisation_as_plain(opd, span))
        why = explain_organisation(opd, span)
        if wanted == "pdf" and why is not None:
            name = file_name_of("predikat-organisasi", f"{opd.name} {span.code}")
            return pdf_answer(organisation_paper(why, on), name)
    may_see = bool(decide(known.actor, Permission.VIEW_ORGANISATION_RESULTS, opd))
    context = {"opd": opd, "period": span, "why": why, "may_see_spread": may_see}
    return render(request, "evaluation/organisation_why.html", context)


def span_of(period: str) -> Period:
    try:
        return Period.parse(period)
    except RulesError as error:
        raise NotFound() from error
