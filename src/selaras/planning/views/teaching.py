"""A teacher plans a cycle of practice."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selaras.planning.selectors import skp_for
from selaras.planning.services.lines import require_writable
from selaras.planning.services.teaching import plan_teaching
from selaras.planning.teaching_forms import TeachingForm
from selaras.planning.views.pages import answer_form, today, who


@require_http_methods(["GET", "POST"])
@login_required
def teaching(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Focus, method, class, period and observation become a result with two indicators."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require_writable(skp, by)

    def act(form: TeachingForm) -> str:
        rhk = plan_teaching(skp, form.values(), by=by, on=on)
        messages.success(request, _("Rencana praktik menjadi hasil kerja dengan dua indikator."))
        return f"{reverse('planning:edit', args=[pk])}#rhk-{rhk.pk}"

    return answer_form(request, TeachingForm, act, "planning/teaching.html", {"skp": skp})
