"""Who becomes whose pejabat penilai once a staff list is applied, and where that stays unclear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.organisation.models import Assignment, AssignmentKind, Employee, EmployeeKind, LegalStatus
from selaras.organisation.staff_import.state import State, is_working, key_of
from selaras.organisation.staff_list import StaffList
from selaras.organisation.superiors import (
    CANNOT_LEAD,
    Headship,
    Place,
    derive_lines,
    heads_among,
    place_of,
    set_line,
    superior_by_tree,
)

Unclear = list[tuple[Employee, str]]


@dataclass(frozen=True, slots=True)
class LineChange:
    """A person, already known, whose superior becomes another one."""

    employee: Employee
    old_id: UUID | None
    new_id: UUID | None


def plan_lines(
    state: State, staff: StaffList, held: Iterable[Assignment], before: Sequence[LineChange] = ()
) -> tuple[list[LineChange], Unclear]:
    """Derive all lines from the planned tree. `before` are changes of an earlier round on the same plan."""
    people = [person for person in state.people.values() if is_working(person)]
    heads = heads_among(_headships(state, people, held))
    parents = {unit.pk: unit.parent_id for unit in state.units.values()}
    top = _regional_head(people)
    listing = _listed_superiors(state, staff)
    touched = {person.pk for person in people if _note_listed(person, listing, parents, heads, top)}
    working = {person.pk for person in people}
    lines = derive_lines([place_of(person, working) for person in people], parents, heads, top)
    old = {change.employee.pk: change.old_id for change in before}
    changes = []
    for person in people:
        old_id = old.get(person.pk, person.pejabat_penilai_id)
        differs = set_line(person, lines[person.pk]) or person.pk in touched or person.pk in old
        if differs and not person._state.adding:
            changes.append(LineChange(person, old_id, person.pejabat_penilai_id))
    return changes, _unclear(state, staff, people)


def _headships(state: State, people: Iterable[Employee], held: Iterable[Assignment]) -> Iterable[Headship]:
    for person in people:
        position = state.positions_by_id.get(person.position_id) if person.position_id else None
        if position is not None and position.is_head and person.legal_status not in CANNOT_LEAD:
            yield Headship(position.unit_id, person.pk, AssignmentKind.DEFINITIF)
    for row in held:
        position, person = state.positions_by_id[row.position_id], state.people_by_id[row.employee_id]
        acts = row.kind != AssignmentKind.DEFINITIF and row.start <= state.on
        if acts and position.is_head and person.legal_status not in CANNOT_LEAD:
            yield Headship(position.unit_id, person.pk, AssignmentKind(row.kind))


def _regional_head(people: Iterable[Employee]) -> UUID | None:
    found = [
        person.pk
        for person in people
        if person.kind == EmployeeKind.STATE_OFFICIAL and person.legal_status == LegalStatus.ACTIVE
    ]
    return min(found, default=None)


def _listed_superiors(state: State, staff: StaffList) -> dict[UUID, UUID | None]:
    """For each person in the list the superior it names; people are missing where the list has no such column."""
    if not {"superior_nip", "superior_name"} & {heading.field for heading in staff.recognised}:
        return {}
    found: dict[UUID, UUID | None] = {}
    for row in staff.people():
        person = state.people[key_of(row.nip, row.name)]
        superior = state.people.get(row.superior_nip) if row.superior_nip else None
        found[person.pk] = superior.pk if superior is not None and superior is not person else None
    return found


def _note_listed(
    person: Employee,
    listing: dict[UUID, UUID | None],
    parents: dict[UUID, UUID | None],
    heads: dict[UUID, UUID],
    top: UUID | None,
) -> bool:
    """Keep the superior the list names, if the tree says somebody else; whether that differs from before."""
    if person.pk not in listing:
        return False
    told, before = listing[person.pk], person.listed_superior_id
    by_tree = superior_by_tree(Place(person.pk, person.unit_id), parents, heads, top)
    person.listed_superior_id = None if told == by_tree else told
    return person.listed_superior_id != before


def _unclear(state: State, staff: StaffList, people: Iterable[Employee]) -> Unclear:
    unknown = {
        row.nip: row.superior_nip
        for row in staff.people()
        if row.superior_nip and row.superior_nip not in state.people
    }
    found: Unclear = []
    for person in people:
        if person.needs_skp and person.pejabat_penilai_id is None:
            found.append((person, _("Tidak ada pimpinan di unit ini maupun di atasnya.")))
        elif person.nip in unknown:
            text = _("NIP atasan %(nip)s tidak ditemukan; sementara dipakai susunan unit.")
            found.append((person, text % {"nip": unknown[person.nip]}))
    return found
