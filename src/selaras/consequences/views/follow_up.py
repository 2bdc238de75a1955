"""After a result below expectation: cause, development, and apart from it the case of PP 30/2019."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, Role, decide, require
from selaras.consequences import follow_up as reading
from selaras.consequences import services
from selaras.consequences.follow_up_forms import (
    DecideCaseForm,
    OpenCaseForm,
    OutcomeForm,
    OwnWordsForm,
    ShortfallForm,
)
from selaras.consequences.models import Cause, MissedTargetCase, Shortfall
from selaras.core import clock
from selaras.core.decisions import decisions_about
from selaras.core.errors import NotAllowed
from selaras.evaluation.explain import readable
from selaras.evaluation.models import Evaluation
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.choices import ruleset_for

PER_PAGE = 25


@page("GET")
def show_below(request: Asking) -> HttpResponse:
    """Results below expectation in the team, by name, each with its answer or the question; and one's own."""
    rows = reading.results_below(request.actor)
    listed = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [reading.BelowLine(row, getattr(row, "shortfall", None)) for row in listed]
    context = {"listed": listed, "lines": lines, "own": reading.own_shortfalls(request.actor)}
    return render(request, "consequences/below.html", context)


@page("GET", "POST")
def write_shortfall(request: Asking, pk: UUID) -> HttpResponse:
    """Ask for the cause and offer development. From here no sanction can be started (P-12)."""
    evaluation = reading.evaluation_to_answer(request.actor, pk)
    require(request.actor, Permission.LEAD_SHORTFALL, evaluation)
    existing = Shortfall.objects.filter(evaluation=evaluation).first()
    if existing is not None:
        return redirect("consequences:shortfall", existing.pk)
    on = clock.today(request.agency)
    names = reading.forms_of_development(ruleset_for(request.agency, on))
    form = ShortfallForm(request.POST or None, forms_of=names)
    answer = carried_out(request, form, lambda: _written(request, evaluation, form))
    return answer or shown(
        request,
        "consequences/shortfall_write.html",
        form,
        evaluation=evaluation,
        offers=reading.offers_of(names),
    )


def _written(request: Asking, evaluation: Evaluation, form: ShortfallForm) -> str:
    given = form.cleaned_data
    row = services.write_shortfall(
        evaluation, by=request.actor, on=clock.today(request.agency), cause=given["cause"], words=given["words"],
        steps=form.steps(),
    )  # fmt: skip
    messages.success(request, _("Tersimpan. Pegawai diberi tahu dan dapat menulis pandangannya."))
    return reverse("consequences:shortfall", args=[row.pk])


@page("GET")
def show_shortfall(request: Asking, pk: UUID) -> HttpResponse:
    """Cause, both views, what was offered and what came of it; with the way to coaching."""
    row = reading.shortfall_for(request.actor, pk)
    names = dict(reading.forms_of_development(ruleset_for(request.agency, clock.today(request.agency))))
    steps = [(step, names.get(step.form, step.form)) for step in row.steps.order_by("due_on", "id")]
    context = {
        "row": row, "steps": steps, "cause": Cause(row.cause).label,
        "is_own": row.employee_id == request.actor.employee_id,
        "may_lead": bool(decide(request.actor, Permission.LEAD_SHORTFALL, row)),
        "may_coach": bool(decide(request.actor, Permission.VIEW_COACHING, row.evaluation)),
    }  # fmt: skip
    return render(request, "consequences/shortfall.html", context)


@page("GET", "POST")
def answer_shortfall(request: Asking, pk: UUID) -> HttpResponse:
    """The own view of the employee."""
    row = reading.shortfall_for(request.actor, pk)
    require(request.actor, Permission.ANSWER_SHORTFALL, row)
    form = OwnWordsForm(request.POST or None, initial={"own_words": row.own_words})

    def act() -> str:
        on = clock.today(request.agency)
        services.answer_shortfall(row, form.cleaned_data["own_words"], by=request.actor, on=on)
        messages.success(request, _("Pandangan Anda tersimpan."))
        return reverse("consequences:shortfall", args=[pk])

    return carried_out(request, form, act) or shown(
        request, "consequences/shortfall_answer.html", form, row=row
    )


@page("GET", "POST")
def close_step(request: Asking, pk: UUID) -> HttpResponse:
    """What came of an offer."""
    step = reading.step_for(request.actor, pk)
    require(request.actor, Permission.LEAD_SHORTFALL, step)
    form = OutcomeForm(request.POST or None)

    def act() -> str:
        on = clock.today(request.agency)
        services.close_development_step(step, by=request.actor, on=on, outcome=form.cleaned_data["outcome"])
        messages.success(request, _("Hasilnya tersimpan."))
        return reverse("consequences:shortfall", args=[step.shortfall_id])

    return carried_out(request, form, act) or shown(request, "consequences/step_close.html", form, step=step)


@page("GET")
def show_cases(request: Asking) -> HttpResponse:
    """Cases of PP 30/2019, and the search for a result to open one; an office of its own."""
    if not request.actor.roles & {Role.CITY_ADMIN, Role.INSPECTOR, Role.REGIONAL_HEAD}:
        raise NotAllowed(_("Jalur ini dikelola admin kota dan diputuskan pejabat yang berwenang."))
    name = request.GET.get("nama", "").strip()[:80]
    listed = Paginator(reading.cases_seen(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    on = clock.today(request.agency)
    found = list(reading.results_without_case(request.actor, name)[:10]) if name else []
    context = {
        "listed": listed, "name": name,
        "found": [(row, services.why_not_open(row, on)) for row in found],
        "may_open": Role.CITY_ADMIN in request.actor.roles,
    }  # fmt: skip
    return render(request, "consequences/target_cases.html", context)


@page("GET", "POST")
def open_case(request: Asking, pk: UUID) -> HttpResponse:
    """Open the case of a result."""
    evaluation = reading.result_to_open(request.actor, pk)
    form = OpenCaseForm(request.POST or None)

    def act() -> str:
        on = clock.today(request.agency)
        case = services.open_missed_target(
            evaluation, by=request.actor, on=on, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Jalur dibuka. Pegawai dan pejabat penilainya diberi tahu."))
        return reverse("consequences:target_case", args=[case.pk])

    answer = carried_out(request, form, act)
    reason = services.why_not_open(evaluation, clock.today(request.agency))
    return answer or shown(
        request, "consequences/target_open.html", form, evaluation=evaluation, obstacle=reason
    )


@page("GET")
def show_case(request: Asking, pk: UUID) -> HttpResponse:
    """The dated steps as the rules propose them today, with every decision that was taken."""
    case = reading.case_for(request.actor, pk)
    ladder = reading.ladder_of(case, ruleset_for(request.agency, clock.today(request.agency)))
    context = {
        "case": case, "steps": ladder.value, "because": [readable(step) for step in ladder.because],
        "decisions": decisions_about(case.pk), "parts": _parts(request, case),
        "is_own": case.employee_id == request.actor.employee_id,
    }  # fmt: skip
    return render(request, "consequences/target_case.html", context)


@page("GET", "POST")
def decide_case(request: Asking, pk: UUID) -> HttpResponse:
    """The part that is this official's to decide."""
    case = reading.case_for(request.actor, pk)
    parts = _parts(request, case)
    if not parts:
        raise NotAllowed(_("Tidak ada bagian yang menjadi wewenang Anda untuk diputuskan."))
    form = DecideCaseForm(request.POST or None, parts=parts)

    def act() -> str:
        on = clock.today(request.agency)
        services.decide_case(case, form.facts(), by=request.actor, on=on, reason=form.cleaned_data["reason"])
        messages.success(request, _("Keputusan tersimpan beserta alasannya."))
        return reverse("consequences:target_case", args=[pk])

    return carried_out(request, form, act) or shown(
        request, "consequences/target_decide.html", form, case=case
    )


def _parts(request: Asking, case: MissedTargetCase) -> set[str]:
    if case.status != "open":
        return set()
    return {name for name, permission in services.DECIDES.items() if decide(request.actor, permission, case)}
