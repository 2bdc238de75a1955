"""What a leader writes into the matriks peran dan hasil."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput
from selaras.core.notices import tell
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import CascadeKind, RencanaHasilKerja, RoleMatrixCell

LONGEST = 500


def set_matrix_cell(
    rhk: RencanaHasilKerja,
    member: Employee,
    *,
    text: str,
    by: Actor,
    on: date,
    cascade: str = CascadeKind.INDIRECT,
) -> RoleMatrixCell | None:
    """Say what a member contributes to a result; an empty text clears the place. The member is told once."""
    require(by, Permission.EDIT_MATRIX, rhk)
    words = text.strip()
    _check(rhk, member, words)
    if not words:
        _clear(rhk, member, by)
        return None
    with recording(events.MATRIX_CELL_SET, by=by, about=rhk, text=words, member=str(member.pk)):
        cell, created = RoleMatrixCell.objects.update_or_create(
            agency_id=rhk.agency_id, rhk=rhk, member=member, defaults={"text": words, "cascade": cascade}
        )
        if created:
            _tell(rhk, member, by)
    found: RoleMatrixCell = cell
    return found


def _check(rhk: RencanaHasilKerja, member: Employee, words: str) -> None:
    if len(words) > LONGEST:
        raise InvalidInput(
            fields={
                "text": _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.")
                % {"size": len(words), "limit": LONGEST}
            }
        )
    if member.pejabat_penilai_id != rhk.skp.employee_id:
        raise InvalidInput(_("Matriks hanya memuat pegawai yang langsung Anda pimpin."))


def _clear(rhk: RencanaHasilKerja, member: Employee, by: Actor) -> None:
    cell = RoleMatrixCell.objects.filter(rhk=rhk, member=member).first()
    if cell is not None:
        with recording(events.MATRIX_CELL_CLEARED, by=by, about=rhk, text=cell.text, member=str(member.pk)):
            cell.delete()


def _tell(rhk: RencanaHasilKerja, member: Employee, by: Actor) -> None:
    text = _("%(name)s menuliskan peran Anda dalam matriks peran dan hasil %(year)s.")
    told = text % {"name": by.name, "year": rhk.skp.year}
    tell(member.pk, "matrix.cell", told, agency_id=rhk.agency_id, url=reverse("planning:mine"))
