"""Talks that are remembered: both sides write and share a summary, or not; warnings come early and with help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.notices import tell
from selaras.monitoring.events import (
    DIALOGUE_CONFIRMED,
    DIALOGUE_DISPUTED,
    DIALOGUE_HELD,
    DIALOGUE_REWORKED,
    WARNING_GIVEN,
)
from selaras.monitoring.models import Dialogue, DialogueKind, Medium
from selaras.monitoring.models.work import TALKS
from selaras.monitoring.services.talk_plans import note_as_held
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
    own_side: str = ""


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


def confirm_dialogue(
    dialogue: Dialogue, *, by: Actor, on: date, other_side: str = "", agrees: bool = True
) -> Dialogue:
    """The side that did not write says «yes, we talked», adds its part, and whether it shares the summary.

    Raises `NotAllowed` for the side that wrote, `StepNotPossible` when it is confirmed already, `InvalidInput` for a
    disagreement without words: kept is what differs, not that something does.
    """
    require(by, Permission.CONFIRM_DIALOGUE, dialogue)
    if not is_other_side(dialogue, by):
        raise NotAllowed(_("Catatan dialog dikonfirmasi oleh pihak yang tidak menulisnya."))
    if not agrees and not other_side:
        raise _refused("other_side", _("Tulis apa yang menurut Anda berbeda, agar keduanya tersimpan."))
    event = DIALOGUE_CONFIRMED if agrees else DIALOGUE_DISPUTED
    with recording(event, by=by, about=dialogue, held_on=dialogue.held_on):
        waiting = Dialogue.objects.filter(pk=dialogue.pk, confirmed_at=None, reworked_at=dialogue.reworked_at)
        confirmed = {"confirmed_by_id": person_of(by), "confirmed_at": clock.now()}
        if waiting.update(other_side=other_side, agrees=agrees, **confirmed) == 0:
            raise StepNotPossible(_("Catatan dialog ini sudah dikonfirmasi."))
        text = _told(agrees) % {"name": by.name}
        url = _place(dialogue.skp_id)
        tell(dialogue.written_by_id, "dialogue_confirmed", text, agency_id=dialogue.agency_id, url=url)
    dialogue.refresh_from_db(fields=["other_side", "agrees", "confirmed_by", "confirmed_at"])
    return dialogue


def rework_summary(dialogue: Dialogue, *, by: Actor, on: date, summary: str) -> Dialogue:
    """The writer words a summary anew that was not shared, once; the other side is asked again. Nothing is lost.

    Raises `NotAllowed` for the other side, `StepNotPossible` where it is shared, was worded anew before, or is a
    warning: of that the first words count.
    """
    require(by, Permission.HOLD_DIALOGUE, dialogue)
    if by.employee_id != dialogue.written_by_id:
        raise NotAllowed(_("Ringkasan disusun ulang oleh yang menulisnya."))
    if not summary:
        raise _refused("summary", _("Tulis ringkasan pembicaraan."))
    changes = {"summary": summary, "earlier_summary": dialogue.summary, "reworked_at": clock.now()}
    with recording(DIALOGUE_REWORKED, by=by, about=dialogue, held_on=dialogue.held_on):
        disputed = Dialogue.objects.filter(pk=dialogue.pk, kind__in=TALKS, agrees=False, reworked_at=None)
        if disputed.update(**changes, agrees=None, confirmed_by=None, confirmed_at=None) == 0:
            raise StepNotPossible(
                _("Ringkasan ini tidak dapat disusun ulang lagi."),
                remedy=_(
                    "Kedua pandangan tersimpan berdampingan. Bicarakan lagi dan catat sebagai dialog baru."
                ),
            )
        text = _("%(name)s menyusun ulang ringkasan dialog. Baca lagi, lalu konfirmasi.") % {"name": by.name}
        other = _other_side_of(dialogue)
        tell(other, "dialogue_reworked", text, agency_id=dialogue.agency_id, url=_place(dialogue.skp_id))
    dialogue.refresh_from_db()
    return dialogue


def _other_side_of(dialogue: Dialogue) -> UUID | None:
    skp = dialogue.skp
    return skp.pejabat_penilai_id if dialogue.written_by_id == skp.employee_id else skp.employee_id


def _told(agrees: bool) -> str:
    if agrees:
        return _("%(name)s membaca dan menyetujui ringkasan dialog Anda.")
    return _(
        "%(name)s membaca catatan dialog Anda dan menuliskan pandangan yang berbeda. Keduanya tersimpan; Anda dapat "
        "menyusun ulang ringkasannya sekali."
    )


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
        own_side=new.own_side,
        written_by_id=person_of(by),
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
