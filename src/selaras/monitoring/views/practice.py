"""Cycles of practice: planned, observed, thought over, compared."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.monitoring import services
from selaras.monitoring.growth import cycle_seen_by, last_cycle, practice_page, unit_before
from selaras.monitoring.growth_forms import ObservationForm, PracticeForm, ReflectionForm
from selaras.monitoring.measured_plan import plan_of
from selaras.monitoring.models import PracticeCycle
from selaras.monitoring.selectors import skp_seen_by
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Skp


@page("GET")
def show_practice(request: Asking, pk: UUID) -> HttpResponse:
    """All cycles of an SKP, each beside the one before."""
    skp = skp_seen_by(request.actor, pk)
    view = practice_page(skp, by=request.actor)
    return render(request, "monitoring/practice.html", {"page": view, "skp": skp})


@page("GET", "POST")
def plan_practice(request: Asking, pk: UUID) -> HttpResponse:
    """Begin a cycle; the one before lends its words."""
    skp = skp_seen_by(request.actor, pk, Permission.PLAN_PRACTICE)
    last = last_cycle(skp)
    results = [(str(result.id), result.text) for result in plan_of(skp)]
    form = PracticeForm(request.POST or None, initial=_from(last), results=results)
    answer = carried_out(request, form, lambda: _plan(request, skp, form))
    return answer or shown(request, "monitoring/practice_add.html", form, skp=skp, last=last)


def _from(last: PracticeCycle | None) -> dict[str, object]:
    if last is None:
        return {}
    return {
        "focus": last.focus, "method": last.method, "group": last.group, "behaviours": "\n".join(last.behaviours),
        "rhk": last.rhk_id,
    }  # fmt: skip


def _plan(request: Asking, skp: Skp, form: PracticeForm) -> str:
    services.plan_practice(skp, by=request.actor, on=clock.today(request.agency), new=form.new())
    messages.success(request, _("Siklus praktik direncanakan. Pejabat penilai Anda diundang mengamati."))
    return reverse("monitoring:practice", args=[skp.pk])


@page("GET", "POST")
def observe_practice(request: Asking, pk: UUID) -> HttpResponse:
    """Tick what was seen, and say one thing to learn from."""
    cycle = _cycle(request, pk, Permission.OBSERVE_PRACTICE)
    initial = {"observed_on": clock.today(request.agency)}
    form = ObservationForm(request.POST or None, initial=initial, behaviours=cycle.behaviours)
    answer = carried_out(request, form, lambda: _observe(request, cycle, form))
    return answer or shown(request, "monitoring/practice_observe.html", form, cycle=cycle, skp=cycle.skp)


def _observe(request: Asking, cycle: PracticeCycle, form: ObservationForm) -> str:
    on, seen = clock.today(request.agency), form.observation()
    services.observe_practice(cycle, by=request.actor, on=on, observation=seen)
    messages.success(request, _("Pengamatan tersimpan dan sampai kepada yang diamati."))
    return reverse("monitoring:practice", args=[cycle.skp_id])


@page("GET", "POST")
def reflect_on_practice(request: Asking, pk: UUID) -> HttpResponse:
    """What was learnt, and what the group reached."""
    cycle = _cycle(request, pk, Permission.PLAN_PRACTICE)
    form = ReflectionForm(request.POST or None, initial={"unit": unit_before(cycle)})
    answer = carried_out(request, form, lambda: _reflect(request, cycle, form))
    return answer or shown(request, "monitoring/practice_reflect.html", form, cycle=cycle, skp=cycle.skp)


def _reflect(request: Asking, cycle: PracticeCycle, form: ReflectionForm) -> str:
    on, data = clock.today(request.agency), form.cleaned_data
    services.reflect_on_practice(
        cycle,
        by=request.actor,
        on=on,
        reflection=data["reflection"],
        reached=data["reached"],
        unit=data["unit"],
    )
    messages.success(request, _("Refleksi tersimpan. Siklus berikutnya dapat direncanakan."))
    return reverse("monitoring:practice", args=[cycle.skp_id])


def _cycle(request: Asking, pk: UUID, permission: Permission) -> PracticeCycle:
    cycle = cycle_seen_by(request.actor, pk)
    if not decide(request.actor, permission, cycle):
        raise NotFound()
    return cycle
