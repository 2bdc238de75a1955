"""Evidence: keep it, look at it, use it for more, download it. Never is it served as a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.core.files import file_response
from selaras.monitoring import services
from selaras.monitoring.assisted import typist_of
from selaras.monitoring.forms import EvidenceForm, EvidenceUseForm
from selaras.monitoring.measured_plan import plan_of, quarter_of, quarters_of
from selaras.monitoring.models import Evidence
from selaras.monitoring.proofs import SHOWN_AS, evidence_page, indicator_choices, quarter_choices, use_grid
from selaras.monitoring.selectors import arrival_of, evidence_seen_by, skp_seen_by, twins_of
from selaras.monitoring.views.paper import check_paper, note_paper
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Skp


@page("GET", "POST")
def add_evidence(request: Asking, pk: UUID) -> HttpResponse:
    """Keep a file or a link."""
    skp = skp_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    choices = evidence_choices(skp)
    today = clock.today(request.agency)
    if request.method == "GET":
        day = min(max(today, skp.period_start), skp.period_end)
        form = EvidenceForm(initial={"happened_on": day, "iki": request.GET.getlist("iki")}, **choices)
        return _form(request, skp, form)
    form = EvidenceForm(request.POST, request.FILES, **choices)
    answer = carried_out(request, form, lambda: _keep(request, skp, form))
    return answer or _form(request, skp, form)


def _form(request: Asking, skp: Skp, form: EvidenceForm) -> HttpResponse:
    room = services.room_of(skp.employee_id, request.agency, clock.today(request.agency))
    return shown(request, "monitoring/evidence_add.html", form, skp=skp, room=room)


def evidence_choices(skp: Skp) -> dict[str, Any]:
    """The indicators and quarters that the form of an evidence offers."""
    return {
        "indicators": indicator_choices(plan_of(skp), skp),
        "quarters": quarter_choices(quarters_of(skp)),
    }


def keep_evidence(request: Asking, skp: Skp, form: EvidenceForm) -> Evidence:
    """Keep what a valid form of an evidence holds: its file, else its link."""
    on, new, upload = clock.today(request.agency), form.new(), form.cleaned_data["file"]
    uses = form.uses(quarter_of(new.happened_on.month))
    if upload is None:
        url = form.cleaned_data["url"]
        return services.add_link_evidence(skp, by=request.actor, on=on, new=new, url=url, uses=uses)
    return services.add_file_evidence(
        skp, by=request.actor, on=on, new=new, upload=upload, name=upload.name, size=upload.size, uses=uses
    )


def _keep(request: Asking, skp: Skp, form: EvidenceForm) -> str:
    check_paper(request, form, skp)
    evidence = keep_evidence(request, skp, form)
    note_paper(request, form, skp, evidence)
    _thank(request, evidence)
    return reverse("monitoring:evidence", args=[evidence.pk])


def _thank(request: Asking, evidence: Evidence) -> None:
    messages.success(request, _("Bukti «%(title)s» tersimpan.") % {"title": evidence.title})
    own = [twin for twin in twins_of(evidence) if twin.skp.employee_id == request.actor.employee_id]
    if own:
        text = _(
            "Bukti yang sama sudah Anda simpan sebagai «%(title)s». Satu bukti cukup disimpan "
            "sekali, lalu dipakai untuk beberapa indikator."
        )
        messages.info(request, text % {"title": own[0].title})


@page("GET")
def show_evidence(request: Asking, pk: UUID) -> HttpResponse:
    """One evidence with all that is known about it."""
    evidence = evidence_seen_by(request.actor, pk)
    view = evidence_page(evidence, by=request.actor)
    return render(
        request,
        "monitoring/evidence.html",
        {
            "page": view,
            "evidence": evidence,
            "skp": evidence.skp,
            "arrival": arrival_of(evidence),
            "typist": typist_of(evidence.pk),
        },
    )


@page("GET", "POST")
def use_evidence(request: Asking, pk: UUID) -> HttpResponse:
    """Tick the indicators and quarters an evidence serves."""
    evidence = evidence_seen_by(request.actor, pk)
    if not decide(request.actor, Permission.RECORD_PROGRESS, evidence):
        raise NotFound()
    grid = use_grid(evidence)
    form = EvidenceUseForm(request.POST or None, choices=grid.choices)
    answer = carried_out(request, form, lambda: _use(request, evidence, form))
    return answer or shown(
        request, "monitoring/evidence_use.html", form, evidence=evidence, skp=evidence.skp, grid=grid
    )


def _use(request: Asking, evidence: Evidence, form: EvidenceUseForm) -> str:
    on = clock.today(request.agency)
    services.set_evidence_uses(evidence, by=request.actor, on=on, uses=form.chosen())
    messages.success(request, _("Pemakaian bukti tersimpan."))
    return reverse("monitoring:evidence", args=[evidence.pk])


@page("GET")
def download_evidence(request: Asking, pk: UUID) -> HttpResponseBase:
    """The file, to be saved and never to be shown as a page of ours."""
    return _file(evidence_seen_by(request.actor, pk), as_attachment=True)


@page("GET")
def view_evidence(request: Asking, pk: UUID) -> HttpResponseBase:
    """A picture that was drawn anew, or a PDF, in the viewer of the browser; nothing else is shown."""
    evidence = evidence_seen_by(request.actor, pk)
    if evidence.stored_file is None or evidence.stored_file.content_type not in SHOWN_AS:
        raise NotFound()
    return _file(evidence, as_attachment=False)


def _file(evidence: Evidence, *, as_attachment: bool) -> HttpResponseBase:
    if evidence.stored_file is None:
        raise NotFound()
    return file_response(evidence.stored_file, evidence.file_name, as_attachment=as_attachment)
