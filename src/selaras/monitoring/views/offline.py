"""Two addresses for devices: what to take along, and where to bring what was written on the way.

Each entry is brought by the same forms and services as at the desk, once by the key of its form (`core/once.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Never, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.accounts.shared import is_shared
from selaras.authorization import Permission, require
from selaras.core import clock
from selaras.core.errors import ChangedMeanwhile, InvalidInput, SelarasError, StepNotPossible
from selaras.core.forms import CleanForm
from selaras.core.once import once
from selaras.monitoring import services
from selaras.monitoring.entry import entry_for
from selaras.monitoring.forms import EvidenceForm, FeedbackForm, RealisationForm
from selaras.monitoring.forms_offline import EnvelopeForm
from selaras.monitoring.offline import as_stored, pack_of
from selaras.monitoring.selectors import colleague_skp, iki_seen_by, skp_seen_by
from selaras.monitoring.services.arrival import Entered
from selaras.monitoring.views.evidence import evidence_choices, keep_evidence
from selaras.monitoring.views.feedback import feedback_choices
from selaras.organisation.asking import Asking, page
from selaras.organisation.choices import ruleset_for
from selaras.planning.models import Skp

Filled = TypeVar("Filled", bound=CleanForm)


class OtherPerson(SelarasError):
    """What somebody wrote is sent by nobody else (403)."""

    code = "other_person"
    status = 403
    default_message = _("Catatan ini ditulis orang lain di perangkat ini, jadi tidak dikirim.")
    default_remedy = _("Catatannya tetap terkunci di perangkat sampai pemiliknya masuk sendiri.")


class CutShort(SelarasError):
    """An upload that ended too early (400); it is sent again as a whole."""

    code = "cut_short"
    default_message = _("Berkas terputus di tengah pengiriman.")
    default_remedy = _("Tidak ada yang tersimpan setengah. Berkas dikirim ulang dari perangkat.")


@page("GET")
def pack_for_device(request: Asking) -> HttpResponse:
    """What a device takes along; never on a computer that others use too."""
    if is_shared(request):
        raise StepNotPossible(_("Komputer bersama tidak menyimpan apa pun."))
    answer = JsonResponse(pack_of(request.actor, request.agency, clock.today(request.agency)))
    answer["Cache-Control"] = "private, no-store"
    return answer


@page("POST")
def receive_from_device(request: Asking) -> HttpResponse:
    """One entry from the outbox of a device: carried out once, however often it comes."""
    envelope = EnvelopeForm(request.POST)
    if not envelope.is_valid():
        _refuse(envelope)
    if envelope.cleaned_data["owner"] != request.actor.account_id:
        raise OtherPerson()
    try:
        location = KINDS[envelope.cleaned_data["kind"]](request, envelope)
    except _Conflict as conflict:
        return JsonResponse(
            {"code": ChangedMeanwhile.code, "message": str(conflict.message), "stored": conflict.stored},
            status=409,
        )
    # What a page would have said stands in the outbox.
    list(messages.get_messages(request))
    return JsonResponse({"state": "arrived", "at": clock.now().isoformat(), "url": location})


class _Conflict(ChangedMeanwhile):
    def __init__(self, stored: dict[str, Any] | None) -> None:
        super().__init__()
        self.stored = stored


def _realisation(request: Asking, envelope: EnvelopeForm) -> str:
    on = clock.today(request.agency)
    iki = iki_seen_by(request.actor, envelope.cleaned_data["target"], Permission.RECORD_PROGRESS)
    entry = entry_for(iki, request.POST.get("month", ""), on=on, ruleset=ruleset_for(request.agency, on))
    form = _checked(RealisationForm(request.POST, months=entry.choices))
    month, revision = form.cleaned_data["month"], form.cleaned_data["revision"] or 0

    def record() -> tuple[Entered, str]:
        row = services.record_realisation(
            iki, by=request.actor, on=on, month=month, entry=form.entry(), revision=revision
        )
        return row, f"{reverse('monitoring:progress_of', args=[entry.skp.pk])}#iki-{iki.pk}"

    try:
        return _once(request, envelope, form, entry.skp, record)
    except ChangedMeanwhile as error:
        stored = entry.stored(month)
        raise _Conflict(as_stored(stored) if stored else None) from error


def _evidence(request: Asking, envelope: EnvelopeForm) -> str:
    skp = skp_seen_by(request.actor, envelope.cleaned_data["target"], Permission.RECORD_PROGRESS)
    _refuse_half_a_file(request, envelope)
    form = _checked(EvidenceForm(request.POST, request.FILES, **evidence_choices(skp)))

    def keep() -> tuple[Entered, str]:
        row = keep_evidence(request, skp, form)
        return row, reverse("monitoring:evidence", args=[row.pk])

    return _once(request, envelope, form, skp, keep)


def _feedback(request: Asking, envelope: EnvelopeForm) -> str:
    skp = colleague_skp(request.actor, envelope.cleaned_data["target"])
    require(request.actor, Permission.GIVE_FEEDBACK, skp)
    form = _checked(FeedbackForm(request.POST, **feedback_choices(request, skp)))

    def give() -> tuple[Entered, str]:
        on = clock.today(request.agency)
        row = services.give_feedback(skp, by=request.actor, on=on, new=form.new())
        return row, reverse("monitoring:feedback")

    return _once(request, envelope, form, skp, give)


KINDS: dict[str, Callable[[Asking, EnvelopeForm], str]] = {
    "realisation": _realisation,
    "evidence": _evidence,
    "feedback": _feedback,
}


def _once(
    request: Asking, envelope: EnvelopeForm, form: CleanForm, skp: Skp, act: Callable[[], tuple[Entered, str]]
) -> str:
    def act_and_note() -> str:
        row, location = act()
        on = clock.today(request.agency)
        services.arrived_from_device(row, by=request.actor, on=on, skp=skp, time=envelope.time())
        return location

    key: UUID | None = form.key
    return once(key, request.actor, act_and_note)


def _checked(form: Filled) -> Filled:
    if not form.is_valid():
        _refuse(form)
    return form


def _refuse(form: Any) -> Never:
    """Raises `InvalidInput` with the first sentence of each field under its label."""
    fields = {
        name: f"{form.fields[name].label}: {errors[0]}" if name in form.fields else str(errors[0])
        for name, errors in form.errors.items()
    }
    raise InvalidInput(next(iter(fields.values()), None), fields=fields)


def _refuse_half_a_file(request: Asking, envelope: EnvelopeForm) -> None:
    """A connection that breaks may leave a file that looks whole; its digest was taken on the device."""
    expected = envelope.cleaned_data["file_sha256"]
    if not expected:
        return
    upload = request.FILES.get("file")
    if upload is None:
        raise CutShort()
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    if digest.hexdigest() != expected:
        raise CutShort()
