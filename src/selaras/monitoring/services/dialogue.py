"""Talks that are remembered: one side writes, the other confirms and may add; warnings come early and with help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.notices import tell
from selaras.monitoring.events import DIALOGUE_CONFIRMED, DIALOGUE_HELD, WARNING_GIVEN
from selaras.monitoring.models import Dialogue, DialogueKind, Medium
from selaras.monitoring.models.work import TALKS
from selaras.monitoring.services.talk_plans import note_as_held
from selaras.monitoring.services.who import person
from selaras.planning.models import Skp

# Plans are talked about before their year begins.
BEFORE_THE_PERIOD = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class NewDialogue:
    """What was talked about. `cause` and `agreed_help` belong to warnings."""

    medium: str
    held_on: date
    summary: str
    kind: str = DialogueKind.PROGRESS
    cause: str = ""
    agreed_help: str = ""


def hold_dialogue(skp: Skp, *, by: Actor, on: date, new: NewDialogue) -> Dialogue:
    """Record a talk between employee and pejabat penilai; the other side is asked to confirm.

    Raises `InvalidInput` for a day to come or long before the period, and for empty words.
    """
    require(by, Permission.HOLD_DIALOGUE, skp)
    if new.kind not in TALKS:
        raise _refused("kind", _("Pilih jenis dialog."))
    _check(skp, on, new)
    text = _("%(name)s mencatat dialog kinerja dengan Anda. Baca, lengkapi bila perlu, lalu konfirmasi.")
    with recording(DIALOGUE_HELD, by=by, about=skp, held_on=new.held_on, dialogue_kind=new.kind):
        return _write(skp, by, new, text % {"name": by.name})


def warn_early(skp: Skp, *, by: Actor, on: date, new: NewDialogue) -> Dialogue:
    """Tell somebody early and kindly that a result is in danger, why, and which help was agreed (K-21).

    Raises `InvalidInput` without cause or help. What counts later is the day it was written, not a day chosen.
    """
    require(by, Permission.WARN_EARLY, skp)
    _check(skp, on, new)
    if not new.cause:
        raise _refused("cause", _("Tulis penyebab yang Anda bicarakan bersama."))
    if not new.agreed_help:
        raise _refused(
            "agreed_help", _("Tulis bantuan yang disepakati. Peringatan tanpa bantuan tidak menolong.")
        )
    text = _(
        "%(name)s mengajak Anda memperhatikan satu hal lebih awal, selagi masih ada waktu dan bantuan. "
        "Ini belum penilaian. Anda dapat menuliskan pandangan Anda."
    )
    with recording(WARNING_GIVEN, by=by, about=skp, held_on=new.held_on):
        return _write(skp, by, _as_warning(new), text % {"name": by.name})


def confirm_dialogue(dialogue: Dialogue, *, by: Actor, on: date, other_side: str = "") -> Dialogue:
    """The side that did not write says «yes, we talked» and may add its own words.

    Raises `NotAllowed` for the side that wrote, `StepNotPossible` when it is confirmed already.
    """
    require(by, Permission.CONFIRM_DIALOGUE, dialogue)
    if not is_other_side(dialogue, by):
        raise NotAllowed(_("Catatan dialog dikonfirmasi oleh pihak yang tidak menulisnya."))
    with recording(DIALOGUE_CONFIRMED, by=by, about=dialogue, held_on=dialogue.held_on):
        waiting = Dialogue.objects.filter(pk=dialogue.pk, confirmed_at=None)
        if waiting.update(other_side=other_side, confirmed_by_id=person(by), confirmed_at=clock.now()) == 0:
            raise StepNotPossible(_("Catatan dialog ini sudah dikonfirmasi."))
        text = _("%(name)s membaca dan mengonfirmasi catatan dialog Anda.") % {"name": by.name}
        url = _place(dialogue.skp_id)
        tell(dialogue.written_by_id, "dialogue_confirmed", text, agency_id=dialogue.agency_id, url=url)
    dialogue.refresh_from_db(fields=["other_side", "confirmed_by", "confirmed_at"])
    return dialogue


def is_other_side(dialogue: Dialogue, by: Actor) -> bool:
    """Whether the actor stands on the side that did not write the record."""
    written_by_employee = dialogue.written_by_id == dialogue.skp.employee_id
    is_employee = by.employee_id == dialogue.skp.employee_id
    return written_by_employee != is_employee and by.employee_id != dialogue.written_by_id


def _write(skp: Skp, by: Actor, new: NewDialogue, text: str) -> Dialogue:
    dialogue = Dialogue.objects.create(
        agency_id=skp.agency_id,
        skp=skp,
        kind=new.kind,
        medium=new.medium,
        held_on=new.held_on,
        summary=new.summary,
        cause=new.cause,
        agreed_help=new.agreed_help,
        written_by_id=person(by),
        written_at=clock.now(),
    )
    note_as_held(dialogue)
    other = skp.pejabat_penilai_id if by.employee_id == skp.employee_id else skp.employee_id
    tell(other, new.kind, text, agency_id=skp.agency_id, url=_place(skp.pk))
    return dialogue


def _check(skp: Skp, on: date, new: NewDialogue) -> None:
    if new.medium not in Medium.values:
        raise _refused("medium", _("Pilih cara berdialog."))
    if new.held_on > on:
        raise _refused(
            "held_on", _("Tanggal dialog tidak boleh di masa depan. Catat setelah dialognya berlangsung.")
        )
    if new.held_on < skp.period_start - BEFORE_THE_PERIOD:
        raise _refused(
            "held_on", _("Tanggal ini terlalu jauh sebelum SKP ini mulai berlaku. Periksa tahunnya.")
        )
    if not new.summary:
        raise _refused("summary", _("Tulis ringkasan pembicaraan."))


def _as_warning(new: NewDialogue) -> NewDialogue:
    return NewDialogue(
        medium=new.medium, held_on=new.held_on, summary=new.summary, kind=DialogueKind.EARLY_WARNING,
        cause=new.cause, agreed_help=new.agreed_help,
    )  # fmt: skip


def _refused(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: text})


def _place(skp_id: UUID) -> str:
    return f"{reverse('monitoring:year', args=[skp_id])}#dialog"
