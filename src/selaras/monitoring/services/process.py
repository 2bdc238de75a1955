"""A process that became simpler: told with numbers before and after, and checked by a second person (P-24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.monitoring.events import PROCESS_CHANGE_CHECKED, PROCESS_CHANGED
from selaras.monitoring.models import Evidence, ProcessChange
from selaras.planning.models import RencanaHasilKerja, Skp

MEASURES = ("days", "steps", "documents", "count")


@dataclass(frozen=True, slots=True)
class NewProcessChange:
    """What was changed, and what is compared; each measure has both numbers or none."""

    process: str
    what: str
    measured_on: date
    days: tuple[Decimal | None, Decimal | None] = (None, None)
    steps: tuple[int | None, int | None] = (None, None)
    documents: tuple[int | None, int | None] = (None, None)
    counted: str = ""
    count: tuple[int | None, int | None] = (None, None)
    rhk_id: UUID | None = None
    evidence_id: UUID | None = None


def tell_process_change(skp: Skp, *, by: Actor, on: date, new: NewProcessChange) -> ProcessChange:
    """Write down what became simpler; the pejabat penilai is asked to look at it.

    Raises `InvalidInput` without a pair of numbers, for half a pair, and for a day to come.
    """
    require(by, Permission.RECORD_PROGRESS, skp)
    _check(skp, on, new)
    pairs = {f"{name}_{when}": value for name in MEASURES for when, value in _pair(new, name)}
    change = ProcessChange(
        agency_id=skp.agency_id, skp=skp, rhk_id=new.rhk_id, evidence_id=new.evidence_id, process=new.process,
        what=new.what, measured_on=new.measured_on, counted=new.counted, written_at=clock.now(), **pairs,
    )  # fmt: skip
    with recording(PROCESS_CHANGED, by=by, about=change, process=new.process):
        change.save(force_insert=True)
        text = _("%(name)s menyederhanakan «%(process)s» dan meminta Anda memeriksa angkanya.")
        words = text % {"name": by.name, "process": new.process}
        url = reverse("monitoring:process_change", args=[change.pk])
        tell(skp.pejabat_penilai_id, "process_change", words, agency_id=skp.agency_id, url=url)
    return change


def check_process_change(
    change: ProcessChange, *, by: Actor, on: date, is_confirmed: bool, words: str
) -> ProcessChange:
    """Say whether the numbers hold and how that was found out. Raises `InvalidInput` without words.

    Raises `StepNotPossible` where somebody looked already.
    """
    require(by, Permission.CHECK_PROCESS_CHANGE, change)
    if not words:
        raise _refused("words", _("Tulis bagaimana Anda memeriksanya, misalnya dari berkas mana."))
    facts: dict[str, Any] = {
        "checked_by_id": person_of(by),
        "checked_at": clock.now(),
        "is_confirmed": is_confirmed,
    }
    outcome = _("sesuai") if is_confirmed else _("belum sesuai")
    with recording(PROCESS_CHANGE_CHECKED, by=by, about=change, process=change.process, outcome=outcome):
        waiting = ProcessChange.objects.filter(pk=change.pk, checked_at=None)
        if waiting.update(check_words=words, **facts) == 0:
            raise StepNotPossible(_("Perubahan ini sudah diperiksa."))
        text = _("%(name)s memeriksa penyederhanaan «%(process)s»: %(outcome)s.")
        told = text % {"name": by.name, "process": change.process, "outcome": outcome}
        url = reverse("monitoring:process_change", args=[change.pk])
        tell(change.skp.employee_id, "process_checked", told, agency_id=change.agency_id, url=url)
    change.refresh_from_db(fields=["checked_by", "checked_at", "is_confirmed", "check_words"])
    return change


def _pair(new: NewProcessChange, name: str) -> tuple[tuple[str, Any], tuple[str, Any]]:
    before, after = getattr(new, name)
    return ("before", before), ("after", after)


def _check(skp: Skp, on: date, new: NewProcessChange) -> None:
    fields = {name: text for name in MEASURES if (text := _problem_of_pair(*getattr(new, name)))}
    fields = {f"{name}_after": text for name, text in fields.items()}
    if all(value is None for name in MEASURES for value in getattr(new, name)):
        fields["days_before"] = _("Isi sedikitnya satu pasang angka: sebelum dan sesudah.")
    if new.count != (None, None) and not new.counted:
        fields["counted"] = _("Tulis apa yang dihitung, misalnya jenis izin.")
    if not skp.period_start <= new.measured_on <= on:
        fields["measured_on"] = _("Pilih hari dalam masa SKP ini, paling lambat hari ini.")
    if new.rhk_id and not RencanaHasilKerja.objects.filter(pk=new.rhk_id, skp=skp).exists():
        fields["rhk"] = _("Pilih hasil kerja dari SKP ini.")
    if new.evidence_id and not Evidence.objects.filter(pk=new.evidence_id, skp=skp).exists():
        fields["evidence"] = _("Pilih bukti dari SKP ini.")
    if fields:
        raise InvalidInput(fields=fields)


def _problem_of_pair(before: Decimal | int | None, after: Decimal | int | None) -> str:
    if (before is None) != (after is None):
        return _("Isi keduanya: sebelum dan sesudah.")
    if before is not None and after is not None and min(before, after) < 0:
        return _("Angkanya tidak dapat kurang dari nol.")
    return ""


def _refused(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: text})
