"""Who is whose pejabat penilai: derived from the tree, unless a person decided otherwise.

The superior is the head of one's own unit; for the head of a unit, the head of the nearest unit above that has
one; for the head of an OPD, the regional head (PermenPANRB 6/2022 lampiran II.C). A definitive head goes before
a Plt, a Plt before a Plh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from selaras.organisation.models import Agency, Assignment, AssignmentKind, Employee, LegalStatus, Position, Unit

_ORDER = {AssignmentKind.DEFINITIF: 0, AssignmentKind.PLT: 1, AssignmentKind.PLH: 2}


@dataclass(frozen=True, slots=True)
class Place:
    """One person in the tree: the unit, whether heading it, and a superior that is fixed by decision or list."""

    employee_id: UUID
    unit_id: UUID | None
    is_head: bool
    fixed_superior_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The two officials above a person; None where the tree has no answer."""

    pejabat_penilai_id: UUID | None
    atasan_pejabat_penilai_id: UUID | None


def derive_lines(
    places: Iterable[Place],
    parents: Mapping[UUID, UUID | None],
    heads: Mapping[UUID, UUID],
    regional_head_id: UUID | None,
) -> dict[UUID, Line]:
    """The line above every person. `parents` maps units to the unit above, `heads` units to whoever leads them."""
    places = list(places)
    superiors = {place.employee_id: _superior(place, parents, heads, regional_head_id) for place in places}
    return {
        person: Line(superior, superiors.get(superior) if superior else None) for person, superior in superiors.items()
    }


def _superior(
    place: Place,
    parents: Mapping[UUID, UUID | None],
    heads: Mapping[UUID, UUID],
    regional_head_id: UUID | None,
) -> UUID | None:
    if place.employee_id == regional_head_id:
        return None
    if place.fixed_superior_id is not None:
        return place.fixed_superior_id
    unit = place.unit_id
    seen: set[UUID] = set()
    while unit is not None and unit not in seen:
        seen.add(unit)
        head = heads.get(unit)
        if head is not None and head != place.employee_id:
            return head
        unit = parents.get(unit)
    return regional_head_id


def heads_on(agency: Agency, on: date) -> dict[UUID, UUID]:
    """Unit → who leads it on a day."""
    held = Assignment.objects.filter(
        Q(end=None) | Q(end__gte=on), agency=agency, position__is_head=True, start__lte=on
    ).exclude(employee__legal_status__in=(LegalStatus.ENDED, LegalStatus.SUSPENDED, LegalStatus.CLTN, LegalStatus.MPP))
    heads: dict[UUID, tuple[int, UUID]] = {}
    for unit_id, employee_id, kind in held.values_list("position__unit_id", "employee_id", "kind"):
        candidate = (_ORDER[AssignmentKind(kind)], employee_id)
        if unit_id not in heads or candidate < heads[unit_id]:
            heads[unit_id] = candidate
    return {unit_id: employee_id for unit_id, (_rank, employee_id) in heads.items()}


def regional_head_of(agency: Agency) -> UUID | None:
    """The official at the top of the agency."""
    found = Employee.objects.filter(agency=agency, kind="pejabat_negara", legal_status=LegalStatus.ACTIVE)
    return found.order_by("id").values_list("id", flat=True).first()


def renew_lines(agency: Agency, on: date) -> list[Employee]:
    """Derive everybody's line anew and write what differs, inside an open recording. Returns the changed people."""
    employees = list(Employee.objects.filter(agency=agency).exclude(legal_status=LegalStatus.ENDED))
    leading = set(Position.objects.filter(agency=agency, is_head=True).values_list("id", flat=True))
    places = [_place(employee, leading) for employee in employees]
    parents = dict(Unit.objects.filter(agency=agency).values_list("id", "parent_id"))
    lines = derive_lines(places, parents, heads_on(agency, on), regional_head_of(agency))
    changed = [employee for employee in employees if _set_line(employee, lines[employee.pk])]
    Employee.objects.bulk_update(changed, ["pejabat_penilai", "atasan_pejabat_penilai"], batch_size=300)
    return changed


def _place(employee: Employee, leading: set[UUID]) -> Place:
    fixed = employee.pejabat_penilai_id if employee.superior_is_fixed else None
    return Place(employee.pk, employee.unit_id, employee.position_id in leading, fixed)


def _set_line(employee: Employee, line: Line) -> bool:
    before = (employee.pejabat_penilai_id, employee.atasan_pejabat_penilai_id)
    employee.pejabat_penilai_id = line.pejabat_penilai_id
    employee.atasan_pejabat_penilai_id = line.atasan_pejabat_penilai_id
    return before != (line.pejabat_penilai_id, line.atasan_pejabat_penilai_id)
