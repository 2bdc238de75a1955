"""Offering oneself for a result of the leader, and the leader's answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Permission
from selaras.core.asked import year_asked
from selaras.core.errors import NotFound
from selaras.organisation.models import Employee
from selaras.planning.forms import StepForm
from selaras.planning.matrix_forms import AnswerForm, OfferForm
from selaras.planning.selectors.offers import (
    offer_for,
    own_offers,
    result_to_offer_for,
    results_to_offer_for,
)
from selaras.planning.services.offers import accept_offer, decline_offer, offer_role, withdraw_offer
from selaras.planning.views.pages import answer_form, answer_step, today, who


@require_GET
@login_required
def show_offers(request: HttpRequest) -> HttpResponse:
    """The results of my leader that I could carry, and what I offered so far."""
    person, year = _oneself(request), year_asked(request, today(request).year)
    context = {
        "person": person,
        "results": results_to_offer_for(person, year),
        "offers": own_offers(person.pk, year),
        "year": year,
        "step": StepForm(),
    }
    return render(request, "planning/offers.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def add_offer(request: HttpRequest, rhk: UUID) -> HttpResponse:
    """Offer oneself for one result."""
    by, on, person = who(request), today(request), _oneself(request)
    result = result_to_offer_for(person, rhk)

    def act(form: OfferForm) -> str:
        offer_role(result, person, text=form.cleaned_data["text"], by=by, on=on)
        messages.success(request, _("Tawaran terkirim kepada pimpinan Anda."))
        return f"{reverse('planning:offers')}?tahun={result.skp.year}"

    return answer_form(request, OfferForm, act, "planning/offer_form.html", {"rhk": result})


@require_http_methods(["GET", "POST"])
@login_required
def answer_offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept, or answer with a reason."""
    by, on = who(request), today(request)
    offer = offer_for(by, pk, Permission.ANSWER_OFFER)

    def act(form: AnswerForm) -> str:
        if form.cleaned_data["answer"] == "accept":
            accept_offer(offer, by=by, on=on, cascade=form.cleaned_data["cascade"])
        else:
            decline_offer(offer, reason=form.cleaned_data["reason"], by=by, on=on)
        return f"{reverse('planning:matrix')}?tahun={offer.rhk.skp.year}"

    return answer_form(request, AnswerForm, act, "planning/offer_answer.html", {"offer": offer})


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an offer back."""
    by, on = who(request), today(request)
    offer = offer_for(by, pk, Permission.OFFER_ROLE)

    def act(form: StepForm) -> str:
        withdraw_offer(offer, by=by, on=on)
        return f"{reverse('planning:offers')}?tahun={offer.rhk.skp.year}"

    return answer_step(request, act)


def _oneself(request: HttpRequest) -> Employee:
    rows = Employee.objects.filter(pk=who(request).employee_id).select_related("pejabat_penilai")
    found: Employee | None = rows.first()
    if found is None:
        raise NotFound()
    return found
