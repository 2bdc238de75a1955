"""New ideas of one SKP: listed, told, carried on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.monitoring import services
from selaras.monitoring.forms_innovation import InnovationForm
from selaras.monitoring.innovation import changes_to_choose, innovation_seen_by, innovations_of
from selaras.monitoring.models import Innovation
from selaras.monitoring.process import sentence_of
from selaras.monitoring.selectors import skp_seen_by
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Skp

FIELDS = ("title", "problem", "idea", "beneficiaries", "stage", "revision")


@page("GET")
def show_innovations(request: Asking, pk: UUID) -> HttpResponse:
    """All of one SKP."""
    skp = skp_seen_by(request.actor, pk)
    may = bool(decide(request.actor, Permission.RECORD_PROGRESS, skp))
    rows = [(row, sentence_of(row.change) if row.change else "") for row in innovations_of(skp)]
    context = {"skp": skp, "innovations": rows, "may_write": may}
    return render(request, "monitoring/innovations.html", context)


@page("GET", "POST")
def tell_innovation(request: Asking, pk: UUID) -> HttpResponse:
    """Tell an idea."""
    skp = skp_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    form = _form(request, skp, None)
    answer = carried_out(request, form, lambda: _tell(request, skp, form))
    return answer or shown(request, "monitoring/innovation.html", form, skp=skp)


@page("GET", "POST")
def change_innovation(request: Asking, pk: UUID) -> HttpResponse:
    """Tell how an idea went on."""
    innovation = innovation_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    form = _form(request, innovation.skp, innovation)
    answer = carried_out(request, form, lambda: _change(request, innovation, form))
    return answer or shown(
        request, "monitoring/innovation.html", form, skp=innovation.skp, innovation=innovation
    )


def _form(request: Asking, skp: Skp, innovation: Innovation | None) -> InnovationForm:
    changes = [(str(row.pk), sentence_of(row)) for row in changes_to_choose(skp, innovation)]
    initial = {}
    if innovation is not None:
        initial = {name: getattr(innovation, name) for name in FIELDS}
        initial["change"] = str(innovation.change_id or "")
    return InnovationForm(request.POST or None, changes=changes, initial=initial)


def _tell(request: Asking, skp: Skp, form: InnovationForm) -> str:
    on = min(clock.today(request.agency), skp.period_end)
    services.tell_innovation(skp, by=request.actor, on=on, new=form.new())
    return _saved(request, skp)


def _change(request: Asking, innovation: Innovation, form: InnovationForm) -> str:
    on, revision = clock.today(request.agency), form.cleaned_data["revision"] or 0
    services.change_innovation(innovation, by=request.actor, on=on, new=form.new(), revision=revision)
    return _saved(request, innovation.skp)


def _saved(request: Asking, skp: Skp) -> str:
    messages.success(
        request, _("Tersimpan. Pejabat penilai membacanya sebagai konteks di samping penilaian.")
    )
    return reverse("monitoring:innovations", args=[skp.pk])
