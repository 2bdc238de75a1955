"""Processes that became simpler: told by their owner, checked by a second person."""

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
from selaras.monitoring.forms_process import CheckForm, ProcessChangeForm
from selaras.monitoring.measured_plan import plan_of
from selaras.monitoring.models import ProcessChange
from selaras.monitoring.process import change_seen_by, changes_of, pairs_of, sentence_of
from selaras.monitoring.selectors import evidence_of, skp_seen_by
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Skp


@page("GET")
def show_process_changes(request: Asking, pk: UUID) -> HttpResponse:
    """All of one SKP."""
    skp = skp_seen_by(request.actor, pk)
    may = bool(decide(request.actor, Permission.RECORD_PROGRESS, skp))
    changes = [(change, sentence_of(change)) for change in changes_of(skp)]
    return render(
        request, "monitoring/process_changes.html", {"skp": skp, "changes": changes, "may_write": may}
    )


@page("GET", "POST")
def tell_process_change(request: Asking, pk: UUID) -> HttpResponse:
    """Tell what became simpler."""
    skp = skp_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    today = min(clock.today(request.agency), skp.period_end)
    form = ProcessChangeForm(
        request.POST or None,
        results=[(str(result.id), result.text) for result in plan_of(skp)],
        proofs=[(str(row.pk), row.title) for row in evidence_of(skp)],
        initial={"measured_on": today},
    )
    answer = carried_out(request, form, lambda: _tell(request, skp, form))
    return answer or shown(request, "monitoring/process_change_add.html", form, skp=skp)


def _tell(request: Asking, skp: Skp, form: ProcessChangeForm) -> str:
    on = clock.today(request.agency)
    change = services.tell_process_change(skp, by=request.actor, on=on, new=form.new())
    messages.success(request, _("Tersimpan. Pejabat penilai diminta memeriksa angkanya."))
    return reverse("monitoring:process_change", args=[change.pk])


@page("GET", "POST")
def check_process_change(request: Asking, pk: UUID) -> HttpResponse:
    """One change; the second person says how it was checked."""
    change = change_seen_by(request.actor, pk)
    may_check = bool(decide(request.actor, Permission.CHECK_PROCESS_CHANGE, change)) and not change.checked_at
    if request.method == "POST" and not decide(request.actor, Permission.CHECK_PROCESS_CHANGE, change):
        raise NotFound()
    form = CheckForm(request.POST or None)
    answer = carried_out(request, form, lambda: _check(request, change, form))
    return answer or shown(
        request,
        "monitoring/process_change.html",
        form,
        change=change,
        pairs=pairs_of(change),
        skp=change.skp,
        may_check=may_check,
    )


def _check(request: Asking, change: ProcessChange, form: CheckForm) -> str:
    is_confirmed, words = form.cleaned_data["verdict"] == "ya", form.cleaned_data["words"]
    on = clock.today(request.agency)
    services.check_process_change(change, by=request.actor, on=on, is_confirmed=is_confirmed, words=words)
    messages.success(request, _("Pemeriksaan Anda tersimpan."))
    return reverse("monitoring:process_change", args=[change.pk])
