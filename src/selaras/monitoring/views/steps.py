"""The rencana aksi: look at it, add to it, tick off, take over from last year."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.authorization import Permission
from selaras.core import clock
from selaras.monitoring import services
from selaras.monitoring.forms_daily import StepForm, StepsForm
from selaras.monitoring.measured_plan import plan_of
from selaras.monitoring.models import PlannedStep
from selaras.monitoring.selectors import skp_seen_by
from selaras.monitoring.steps import period_choices, step_seen_by, steps_page, when_choices
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Skp
from selaras_rules import Period


@page("GET")
def show_steps(request: Asking, pk: UUID) -> HttpResponse:
    """Steps by RHK and period, beside what was reached."""
    skp = skp_seen_by(request.actor, pk)
    view = steps_page(skp, by=request.actor, on=clock.today(request.agency))
    return render(request, "monitoring/steps.html", {"page": view, "skp": skp})


@page("GET", "POST")
def add_steps(request: Asking, pk: UUID) -> HttpResponse:
    """Some steps at once."""
    skp = skp_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    results = [(str(result.id), result.text) for result in plan_of(skp)]
    month = Period.of_month(
        skp.year, min(max(clock.today(request.agency), skp.period_start), skp.period_end).month
    )
    form = StepsForm(
        request.POST or None,
        results=results,
        when=when_choices(skp),
        initial={"rhk": request.GET.get("rhk", ""), "when": month.code},
    )
    answer = carried_out(request, form, lambda: _add(request, skp, form))
    return answer or shown(request, "monitoring/steps_add.html", form, skp=skp)


def _add(request: Asking, skp: Skp, form: StepsForm) -> str:
    new = form.new()
    steps = services.plan_steps(skp, by=request.actor, on=clock.today(request.agency), new=new)
    _thank(request, len(steps))
    return f"{_place(skp)}#rhk-{new.rhk_id}"


@page("POST")
def copy_steps(request: Asking, pk: UUID) -> HttpResponse:
    """Take over last year's."""
    skp = skp_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    _thank(request, len(services.copy_steps(skp, by=request.actor, on=clock.today(request.agency))))
    return redirect(_place(skp))


@page("GET", "POST")
def change_step(request: Asking, pk: UUID) -> HttpResponse:
    """One step anew, with a note."""
    step = step_seen_by(request.actor, pk)
    initial = {"text": step.text, "period": step.period, "note": step.note}
    form = StepForm(request.POST or None, periods=period_choices(step.rhk.skp), initial=initial)
    answer = carried_out(request, form, lambda: _change(request, step, form))
    return answer or shown(request, "monitoring/step.html", form, step=step, skp=step.rhk.skp)


def _change(request: Asking, step: PlannedStep, form: StepForm) -> str:
    sent = {name: form.cleaned_data[name] for name in ("text", "period", "note")}
    services.change_step(step, by=request.actor, on=clock.today(request.agency), **sent)
    messages.success(request, _("Langkah tersimpan."))
    return f"{_place(step.rhk.skp)}#rhk-{step.rhk_id}"


@page("POST")
def mark_step(request: Asking, pk: UUID) -> HttpResponse:
    """Done, or not done after all."""
    step = step_seen_by(request.actor, pk)
    is_done = request.POST.get("selesai") == "1"
    services.mark_step(step, by=request.actor, on=clock.today(request.agency), is_done=is_done)
    return redirect(f"{_place(step.rhk.skp)}#rhk-{step.rhk_id}")


@page("POST")
def drop_step(request: Asking, pk: UUID) -> HttpResponse:
    """Take a step out."""
    step = step_seen_by(request.actor, pk)
    services.drop_step(step, by=request.actor, on=clock.today(request.agency))
    messages.success(request, _("Langkah dihapus."))
    return redirect(f"{_place(step.rhk.skp)}#rhk-{step.rhk_id}")


def _thank(request: Asking, number: int) -> None:
    text = ngettext("%(number)d langkah ditambahkan.", "%(number)d langkah ditambahkan.", number)
    nothing = _("Langkah itu sudah ada; tidak ada yang ditambahkan dua kali.")
    messages.success(request, text % {"number": number} if number else nothing)


def _place(skp: Skp) -> str:
    return reverse("monitoring:steps", args=[skp.pk])
