"""Pages about one result: mine, detail, why, receipt, own view."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Permission, decide, require
from selaras.core.errors import ChangedMeanwhile
from selaras.evaluation.conditions import law_of
from selaras.evaluation.deadlines import objection_window
from selaras.evaluation.explain import as_plain, explain, readable
from selaras.evaluation.explain_paper import file_name_of, result_paper
from selaras.evaluation.forms import OwnViewForm
from selaras.evaluation.models import Evaluation
from selaras.evaluation.pages import angka_kredit_hint, buttons_for
from selaras.evaluation.reading import read_plan
from selaras.evaluation.selectors import (
    calibrated_changes,
    evaluation_for,
    files_of,
    may_see_ratings,
    own_periods,
)
from selaras.evaluation.services import add_own_view, receive
from selaras.evaluation.views.parts import edited, page_of, signed_in
from selaras.organisation.asking import form_asked, pdf_answer, plain_answer
from selaras_rules import OrganisationPredikat as OrganisationLevel


@require_GET
@login_required
def show_mine(request: HttpRequest) -> HttpResponse:
    """My evaluations, year by year."""
    known, on = signed_in(request)
    return render(request, "evaluation/mine.html", {"years": own_periods(known.actor, known.agency, on)})


@require_GET
@login_required
def show_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One evaluation: result, reasons, the agreed items with what was reached, what one can do."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    ruleset = law_of(evaluation)
    window = objection_window(evaluation, on, ruleset)
    level = evaluation.organisation_level  # type: ignore[attr-defined]
    was_calibrated = evaluation.was_calibrated  # type: ignore[attr-defined]
    reading, shows_ratings = read_plan(evaluation, ruleset), may_see_ratings(known.actor, evaluation)
    hint = angka_kredit_hint(evaluation, ruleset)
    context = {
        "evaluation": evaluation,
        "reading": reading,
        "quiet_values": reading.values_without_words(with_lines=shows_ratings),
        "shows_ratings": shows_ratings,
        "files": files_of(evaluation),
        "may_declare": bool(decide(known.actor, Permission.DECLARE_KINSHIP, evaluation)),
        "calibrated": calibrated_changes(evaluation) if shows_ratings and was_calibrated else [],
        "is_own": evaluation.employee_id == known.actor.employee_id,
        "window": window,
        "buttons": buttons_for(evaluation, known.actor, on, window),
        "organisation_level": OrganisationLevel(level).label if level else "",
        "angka_kredit": hint,
        "angka_kredit_steps": [readable(step) for step in hint.because] if hint else [],
    }
    return render(request, "evaluation/detail.html", context)


@require_GET
@login_required
def show_why(request: HttpRequest, pk: UUID) -> HttpResponse:
    """«Mengapa hasil ini?», as PDF where that is asked for."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    with form_asked(request) as wanted:
        why = explain(evaluation, known.actor, on)
        if wanted == "pdf" and why is not None:
            name = file_name_of("hasil", f"{evaluation.skp.employee.name} {evaluation.period}")
            return pdf_answer(result_paper(evaluation, why, on), name)
    context = {
        "evaluation": evaluation,
        "why": why,
        "is_own": evaluation.employee_id == known.actor.employee_id,
    }
    return render(request, "evaluation/why.html", context)


@require_GET
@login_required
def show_why_as_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as plain data, for whoever checks it with a program."""
    known, _on = signed_in(request)
    return plain_answer(as_plain(evaluation_for(known.actor, pk)))


@require_POST
@login_required
def receive_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm receipt."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    require(known.actor, Permission.ACKNOWLEDGE_RESULT, evaluation)
    if evaluation.received_at is None:
        receive(evaluation, by=known.actor, on=on)
    messages.success(
        request, _("Penerimaan dicatat. Ini bukan tanda setuju; masa keberatan dimulai hari ini.")
    )
    return redirect("evaluation:detail", pk)


@require_http_methods(["GET", "POST"])
@login_required
def write_own_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the own view on a result."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    require(known.actor, Permission.ADD_OWN_VIEW, evaluation)
    initial = {"own_view": evaluation.own_view, "revision": evaluation.own_view_revision}
    form = OwnViewForm(request.POST or None, initial=initial)

    def act() -> str:
        given = form.cleaned_data
        add_own_view(evaluation, given["own_view"], by=known.actor, on=on, revision=given["revision"])
        messages.success(request, _("Pandangan Anda tersimpan dan akan dicetak pada dokumen."))
        return reverse("evaluation:detail", args=[pk])

    try:
        done = edited(form, act)
    except ChangedMeanwhile:
        return _both_views(request, evaluation, form)
    return done or page_of(request, "evaluation/own_view.html", form, {"evaluation": evaluation})


def _both_views(request: HttpRequest, evaluation: Evaluation, form: OwnViewForm) -> HttpResponse:
    """Somebody's other tab was faster: both texts are shown, and nothing is overwritten."""
    stored = Evaluation.objects.get(pk=evaluation.pk)
    if stored.own_view == form.cleaned_data["own_view"].strip():
        return redirect("evaluation:detail", evaluation.pk)
    again = OwnViewForm(
        initial={"own_view": form.cleaned_data["own_view"], "revision": stored.own_view_revision}
    )
    context = {"form": again, "evaluation": evaluation, "stored": stored.own_view}
    return render(request, "evaluation/own_view.html", context, status=409)
