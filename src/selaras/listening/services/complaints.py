"""Complaints about one officer: read by few, every reading recorded, sent on to the office that deals with them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.workflow import advance
from selaras.listening.events import COMPLAINT_READ, COMPLAINT_SENT_ON, COMPLAINT_TAKEN_BACK, OFFICE_NAMED
from selaras.listening.models import InputStatus, PublicInput, ReferralOffice
from selaras.listening.workflow import PUBLIC_INPUT

SECRET = frozenset({InputStatus.APART.value, InputStatus.SENT_ON.value})


def read_complaint(row: PublicInput, *, by: Actor, on: date) -> str:
    """The words of a complaint that was set apart. Who read it, and when, is recorded before they are shown."""
    require(by, Permission.READ_COMPLAINT, row)
    if row.status not in SECRET:
        raise StepNotPossible(_("Masukan ini tidak dipisahkan."))
    with recording(COMPLAINT_READ, by=by, about=row) as record:
        record.note(reference=row.reference, unit=row.unit.name)
    return row.text


def send_on(row: PublicInput, *, by: Actor, on: date, sent_on: date, note: str) -> None:
    """Record that it was handed to the named office. Raises `StepNotPossible` while no office is named."""
    require(by, Permission.SEND_ON_COMPLAINT, row)
    office = ReferralOffice.objects.filter(agency=row.agency_id).first()
    if office is None:
        raise StepNotPossible(
            _("Belum ada kantor tujuan."),
            remedy=_("Admin kota menetapkannya di halaman Pengaduan tentang petugas."),
        )
    if not row.received_on <= sent_on <= on:
        raise InvalidInput(fields={"sent_on": _("Hari meneruskan ada di antara hari masuk dan hari ini.")})
    with recording(COMPLAINT_SENT_ON, by=by, about=row, office=office.name) as record:
        record.note(sent_on=sent_on.isoformat(), reference=row.reference)
        advance(
            PUBLIC_INPUT,
            row,
            "send_on",
            sent_to=office.name,
            sent_note=note,
            sent_by_id=by.employee_id,
            sent_on=sent_on,
        )


def take_back(row: PublicInput, *, by: Actor, on: date, because: str) -> None:
    """It was set apart by mistake: it goes back to those who sort."""
    require(by, Permission.READ_COMPLAINT, row)
    with recording(COMPLAINT_TAKEN_BACK, by=by, about=row, because=because):
        advance(PUBLIC_INPUT, row, "take_back")


def name_referral_office(name: str, how: str, *, by: Actor, on: date) -> ReferralOffice:
    """Say where complaints about one officer go. What was sent on before keeps the name it was sent to."""
    row = ReferralOffice.objects.filter(agency=by.agency_id).first() or ReferralOffice(agency_id=by.agency_id)
    require(by, Permission.NAME_REFERRAL_OFFICE, row)
    words = " ".join(name.split())
    if not words:
        raise InvalidInput(fields={"name": _("Tulis nama kantornya.")})
    who = person_of(by)
    with recording(OFFICE_NAMED, by=by, about=row, name=words) as record:
        record.note(old=row.name)
        row.name, row.how, row.named_by_id, row.named_at = words, how.strip(), who, clock.now()
        row.save()
    return row
