"""On behalf of somebody without a phone: type, let the owner answer, hand out codes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from selaras.core import clock
from selaras.core.errors import InvalidInput, TooManyTries
from selaras.monitoring import assisted, services
from selaras.monitoring.companions import (
    accompanied_by,
    companion_choices,
    companion_of,
    employee_to_accompany,
)
from selaras.monitoring.forms_assisted import (
    DECLINE,
    AnswerForm,
    CompanionForm,
    EvidenceForOtherForm,
    RealisationForOtherForm,
)
from selaras.monitoring.measured_plan import months_begun, plan_of
from selaras.monitoring.models import AssistedEntry, AssistedState
from selaras.monitoring.progress import month_label
from selaras.monitoring.proofs import indicator_choices
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.models import Employee
from selaras.planning.models import Skp


@page("GET")
def show_helping(request: Asking) -> HttpResponse:
    """What waits for my answer, whom I may help, what I typed for others."""
    words, on = request.GET.get("q", "").strip()[:80], clock.today(request.agency)
    context = {
        "words": words,
        "accompanied": accompanied_by(request.actor, on),
        "companion": companion_of(request.actor.employee_id),
        "waiting": assisted.entries_to_confirm(request.actor),
        "people": assisted.people_to_help(request.actor, on.year, words),
        "typed": assisted.entries_typed_by(request.actor),
    }
    return render(request, "monitoring/helping.html", context)


@page("GET", "POST")
def name_companion(request: Asking, pk: UUID) -> HttpResponse:
    """Choose who goes along with oneself, or with somebody one leads."""
    employee = employee_to_accompany(request.actor, pk)
    present = companion_of(employee.pk)
    form = CompanionForm(
        request.POST or None,
        colleagues=companion_choices(employee),
        initial={"companion": str(present.companion_id) if present else ""},
    )
    answer = carried_out(request, form, lambda: _name_companion(request, employee, form))
    return answer or shown(request, "monitoring/companion.html", form, employee=employee)


def _name_companion(request: Asking, employee: Employee, form: CompanionForm) -> str:
    chosen = form.cleaned_data["companion"]
    companion = Employee.objects.get(pk=chosen) if chosen else None
    services.name_companion(employee, by=request.actor, on=clock.today(request.agency), companion=companion)
    messages.success(
        request, _("Pendamping tersimpan.") if companion else _("Tidak ada pendamping sekarang.")
    )
    is_own = employee.pk == request.actor.employee_id
    return reverse("monitoring:helping") if is_own else reverse("monitoring:team")


@page("GET", "POST")
def enter_realisation_for(request: Asking, pk: UUID) -> HttpResponse:
    """Type a month for its owner."""
    skp = assisted.skp_to_help(request.actor, pk)
    months = [
        (month, month_label(skp.year, month)) for month in months_begun(skp, clock.today(request.agency))
    ]
    choices: dict[str, Any] = {"indicators": indicator_choices(plan_of(skp), skp), "months": months}
    form = RealisationForOtherForm(request.POST or None, **choices)
    answer = carried_out(request, form, lambda: _type_realisation(request, skp, form))
    return answer or shown(request, "monitoring/enter_for.html", form, skp=skp, is_realisation=True)


def _type_realisation(request: Asking, skp: Skp, form: RealisationForOtherForm) -> str:
    sent = form.cleaned_data
    iki = assisted.iki_to_help(skp, sent["iki"])
    if iki is None:
        raise InvalidInput(fields={"iki": _("Pilih indikator dari SKP ini.")})
    on = clock.today(request.agency)
    entry = services.enter_realisation_for(
        iki, by=request.actor, on=on, month=sent["month"], entry=form.entry(), consent=sent["consent"]
    )
    return _typed(request, entry)


@page("GET", "POST")
def enter_evidence_for(request: Asking, pk: UUID) -> HttpResponse:
    """Keep a file or link for its owner."""
    skp = assisted.skp_to_help(request.actor, pk)
    choices = indicator_choices(plan_of(skp), skp)
    form = EvidenceForOtherForm(request.POST or None, request.FILES or None, indicators=choices)
    answer = carried_out(request, form, lambda: _type_evidence(request, skp, form))
    return answer or shown(request, "monitoring/enter_for.html", form, skp=skp, is_realisation=False)


def _type_evidence(request: Asking, skp: Skp, form: EvidenceForOtherForm) -> str:
    sent, upload = form.cleaned_data, form.cleaned_data["file"]
    proof = services.Proof(url=sent["url"])
    if upload is not None:
        proof = services.Proof(upload=upload, name=upload.name, size=upload.size)
    on, iki = clock.today(request.agency), assisted.iki_to_help(skp, sent["iki"])
    entry = services.enter_evidence_for(
        skp, by=request.actor, on=on, new=form.new(), proof=proof, iki=iki, consent=sent["consent"]
    )
    return _typed(request, entry)


def _typed(request: Asking, entry: AssistedEntry) -> str:
    text = _("Tersimpan atas nama %(name)s dan belum dihitung sebelum dikonfirmasi pemiliknya.")
    messages.success(request, text % {"name": entry.skp.employee.full_name})
    return reverse("monitoring:assisted", args=[entry.pk])


@page("GET", "POST")
def answer_entry(request: Asking, pk: UUID) -> HttpResponse:
    """One entry with both names; its owner answers, signed in or with a code."""
    entry = assisted.entry_seen_by(request.actor, pk)
    form = AnswerForm(request.POST or None)
    answer = carried_out(request, form, lambda: _answer(request, entry, form))
    is_waiting = entry.state == AssistedState.WAITING
    context = {
        "entry": entry,
        "skp": entry.skp,
        "month": month_label(entry.skp.year, entry.month) if entry.month else "",
        "is_mine": is_waiting and entry.employee_id == request.actor.employee_id,
        "is_typed_by_me": is_waiting and entry.typist_id == request.actor.employee_id,
    }
    return answer or shown(request, "monitoring/assisted.html", form, **context)


def _answer(request: Asking, entry: AssistedEntry, form: AnswerForm) -> str:
    on, code = clock.today(request.agency), form.cleaned_data["code"]
    if form.cleaned_data["answer"] == DECLINE:
        services.decline_entry(entry, by=request.actor, on=on)
        messages.success(request, _("Catatan ini ditolak dan tidak pernah dihitung."))
    elif entry.employee_id == request.actor.employee_id:
        services.confirm_entry(entry, by=request.actor, on=on)
        messages.success(request, _("Terima kasih. Catatan ini sekarang dihitung sebagai milik Anda."))
    else:
        if not ratelimit.consume(request, action="login_failed", key=f"confirm:{entry.pk}"):
            raise TooManyTries()
        services.confirm_with_code(entry, by=request.actor, on=on, code=code)
        messages.success(request, _("Dikonfirmasi pemiliknya dengan kode. Catatan ini sekarang dihitung."))
    return reverse("monitoring:assisted", args=[entry.pk])


@never_cache
@page("GET", "POST")
def confirmation_codes(request: Asking, pk: UUID) -> HttpResponse:
    """A sheet of codes for somebody who does not sign in; shown once."""
    employee = assisted.employee_with_codes(request.actor, pk)
    codes = services.issue_confirmation_codes(employee, by=request.actor) if request.method == "POST" else []
    return render(request, "monitoring/confirmation_codes.html", {"employee": employee, "codes": codes})
