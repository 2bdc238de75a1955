"""Hints beside a plan that is being written: put aside, called back."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.planning.forms import StepForm
from selaras.planning.selectors import skp_for
from selaras.planning.services.advice import consider_hint, recall_hint
from selaras.planning.views.pages import answer_step, today, who


@require_POST
@login_required
def remember(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a hint aside, or show it again."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    step = recall_hint if "kembali" in request.POST else consider_hint

    def act(_form: StepForm) -> str:
        step(skp, request.POST.get("code", ""), by=by, on=on)
        return reverse("planning:edit", args=[pk])

    return answer_step(request, act)
