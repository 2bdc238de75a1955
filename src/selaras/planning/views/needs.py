"""Resource needs of one plan: read, and answered one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selaras.authorization import Permission, require
from selaras.core.errors import NotFound
from selaras.planning.need_forms import NeedForm
from selaras.planning.selectors import skp_for
from selaras.planning.selectors.needs import needs_of
from selaras.planning.services.needs import answer_need
from selaras.planning.views.pages import answer_form, today, who


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, pk: UUID, place: int) -> HttpResponse:
    """One need, by its place in the list, with the answer of the pejabat penilai."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require(by, Permission.ANSWER_NEED, skp)
    needs = needs_of(skp)
    if not 1 <= place <= len(needs):
        raise NotFound()
    need = needs[place - 1]

    def make(data: Any) -> NeedForm:
        stored = need.answer
        initial = {"answer": stored.answer, "reason": stored.reason} if stored else {}
        return NeedForm(data, initial={**initial, "need": need.text})

    def act(form: NeedForm) -> str:
        given = form.cleaned_data
        answer_need(skp, given["need"], given["answer"], reason=given["reason"], by=by, on=on)
        messages.success(request, _("Jawaban tersimpan dan pemilik SKP diberi tahu."))
        back = "planning:agree" if skp.status == "submitted" else "planning:detail"
        return f"{reverse(back, args=[pk])}#lampiran"

    return answer_form(request, make, act, "planning/need_form.html", {"skp": skp, "need": need})
