"""Corrections: ask, take back, decide."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.discipline import selectors, services
from selaras.discipline.addresses import day_in
from selaras.discipline.days import days_of
from selaras.discipline.forms import CorrectionForm, DecisionForm
from selaras.discipline.models import Correction
from selaras.discipline.pages import lines_of
from selaras.organisation.asking import Asking, carried_out, own_id, page, shown

A_PAGE = 50
DECISIONS = [("approve", gettext_lazy("Setujui")), ("refuse", gettext_lazy("Tidak setujui"))]


@page("GET", "POST")
def ask_for_correction(request: Asking, day: str) -> HttpResponse:
    """Say what a day of one's own really was."""
    employee, asked = selectors.employee_for(request.actor, own_id(request)), day_in(day)
    form = CorrectionForm(request.POST if request.method == "POST" else None)

    def ask() -> str:
        services.ask_correction(
            employee, by=request.actor, on=clock.today(request.agency), day=asked,
            claim=form.cleaned_data["claim"], reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("Permintaan koreksi terkirim."))
        return reverse("discipline:day", args=[employee.pk, asked.isoformat()])

    answer = carried_out(request, form, ask)
    return answer or shown(request, "discipline/correction_ask.html", form, day=asked, employee=employee)


@page("POST")
def withdraw_request(request: Asking, pk: UUID) -> HttpResponse:
    """Take a request back that nobody has decided."""
    correction = selectors.correction_for(request.actor, pk)
    services.withdraw_correction(correction, by=request.actor, on=clock.today(request.agency))
    messages.success(request, _("Permintaan koreksi ditarik kembali."))
    return redirect("discipline:day", correction.employee_id, correction.day.isoformat())


@page("GET")
def list_corrections(request: Asking) -> HttpResponse:
    """What waits for this person, and what this person decided."""
    waiting = selectors.corrections_awaiting(request.actor)
    decided = selectors.corrections_decided(request.actor)
    context = {
        "page": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
        "decided": list(decided[:20]),
    }
    return render(request, "discipline/corrections.html", context)


@page("GET", "POST")
def decide_on_correction(request: Asking, pk: UUID) -> HttpResponse:
    """Read what is asked beside what the punches say, and decide."""
    correction = selectors.correction_for(request.actor, pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, choices=DECISIONS)
    answer = carried_out(request, form, lambda: _decide(request, correction, form))
    on = clock.today(request.agency)
    seen = days_of(correction.employee, request.agency, correction.day, correction.day, on)
    return answer or shown(
        request, "discipline/correction.html", form, correction=correction,
        line=lines_of(seen)[0] if seen.days else None,
        may_decide=decide(request.actor, Permission.DECIDE_ATTENDANCE, correction),
        may_withdraw=decide(request.actor, Permission.CORRECT_ATTENDANCE, correction),
    )  # fmt: skip


def _decide(request: Asking, correction: Correction, form: DecisionForm) -> str:
    act = (
        services.approve_correction
        if form.cleaned_data["decision"] == "approve"
        else services.refuse_correction
    )
    act(correction, by=request.actor, on=clock.today(request.agency), reason=form.cleaned_data["reason"])
    messages.success(request, _("Keputusan tersimpan; pegawai diberi tahu."))
    return reverse("discipline:corrections")
