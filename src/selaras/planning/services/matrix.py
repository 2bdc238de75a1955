"""What a leader writes into the matriks peran dan hasil: one place, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import Event, recording
from selaras.core.errors import ChangedMeanwhile, InvalidInput, Text
from selaras.core.notices import tell_many
from selaras.organisation.models import Employee
from selaras.planning import events
from selaras.planning.models import (
    BorrowedMember,
    CascadeKind,
    RencanaHasilKerja,
    RoleMatrixCell,
    Skp,
)

LONGEST, LONGEST_NAME = 500, 200
Place = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class CellValues:
    """What is to stand in one place; an empty text clears it. Without a `cascade` the way of supporting stays."""

    rhk: RencanaHasilKerja
    member: Employee
    text: str
    cascade: str = ""
    assigned_by: str = ""

    @property
    def place(self) -> Place:
        """Column and row."""
        return self.rhk.pk, self.member.pk


def set_matrix_cell(
    rhk: RencanaHasilKerja,
    member: Employee,
    *,
    text: str,
    by: Actor,
    on: date,
    cascade: str = "",
    assigned_by: str = "",
    seen: str | None = None,
) -> RoleMatrixCell | None:
    """Say what a member contributes to a result; an empty text clears the place. The member is told once.

    Raises `ChangedMeanwhile` when another text than `seen` stands there by now.
    """
    values = CellValues(rhk, member, text, cascade, assigned_by)
    set_matrix_cells(rhk.skp, [values], by=by, on=on, seen=None if seen is None else {values.place: seen})
    return RoleMatrixCell.objects.filter(rhk=rhk, member=member).first()


def set_matrix_cells(
    skp: Skp,
    cells: Sequence[CellValues],
    *,
    by: Actor,
    on: date,
    seen: dict[Place, str] | None = None,
) -> int:
    """Write many places of a leader's matrix in one act; returns how many changed.

    Raises `InvalidInput` before anything is written, with the first sentence for each kind of mistake.
    """
    require(by, Permission.EDIT_MATRIX, skp)
    _check(skp, cells)
    stored = _stored(cells)
    _refuse_overtaken(stored, seen or {})
    changed = [cell for cell in cells if _differs(cell, stored.get(cell.place))]
    if not changed:
        return 0
    with recording(_event_of(changed), by=by, about=skp, count=len(changed)) as rec:
        rec.note(text=changed[0].text or _old_text(changed[0], stored), changes=_told(changed, stored))
        _write(skp, changed, stored)
        _tell_new(changed, stored, by, skp)
    return len(changed)


def members_of(skp: Skp) -> set[UUID]:
    """Whom the leader of this plan may give a role: the own people, and those borrowed from other units."""
    own = Employee.objects.filter(pejabat_penilai_id=skp.employee_id).values_list("pk", flat=True)
    borrowed = BorrowedMember.objects.filter(skp=skp).values_list("member_id", flat=True)
    return {*own, *borrowed}


def _check(skp: Skp, cells: Sequence[CellValues]) -> None:
    for cell in cells:
        problems = _problems(cell)
        if problems:
            raise InvalidInput(fields=problems)
        if cell.rhk.skp_id != skp.pk or not cell.rhk.is_active:
            raise InvalidInput(_("Kolom matriks hanya hasil kerja Anda sendiri yang masih berlaku."))
    if not {cell.member.pk for cell in cells} <= members_of(skp):
        raise InvalidInput(
            _("Matriks hanya memuat pegawai yang langsung Anda pimpin."),
            remedy=_(
                "Untuk pegawai unit lain, tambahkan dulu lewat «Pegawai unit lain»; atasannya diberi tahu."
            ),
        )


def _problems(cell: CellValues) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    for name, limit in (("text", LONGEST), ("assigned_by", LONGEST_NAME)):
        size = len(getattr(cell, name).strip())
        if size > limit:
            problems[name] = _("Teks ini terlalu panjang: %(size)d huruf, paling banyak %(limit)d.") % {
                "size": size, "limit": limit,
            }  # fmt: skip
    if cell.cascade not in ("", *CascadeKind.values):
        problems["cascade"] = _("Pilih cara mendukung dari daftar.")
    if cell.cascade == CascadeKind.SPECIAL and cell.text.strip() and not cell.assigned_by.strip():
        problems["assigned_by"] = _("Tulis siapa yang menugaskan, mis. «Sekretaris Daerah, ST 800/12/2026».")
    return problems


def _stored(cells: Sequence[CellValues]) -> dict[Place, RoleMatrixCell]:
    rows = RoleMatrixCell.objects.filter(
        rhk__in={cell.rhk.pk for cell in cells}, member__in={cell.member.pk for cell in cells}
    )
    return {(row.rhk_id, row.member_id): row for row in rows}


def _refuse_overtaken(stored: dict[Place, RoleMatrixCell], seen: dict[Place, str]) -> None:
    for place, text in seen.items():
        now = stored[place].text if place in stored else ""
        if now != text:
            raise ChangedMeanwhile()


def _differs(cell: CellValues, row: RoleMatrixCell | None) -> bool:
    words = cell.text.strip()
    if row is None or not words:
        return bool(words) != (row is not None)
    return (row.text, row.cascade, row.assigned_by) != (words, *_way(cell, row))


def _way(cell: CellValues, row: RoleMatrixCell | None) -> tuple[str, str]:
    """Way of supporting and who assigned it; without a wish as it was."""
    if not cell.cascade:
        return (row.cascade, row.assigned_by) if row else (CascadeKind.INDIRECT, "")
    return cell.cascade, cell.assigned_by.strip() if cell.cascade == CascadeKind.SPECIAL else ""


def _write(skp: Skp, changed: Iterable[CellValues], stored: dict[Place, RoleMatrixCell]) -> None:
    fresh, kept, gone = [], [], []
    for cell in changed:
        row = stored.get(cell.place)
        if not cell.text.strip():
            gone.append(row.pk if row else None)
            continue
        cascade, assigned_by = _way(cell, row)
        values = {"text": cell.text.strip(), "cascade": cascade, "assigned_by": assigned_by}
        if row is None:
            fresh.append(RoleMatrixCell(agency_id=skp.agency_id, rhk=cell.rhk, member=cell.member, **values))
            continue
        for name, value in values.items():
            setattr(row, name, value)
        kept.append(row)
    RoleMatrixCell.objects.bulk_create(fresh)
    RoleMatrixCell.objects.bulk_update(kept, ["text", "cascade", "assigned_by"], batch_size=200)
    RoleMatrixCell.objects.filter(pk__in=gone).delete()


def _event_of(changed: Sequence[CellValues]) -> Event:
    if len(changed) > 1:
        return events.MATRIX_CELLS_SET
    return events.MATRIX_CELL_SET if changed[0].text.strip() else events.MATRIX_CELL_CLEARED


def _old_text(cell: CellValues, stored: dict[Place, RoleMatrixCell]) -> str:
    return stored[cell.place].text if cell.place in stored else ""


def _told(changed: Iterable[CellValues], stored: dict[Place, RoleMatrixCell]) -> list[dict[str, str]]:
    return [
        {
            "rhk": str(cell.rhk.pk), "member": str(cell.member.pk), "old": _old_text(cell, stored),
            "new": cell.text.strip(), "cascade": cell.cascade,
        }
        for cell in changed
    ]  # fmt: skip


def _tell_new(
    changed: Iterable[CellValues], stored: dict[Place, RoleMatrixCell], by: Actor, skp: Skp
) -> None:
    """Who gets a first word in a place hears of it, once for the whole act."""
    text = _("%(name)s menuliskan peran Anda dalam matriks peran dan hasil %(year)s.")
    people = [cell.member.pk for cell in changed if cell.text.strip() and cell.place not in stored]
    told = text % {"name": by.name, "year": skp.year}
    tell_many(people, "matrix.cell", told, agency_id=skp.agency_id, url=reverse("planning:mine"))
