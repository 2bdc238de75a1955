"""Another target for an indicator: propose, read, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Permission, require
from selaras.core.errors import NotFound
from selaras.planning import services
from selaras.planning.advice import criteria_lag_behind
from selaras.planning.forms import StepForm
from selaras.planning.models import Iki, Skp
from selaras.planning.models.talk import TargetProposal
from selaras.planning.selectors import content_of, iki_for, proposal_for, proposals_of
from selaras.planning.services.proposals import answers
from selaras.planning.talk_forms import AnswerForm, TargetForm
from selaras.planning.views.pages import answer_form, answer_step, today, who


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put another target forward; `?balas=` answers a proposal of the other side with an own one."""
    by, on = who(request), today(request)
    iki = iki_for(by, pk)
    require(by, Permission.PROPOSE_TARGET, iki)
    counters = _countered(iki, request.POST.get("counters") or request.GET.get("balas"))

    def make(data: Any) -> TargetForm:
        return TargetForm(data, iki=iki, initial={"counters": counters.pk if counters else None})

    def act(form: TargetForm) -> str:
        services.propose_target(
            iki, form.values(), reason=form.cleaned_data["reason"], by=by, on=on, counters=counters
        )
        messages.success(request, _("Usulan tersimpan. Pihak lain sudah diberi tahu."))
        return _place(iki.rhk.skp, iki.rhk_id)

    context = {
        "skp": iki.rhk.skp,
        "iki": iki,
        "now": services.proposals.with_unit(iki, iki.unit_of_measure),
        "counters": counters,
        "history": [row for row in proposals_of(iki.rhk.skp) if row.iki_id == iki.pk],
    }
    return answer_form(request, make, act, "planning/propose.html", context)


@require_GET
@login_required
def show_proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One proposed target, and the ways to answer it for the side whose turn it is."""
    by = who(request)
    proposal = proposal_for(by, pk)
    is_open = proposal.status == "open" and proposal.iki is not None
    context = {
        "skp": proposal.skp,
        "proposal": proposal,
        "answers": is_open and answers(proposal, by),
        "may_withdraw": is_open and proposal.author_id in by.stands_for,
        "form": AnswerForm(),
        "step": StepForm(),
    }
    return render(request, "planning/proposal.html", context)


@require_POST
@login_required
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the proposed target into the plan."""
    by, on = who(request), today(request)
    proposal = proposal_for(by, pk)

    def act(form: StepForm) -> str:
        services.accept_target(proposal, by=by, on=on)
        messages.success(request, _("Target %(words)s kini tertulis di SKP.") % {"words": proposal.words})
        if criteria_lag_behind(content_of(proposal.skp), str(proposal.iki_id)):
            messages.warning(
                request, _("Kriteria «sesuai» masih menyebut angka lama. Samakan sebelum SKP disepakati.")
            )
        return _back(proposal)

    return answer_step(request, act)


@require_http_methods(["GET", "POST"])
@login_required
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stay with the target as it is, with the reason; the form stands on the page of the proposal."""
    by, on = who(request), today(request)
    proposal = proposal_for(by, pk)
    require(by, Permission.PROPOSE_TARGET, proposal)
    if request.method != "POST":
        return redirect("planning:proposal", pk=proposal.pk)

    def make(data: Any) -> AnswerForm:
        return AnswerForm(data)

    def act(form: AnswerForm) -> str:
        services.decline_target(proposal, by=by, on=on, reason=form.cleaned_data["text"])
        messages.success(request, _("Jawaban Anda tersimpan. Targetnya tetap."))
        return _back(proposal)

    context = {"skp": proposal.skp, "proposal": proposal, "answers": True, "step": StepForm()}
    return answer_form(request, make, act, "planning/proposal.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back an own proposal that was not answered."""
    by, on = who(request), today(request)
    proposal = proposal_for(by, pk)

    def act(form: StepForm) -> str:
        services.withdraw_target(proposal, by=by, on=on)
        return _back(proposal)

    return answer_step(request, act)


def _countered(iki: Iki, key: str | None) -> TargetProposal | None:
    """The proposal that is answered; it must be an open one of this indicator."""
    if not key:
        return None
    try:
        rows = TargetProposal.objects.filter(pk=UUID(key), iki=iki).select_related("skp")
    except ValueError as error:
        raise NotFound() from error
    found: TargetProposal | None = rows.first()
    if found is None:
        raise NotFound()
    return found


def _back(proposal: TargetProposal) -> str:
    return _place(proposal.skp, proposal.iki.rhk_id if proposal.iki else None)


def _place(skp: Skp, rhk_id: UUID | None) -> str:
    place = f"#rhk-{rhk_id}" if rhk_id else ""
    return f"{reverse('planning:detail', args=[skp.pk])}{place}"
