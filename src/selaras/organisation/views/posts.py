"""Plt and Plh, and what the agency chooses within the law."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, Role, decide, visible
from selaras.core import clock
from selaras.core.errors import NotAllowed, NotFound
from selaras.organisation import selectors, services
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.forms import ActingHeadForm, DelegationForm, EndForm, OptionForm
from selaras.organisation.models import Assignment, Delegation


@page("GET")
def list_acting(request: Asking) -> HttpResponse:
    """Who acts for whom, and who leads units as Plt or Plh."""
    _require_admin(request)
    on = clock.today(request.agency)
    context = {
        "on": on,
        "delegations": selectors.delegations_for(request.actor, on),
        "heads": selectors.acting_heads_for(request.actor, on),
    }
    return render(request, "organisation/delegations.html", context)


@page("GET", "POST")
def add_delegation(request: Asking) -> HttpResponse:
    """Somebody acts for an official who is away."""
    _require_admin(request)
    officials = selectors.delegators_for(request.actor)
    first = {"kind": "plh", "start": clock.today(request.agency)}
    form = DelegationForm(request.POST or None, agency=request.agency, officials=officials, initial=first)
    answer = carried_out(request, form, lambda: _delegate(request, form))
    return answer or shown(request, "organisation/delegation_add.html", form)


def _delegate(request: Asking, form: DelegationForm) -> str:
    sent = form.cleaned_data
    on = clock.today(request.agency)
    services.delegate(sent["from_employee"], sent["to_employee"], form.order(), by=request.actor, on=on)
    messages.success(request, _("Perwakilan tercatat. Keduanya dapat bekerja mulai hari pertama."))
    return reverse("organisation:delegations")


@page("GET", "POST")
def add_acting_head(request: Asking) -> HttpResponse:
    """Somebody leads a unit whose post is vacant."""
    _require_admin(request)
    posts = selectors.head_posts_for(request.actor)
    first = {"kind": "plt", "start": clock.today(request.agency), "position": request.GET.get("jabatan")}
    form = ActingHeadForm(request.POST or None, agency=request.agency, posts=posts, initial=first)
    answer = carried_out(request, form, lambda: _appoint(request, form))
    return answer or shown(request, "organisation/acting_head_add.html", form)


def _appoint(request: Asking, form: ActingHeadForm) -> str:
    sent = form.cleaned_data
    on = clock.today(request.agency)
    services.appoint_acting_head(sent["to_employee"], sent["position"], form.order(), by=request.actor, on=on)
    messages.success(request, _("Penugasan tercatat; susunan atasan disesuaikan."))
    return reverse("organisation:delegations")


@page("GET", "POST")
def end_delegation(request: Asking, pk: UUID) -> HttpResponse:
    """End a delegation before its time, with a reason."""
    rows = Delegation.objects.select_related("from_employee", "to_employee").filter(pk=pk)
    delegation = visible(request.actor, Permission.MANAGE_DELEGATIONS, rows).first()
    if delegation is None:
        raise NotFound()
    form, on = EndForm(request.POST or None), clock.today(request.agency)

    def act() -> str:
        services.end_delegation(delegation, by=request.actor, on=on, reason=form.cleaned_data["reason"])
        return reverse("organisation:delegations")

    context = {"who": delegation.to_employee, "what": delegation.from_employee.full_name, "row": delegation}
    return carried_out(request, form, act) or shown(request, "organisation/acting_end.html", form, **context)


@page("GET", "POST")
def end_acting_head(request: Asking, pk: UUID) -> HttpResponse:
    """End an acting headship before its time, with a reason."""
    rows = Assignment.objects.select_related("employee", "position__unit", "agency").filter(pk=pk)
    assignment = visible(request.actor, Permission.MANAGE_DELEGATIONS, rows).first()
    if assignment is None:
        raise NotFound()
    form, on = EndForm(request.POST or None), clock.today(request.agency)

    def act() -> str:
        services.end_acting_head(assignment, by=request.actor, on=on, reason=form.cleaned_data["reason"])
        return reverse("organisation:delegations")

    context = {"who": assignment.employee, "what": assignment.position.title, "row": assignment}
    return carried_out(request, form, act) or shown(request, "organisation/acting_end.html", form, **context)


def _require_admin(request: Asking) -> None:
    """Admins of an OPD and of the city; others have nothing to choose from here."""
    if not request.actor.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        raise NotAllowed(decide(request.actor, Permission.MANAGE_DELEGATIONS, request.agency).reason)


@page("GET")
def list_options(request: Asking) -> HttpResponse:
    """What the law leaves open, what is chosen and why; everybody may read it, the city admin chooses."""
    context = {
        "groups": selectors.choice_groups(request.agency, clock.today(request.agency)),
        "may_choose": decide(request.actor, Permission.CHOOSE_RULE_OPTION, request.agency),
    }
    return render(request, "organisation/choices.html", context)


@page("GET", "POST")
def choose_option(request: Asking, key: str) -> HttpResponse:
    """Choose, from a day on, with a reason."""
    may = decide(request.actor, Permission.CHOOSE_RULE_OPTION, request.agency)
    if not may:
        raise NotAllowed(may.reason)
    on = clock.today(request.agency)
    line = selectors.choice_line(request.agency, key, on)
    form = OptionForm(request.POST or None, option=line.option, value=line.value, initial={"effective": on})
    answer = carried_out(request, form, lambda: _choose(request, key, form))
    return answer or shown(request, "organisation/choice.html", form, line=line)


def _choose(request: Asking, key: str, form: OptionForm) -> str:
    sent, on = form.cleaned_data, clock.today(request.agency)
    services.choose_option(
        request.agency,
        key,
        form.value(),
        by=request.actor,
        on=on,
        effective=sent["effective"],
        reason=sent["reason"],
    )
    messages.success(request, _("Pilihan tercatat dan berlaku mulai hari yang Anda tentukan."))
    return reverse("organisation:choices")
