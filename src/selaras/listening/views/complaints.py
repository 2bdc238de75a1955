"""Complaints about one officer: listed without their words, read by few, sent on, or put back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide, require
from selaras.core import clock
from selaras.core.forms import CleanForm
from selaras.listening import selectors, services
from selaras.listening.forms import BackForm, OfficeForm, SendForm
from selaras.listening.models import PublicInput, ReferralOffice
from selaras.organisation.asking import Asking, carried_out, page, shown

A_PAGE = 50


@page("GET")
def list_complaints(request: Asking) -> HttpResponse:
    """All that were set apart, those that wait first."""
    selectors.require_sender(request.actor)
    listed = Paginator(selectors.complaints_seen_by(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "listening/complaints.html", {"page": listed, **_office(request)})


@page("GET", "POST")
def show_complaint(request: Asking, pk: UUID) -> HttpResponse:
    """What is known without its words; the form to record that it was sent on."""
    row = selectors.complaint_for(request.actor, pk)
    today = clock.today(request.agency)
    form = SendForm(request.POST if request.method == "POST" else None, initial={"sent_on": today})

    def act() -> str:
        given = form.cleaned_data
        services.send_on(row, by=request.actor, on=today, sent_on=given["sent_on"], note=given["note"])
        messages.success(request, _("Tercatat: diteruskan ke %(office)s.") % {"office": row.sent_to})
        return reverse("listening:complaints")

    return carried_out(request, form, act) or _show(request, row, form)


@page("POST")
def read_complaint(request: Asking, pk: UUID) -> HttpResponse:
    """Its words, once, on this very answer; the reading is recorded."""
    row = selectors.complaint_for(request.actor, pk)
    text = services.read_complaint(row, by=request.actor, on=clock.today(request.agency))
    answer = _show(request, row, SendForm(initial={"sent_on": clock.today(request.agency)}), text=text)
    answer["Cache-Control"] = "no-store"
    return answer


@page("POST")
def take_back(request: Asking, pk: UUID) -> HttpResponse:
    """It was set apart by mistake."""
    row = selectors.complaint_for(request.actor, pk)
    form = BackForm(request.POST)

    def act() -> str:
        because = form.cleaned_data["reason"]
        services.take_back(row, by=request.actor, on=clock.today(request.agency), because=because)
        messages.success(request, _("Masukan kembali ke daftar yang dipilah."))
        return reverse("listening:complaints")

    return carried_out(request, form, act) or _show(
        request, row, SendForm(initial={"sent_on": clock.today(request.agency)}), back=form
    )


def _show(
    request: Asking, row: PublicInput, form: CleanForm, *, text: str = "", back: CleanForm | None = None
) -> HttpResponse:
    context = {
        "row": row, "text": text, "back": back or BackForm(), **_office(request),
        "may_read": decide(request.actor, Permission.READ_COMPLAINT, row),
    }  # fmt: skip
    return shown(request, "listening/complaint.html", form, **context)


def _office(request: Asking) -> dict[str, object]:
    new = ReferralOffice(agency_id=request.actor.agency_id)
    return {
        "office": selectors.referral_office(request.actor),
        "may_name": bool(decide(request.actor, Permission.NAME_REFERRAL_OFFICE, new)),
    }


@page("GET", "POST")
def name_office(request: Asking) -> HttpResponse:
    """Where complaints about one officer go."""
    require(request.actor, Permission.NAME_REFERRAL_OFFICE, ReferralOffice(agency_id=request.actor.agency_id))
    office = selectors.referral_office(request.actor)
    initial = {"name": office.name, "how": office.how} if office else {}
    form = OfficeForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> str:
        given = form.cleaned_data
        services.name_referral_office(
            given["name"], given["how"], by=request.actor, on=clock.today(request.agency)
        )
        messages.success(request, _("Kantor tujuan tersimpan."))
        return reverse("listening:complaints")

    return carried_out(request, form, act) or shown(request, "listening/office.html", form)
