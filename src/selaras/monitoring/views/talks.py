"""Dialogues and early warnings: written by one side, confirmed by the other."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission
from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.core.forms import CleanForm
from selaras.monitoring import services
from selaras.monitoring.forms import ConfirmForm, DialogueForm, ReworkForm, WarningForm
from selaras.monitoring.models import Dialogue, DialogueKind
from selaras.monitoring.selectors import dialogue_seen_by, skp_seen_by
from selaras.monitoring.services.dialogue import is_other_side
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Skp


@page("GET", "POST")
def add_dialogue(request: Asking, pk: UUID) -> HttpResponse:
    """Record a talk."""
    skp = skp_seen_by(request.actor, pk, Permission.HOLD_DIALOGUE)
    today = clock.today(request.agency)
    kind = request.GET.get("jenis", DialogueKind.PROGRESS)
    form = DialogueForm(request.POST or None, initial={"held_on": today, "kind": kind})
    answer = carried_out(request, form, lambda: _hold(request, skp, form))
    return answer or shown(request, "monitoring/dialogue_add.html", form, skp=skp)


def _hold(request: Asking, skp: Skp, form: DialogueForm) -> str:
    dialogue = services.hold_dialogue(skp, by=request.actor, on=clock.today(request.agency), new=form.new())
    messages.success(request, _("Dialog tercatat. Pihak lain diminta membaca dan mengonfirmasi."))
    return _place(skp, dialogue)


@page("GET", "POST")
def add_warning(request: Asking, pk: UUID) -> HttpResponse:
    """Tell somebody early, with help."""
    skp = skp_seen_by(request.actor, pk, Permission.WARN_EARLY)
    form = WarningForm(request.POST or None, initial={"held_on": clock.today(request.agency)})
    answer = carried_out(request, form, lambda: _warn(request, skp, form))
    return answer or shown(request, "monitoring/warning_add.html", form, skp=skp)


def _warn(request: Asking, skp: Skp, form: WarningForm) -> str:
    dialogue = services.warn_early(skp, by=request.actor, on=clock.today(request.agency), new=form.new())
    messages.success(request, _("Peringatan dini tercatat dan disampaikan dengan kata-kata yang baik."))
    return _place(skp, dialogue)


@page("GET", "POST")
def confirm_dialogue(request: Asking, pk: UUID) -> HttpResponse:
    """Read what the other side wrote, add to it, confirm it."""
    dialogue = dialogue_seen_by(request.actor, pk)
    if not is_other_side(dialogue, request.actor):
        raise NotFound()
    initial = {"other_side": dialogue.other_side, "agrees": "ya"}
    form: CleanForm = ConfirmForm(request.POST or None, initial=initial)
    answer = carried_out(request, form, lambda: _confirm(request, dialogue, form))
    is_warning = dialogue.kind == DialogueKind.EARLY_WARNING
    return answer or shown(
        request,
        "monitoring/dialogue_confirm.html",
        form,
        dialogue=dialogue,
        skp=dialogue.skp,
        is_warning=is_warning,
    )


def _confirm(request: Asking, dialogue: Dialogue, form: CleanForm) -> str:
    on = clock.today(request.agency)
    agrees, words = form.cleaned_data["agrees"] != "tidak", form.cleaned_data["other_side"]
    services.confirm_dialogue(dialogue, by=request.actor, on=on, other_side=words, agrees=agrees)
    differs = _("Terima kasih. Kedua pandangan tersimpan berdampingan.")
    messages.success(request, _("Terima kasih. Catatan dialog dikonfirmasi.") if agrees else differs)
    return _place(dialogue.skp, dialogue)


@page("GET", "POST")
def rework_summary(request: Asking, pk: UUID) -> HttpResponse:
    """Word a summary anew that the other side did not share."""
    dialogue = dialogue_seen_by(request.actor, pk)
    if dialogue.written_by_id != request.actor.employee_id:
        raise NotFound()
    form = ReworkForm(request.POST or None, initial={"summary": dialogue.summary})
    answer = carried_out(request, form, lambda: _rework(request, dialogue, form))
    return answer or shown(
        request, "monitoring/dialogue_rework.html", form, dialogue=dialogue, skp=dialogue.skp
    )


def _rework(request: Asking, dialogue: Dialogue, form: CleanForm) -> str:
    on, summary = clock.today(request.agency), form.cleaned_data["summary"]
    services.rework_summary(dialogue, by=request.actor, on=on, summary=summary)
    messages.success(request, _("Ringkasan disusun ulang. Pihak lain diminta membaca lagi."))
    return _place(dialogue.skp, dialogue)


def _place(skp: Skp, dialogue: Dialogue) -> str:
    return f"{reverse('monitoring:year', args=[skp.pk])}#dialog-{dialogue.pk}"
