"""Pages of the pejabat penilai: the team, opening, rating, fixing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Permission, decide, require
from selaras.core.errors import ChangedMeanwhile
from selaras.evaluation.conditions import (
    follows_organisation,
    hasil_kerja_of,
    law_of,
)
from selaras.evaluation.deadlines import deadline_of
from selaras.evaluation.forms import FinaliseForm, RatingForm
from selaras.evaluation.kinship import relatives_of
from selaras.evaluation.models import Evaluation
from selaras.evaluation.pages import confirmation_of, team_line
from selaras.evaluation.reading import read_plan
from selaras.evaluation.selectors import (
    evaluation_for,
    last_time,
    next_to_rate,
    objections_awaiting,
    rows_of,
    skp_awaiting,
    skp_to_rate,
    team_periods,
)
from selaras.evaluation.services import finalise, open_evaluation, rate, renew_version
from selaras.evaluation.views.parts import edited, page_of, signed_in, submitted
from selaras.monitoring.innovation import innovations_of
from selaras.monitoring.process import confirmed_changes, sentence_of
from selaras.organisation.choices import ruleset_for
from selaras.planning.selectors.needs import needs_of
from selaras_rules import OrganisationPredikat as OrganisationLevel
from selaras_rules import Ruleset

TEAM_PAGE = 50


@require_GET
@login_required
def show_awaiting(request: HttpRequest) -> HttpResponse:
    """The team of the pejabat penilai in one period: who is where."""
    known, on = signed_in(request)
    ruleset = ruleset_for(known.agency, on)
    periods, period = team_periods(ruleset, request.GET.get("periode", ""), on, known.actor)
    page = Paginator(skp_awaiting(known.actor, period, ruleset), TEAM_PAGE).get_page(request.GET.get("page"))
    relatives = relatives_of(known.actor)
    context = {
        "period": period,
        "periods": periods,
        "page": page,
        "lines": [team_line(row, relatives) for row in rows_of(page.object_list, [period], on)],
        "objections": objections_awaiting(known.actor),
        "deadline": deadline_of(known.agency, period, on),
    }
    return render(request, "evaluation/awaiting.html", context)


@require_POST
@login_required
def open_period(request: HttpRequest, skp: UUID, period: str) -> HttpResponse:
    """Open the empty form; the same one when it is open already."""
    known, on = signed_in(request)
    evaluation = open_evaluation(skp_to_rate(known.actor, skp), period, by=known.actor, on=on)
    return redirect("evaluation:detail" if evaluation.is_final else "evaluation:rate", evaluation.pk)


@require_POST
@login_required
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the plan version that was in force at the end of the period."""
    known, on = signed_in(request)
    renew_version(evaluation_for(known.actor, pk), by=known.actor, on=on)
    messages.success(request, _("Formulir kini memakai versi SKP yang berlaku. Periksa kembali isian Anda."))
    return redirect("evaluation:rate", pk)


@require_http_methods(["GET", "POST"])
@login_required
def rate_period(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form over the agreed items, with what was reached beside each."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    require(known.actor, Permission.RATE_EVALUATION, evaluation)
    if evaluation.is_final:
        return redirect("evaluation:detail", pk)
    ruleset = law_of(evaluation)
    form = RatingForm(evaluation, read_plan(evaluation, ruleset), request.POST or None)
    changes = confirmed_changes(evaluation.skp, evaluation.span)
    form.quote([sentence_of(change) for change in changes if str(change.pk) == request.GET.get("kutip")])
    follows = follows_organisation(evaluation, ruleset)
    if follows:
        form.follow_organisation()

    def act() -> str:
        rate(
            evaluation, form.to_ratings(), by=known.actor, on=on, revision=form.cleaned_data["revision"],
            is_draft=form.is_draft,
        )  # fmt: skip
        if form.is_draft:
            messages.success(request, _("Draf tersimpan. Hanya Anda yang dapat membacanya."))
        return reverse("evaluation:rate" if form.is_draft else "evaluation:finalise", args=[pk])

    try:
        done = edited(form, act)
    except ChangedMeanwhile:
        return _both_texts(request, evaluation, form, follows, ruleset)
    return done or page_of(
        request,
        "evaluation/rate.html",
        form,
        {
            **_rating_context(evaluation, follows, ruleset),
            "changes": [(change, sentence_of(change)) for change in changes],
        },
    )


def _rating_context(evaluation: Evaluation, follows: bool, ruleset: Ruleset) -> dict[str, Any]:
    level = _level(evaluation)
    content = evaluation.skp_version.content
    return {
        "evaluation": evaluation,
        "may_declare": True,
        "before": last_time(evaluation),
        "innovations": innovations_of(evaluation.skp),
        "needs": needs_of(evaluation.skp, content["lampiran"]["sumber_daya"]),
        "skp": evaluation.skp,
        "follows": follows,
        "organisation_level": level.label if level else "",
        "followed_rating": hasil_kerja_of(evaluation, level, ruleset).value if follows and level else "",
    }


def _level(evaluation: Evaluation) -> OrganisationLevel | None:
    stored = evaluation.organisation_level  # type: ignore[attr-defined]
    return OrganisationLevel(stored) if stored else None


def _both_texts(
    request: HttpRequest, evaluation: Evaluation, form: RatingForm, follows: bool, ruleset: Ruleset
) -> HttpResponse:
    """Another tab was faster: stored and typed words side by side, nothing overwritten; sending again overwrites."""
    stored = evaluation_for(signed_in(request)[0].actor, evaluation.pk)
    again = RatingForm(stored, read_plan(stored, ruleset))
    if follows:
        again.follow_organisation()
    typed = form.cleaned_data
    differences = [
        {
            "label": field.label,
            "old": _shown(again, field.name, field.initial),
            "new": _shown(again, field.name, value),
        }
        for field, value in ((again[name], typed[name]) for name in typed if name in again.fields)
        if not field.is_hidden and (field.initial or "") != (value or "")
    ]
    if not differences:
        return redirect("evaluation:rate" if form.is_draft else "evaluation:finalise", evaluation.pk)
    for name, value in typed.items():
        if name in again.fields and name not in {"revision", "form_key"}:
            again.initial[name] = value
    context = _rating_context(stored, follows, ruleset) | {"form": again, "differences": differences}
    return render(request, "evaluation/rate.html", context, status=409)


def _shown(form: RatingForm, name: str, value: object) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value) or "–")


@require_http_methods(["GET", "POST"])
@login_required
def finalise_period(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What will be fixed and why, what is still missing; then the act itself."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    require(known.actor, Permission.FINALISE_EVALUATION, evaluation)
    if evaluation.is_final:
        return redirect("evaluation:fixed", pk)
    level = _level(evaluation)
    page = confirmation_of(evaluation, level, known.actor, on, law_of(evaluation))
    form = FinaliseForm(
        request.POST or None, initial={"revision": evaluation.revision}, asks_reason=bool(page.pattern)
    )

    def act() -> str:
        given = form.cleaned_data
        finalise(
            evaluation, by=known.actor, on=on, revision=given["revision"],
            distribution_reason=given.get("distribution_reason") or "",
        )  # fmt: skip
        messages.success(request, _("Predikat ditetapkan dan terkunci. Pegawai sudah diberi tahu."))
        return reverse("evaluation:fixed", args=[pk])

    is_blocked = bool(page.missing) or page.is_held
    done = None if is_blocked else submitted(known, form, act)
    context = {
        "form": form,
        "evaluation": evaluation,
        "page": page,
        "organisation_level": level.label if level else "",
        "may_explain": page.is_held
        and bool(decide(known.actor, Permission.EXPLAIN_ORGANISATION, evaluation.skp.opd)),
    }
    return done or render(request, "evaluation/finalise.html", context, status=_status(request, is_blocked))


@require_GET
@login_required
def show_fixed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """After fixing: what was fixed, and straight on to the next person of the team."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    require(known.actor, Permission.FINALISE_EVALUATION, evaluation)
    if not evaluation.is_final:
        return redirect("evaluation:finalise", pk)
    found = next_to_rate(known.actor, evaluation)
    row = next(iter(rows_of([found], [evaluation.span], on)), None) if found is not None else None
    line = team_line(row, relatives_of(known.actor)) if row is not None else None
    return render(request, "evaluation/fixed.html", {"evaluation": evaluation, "line": line})


def _status(request: HttpRequest, is_blocked: bool) -> int:
    if request.method != "POST":
        return 200
    return 409 if is_blocked else 422
