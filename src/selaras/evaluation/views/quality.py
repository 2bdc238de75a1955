"""Pages of the quality of ratings: the own work of a pejabat penilai, and the sample that the city admin reads."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Permission, require
from selaras.evaluation.forms_quality import DrawForm, ReviewForm
from selaras.evaluation.quality import quality_of
from selaras.evaluation.samples import (
    SAMPLE_SIZE,
    reasons_of,
    results_to_draw,
    sample_case_for,
    sample_of,
)
from selaras.evaluation.selectors import team_periods
from selaras.evaluation.services.sample import draw_sample, review_reasons
from selaras.evaluation.views.organisation import span_of
from selaras.evaluation.views.parts import page_of, signed_in, submitted
from selaras.organisation.choices import ruleset_for


@require_GET
@login_required
def show_quality(request: HttpRequest) -> HttpResponse:
    """How the own ratings and talks of a period stand beside the standards; nobody else reads it."""
    known, on = signed_in(request)
    ruleset = ruleset_for(known.agency, on)
    periods, period = team_periods(ruleset, request.GET.get("periode", ""), on, known.actor)
    quality = quality_of(known.actor, known.agency, period, ruleset, on)
    context = {"period": period, "periods": periods, "quality": quality}
    return render(request, "evaluation/quality.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def show_sample(request: HttpRequest, period: str) -> HttpResponse:
    """The sample of a period: drawn once, then read case by case."""
    known, on = signed_in(request)
    require(known.actor, Permission.REVIEW_REASONS, known.agency)
    span, form = span_of(period), DrawForm(request.POST or None)

    def act() -> str:
        draw_sample(known.agency, span, by=known.actor, on=on)
        messages.success(request, _("Sampel diambil. Bacalah kasusnya satu per satu."))
        return reverse("evaluation:sample", args=[span.code])

    done = submitted(known, form, act)
    cases = sample_of(known.actor, span)
    results = 0 if cases else results_to_draw(span)
    context = {"period": span, "cases": cases, "results": results, "size": SAMPLE_SIZE}
    return done or page_of(request, "evaluation/sample.html", form, context)


@require_http_methods(["GET", "POST"])
@login_required
def review_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case without names: read the reasons against the standard, and write a sentence."""
    known, on = signed_in(request)
    case = sample_case_for(known.actor, pk)
    form = ReviewForm(request.POST or None)

    def act() -> str:
        given = form.cleaned_data
        review_reasons(case, given["clarity"], given["remark"], by=known.actor, on=on)
        messages.success(request, _("Tersimpan. Pejabat penilainya diberi tahu; hasilnya tidak berubah."))
        return reverse("evaluation:sample", args=[case.period])

    done = submitted(known, form, act)
    context = {"case": case, "reasons": reasons_of(case)}
    return done or page_of(request, "evaluation/sample_case.html", form, context)
