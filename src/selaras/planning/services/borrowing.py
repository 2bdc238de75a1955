"""People of other units in a leader's matrix: the own superior is told, and says that it is known."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.core.notices import tell
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import BorrowedMember, RoleMatrixCell, Skp

LONGEST = 300


def borrow_member(skp: Skp, member: Employee, *, purpose: str, by: Actor, on: date) -> BorrowedMember:
    """Take somebody of another unit into the matrix; the own superior and the person are told.

    Raises `InvalidInput` for oneself, for one's own people, for who needs no SKP, and without a purpose.
    """
    require(by, Permission.EDIT_MATRIX, skp)
    words = purpose.strip()
    _check(skp, member, words)
    row = BorrowedMember(
        agency_id=skp.agency_id, skp=skp, member=member, own_superior=member.pejabat_penilai, purpose=words,
        asked_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic(), recording(events.MEMBER_BORROWED, by=by, about=row, purpose=words):
            row.save(force_insert=True)
            _tell(row, by)
    except IntegrityError as error:
        raise StepNotPossible(
            _("%(name)s sudah ada dalam matriks Anda.") % {"name": member.full_name},
            remedy=_("Tidak ada yang berubah. Tulis perannya pada baris pegawai itu."),
        ) from error
    return row


def know_borrowing(row: BorrowedMember, *, by: Actor, on: date) -> None:
    """The own superior has read who asks for the person, and for what. A second time changes nothing."""
    require(by, Permission.KNOW_BORROWING, row)
    if row.known_at is not None:
        return
    moment = clock.now()
    with recording(events.BORROWING_KNOWN, by=by, about=row, purpose=row.purpose):
        BorrowedMember.objects.filter(pk=row.pk, known_at=None).update(known_at=moment)
        text = _("%(name)s mengetahui bahwa %(member)s membantu hasil kerja Anda.")
        told = text % {"name": by.name, "member": row.member.full_name}
        url = f"{reverse('planning:matrix')}?tahun={row.skp.year}"
        tell(row.skp.employee_id, "matrix.known", told, agency_id=row.agency_id, url=url)
    row.known_at = moment


def end_borrowing(row: BorrowedMember, *, by: Actor, on: date) -> None:
    """Take the person out of the matrix again. Raises `StepNotPossible` while a role stands in the row."""
    require(by, Permission.EDIT_MATRIX, row.skp)
    if RoleMatrixCell.objects.filter(rhk__skp=row.skp, member_id=row.member_id).exists():
        raise StepNotPossible(
            _("Pegawai ini masih punya peran dalam matriks Anda."),
            remedy=_("Kosongkan dulu perannya, lalu keluarkan. Tidak ada yang berubah."),
        )
    with recording(events.BORROWING_ENDED, by=by, about=row, purpose=row.purpose):
        BorrowedMember.objects.filter(pk=row.pk).delete()


def _check(skp: Skp, member: Employee, words: str) -> None:
    if not words:
        raise InvalidInput(fields={"purpose": _("Tulis untuk apa, agar atasannya tahu apa yang diminta.")})
    if len(words) > LONGEST:
        raise InvalidInput(
            fields={
                "purpose": _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.")
                % {"size": len(words), "limit": LONGEST}
            }
        )
    if member.pk == skp.employee_id or member.pejabat_penilai_id == skp.employee_id:
        raise InvalidInput(_("Pegawai ini sudah ada dalam matriks Anda."))
    if not member.needs_skp:
        raise InvalidInput(_("Pegawai ini tidak menyusun SKP tahun ini, jadi tidak dapat diberi peran."))


def _tell(row: BorrowedMember, by: Actor) -> None:
    names = {"name": by.name, "member": row.member.full_name, "purpose": row.purpose}
    url = reverse("planning:borrowing", args=[row.pk])
    above = _("%(name)s meminta bantuan %(member)s: %(purpose)s. Mohon diketahui.") % names
    own = _("%(name)s (unit lain) meminta bantuan Anda: %(purpose)s. Atasan Anda diberi tahu.") % names
    tell(row.own_superior_id, "matrix.borrowed", above, agency_id=row.agency_id, url=url)
    tell(row.member_id, "matrix.borrowed", own, agency_id=row.agency_id, url=url)
