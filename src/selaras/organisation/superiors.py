"""Who is whose pejabat penilai: derived from the tree, unless a person or the staff list says otherwise.

The superior is the head of one's own unit; for the head of a unit, the head of the nearest unit above that has
one; for the head of an OPD, the regional head (PermenPANRB 6/2022 lampiran II.C). A definitive head goes before
a Plt, a Plt before a Plh.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from selaras.core.audit import SYSTEM, recording
from selaras.organisation import events
from selaras.organisation.models import Agency, Assignment, AssignmentKind, Employee, LegalStatus, Unit

CANNOT_LEAD = frozenset({LegalStatus.ENDED, LegalStatus.SUSPENDED, LegalStatus.CLTN, LegalStatus.MPP})
RANK = {AssignmentKind.DEFINITIF: 0, AssignmentKind.PLT: 1, AssignmentKind.PLH: 2}
LINE_FIELDS = ("pejabat_penilai", "atasan_pejabat_penilai", "superior_is_fixed")


@dataclass(frozen=True, slots=True)
class Place:
    """One person in the tree: the unit, and a superior who is fixed by a decision or named by the list."""

    employee_id: UUID
    unit_id: UUID | None
    fixed_superior_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The two officials above a person; None where the tree has no answer."""

    pejabat_penilai_id: UUID | None
    atasan_pejabat_penilai_id: UUID | None


@dataclass(frozen=True, slots=True)
class Headship:
    """Somebody leads a unit, definitively or acting."""

    unit_id: UUID
    employee_id: UUID
    kind: AssignmentKind


def derive_lines(
    places: Iterable[Place],
    parents: Mapping[UUID, UUID | None],
    heads: Mapping[UUID, UUID],
    regional_head_id: UUID | None,
) -> dict[UUID, Line]:
    """The line above every person. `parents` maps units to the unit above, `heads` units to whoever leads them."""
    places = list(places)
    by_tree = {
        place.employee_id: superior_by_tree(place, parents, heads, regional_head_id) for place in places
    }
    superiors = dict(by_tree)
    for place in places:
        if place.fixed_superior_id in by_tree and place.employee_id != regional_head_id:
            superiors[place.employee_id] = place.fixed_superior_id
    for place in places:
        # Two people who name each other as superior would evaluate in a ring: there the tree decides.
        if place.fixed_superior_id is not None and is_in_ring(place.employee_id, superiors):
            superiors[place.employee_id] = by_tree[place.employee_id]
    return {
        person: Line(superior, superiors.get(superior) if superior else None)
        for person, superior in superiors.items()
    }


def superior_by_tree(
    place: Place,
    parents: Mapping[UUID, UUID | None],
    heads: Mapping[UUID, UUID],
    regional_head_id: UUID | None,
) -> UUID | None:
    """The head of the nearest unit, from the own one upwards, that somebody else leads."""
    if place.employee_id == regional_head_id:
        return None
    unit = place.unit_id
    seen: set[UUID] = set()
    while unit is not None and unit not in seen:
        seen.add(unit)
        head = heads.get(unit)
        if head is not None and head != place.employee_id:
            return head
        unit = parents.get(unit)
    return regional_head_id


def is_in_ring(person: UUID, superiors: Mapping[UUID, UUID | None]) -> bool:
    """Whether going up from a person one meets the person again."""
    above, seen = superiors.get(person), set[UUID]()
    while above is not None and above not in seen:
        if above == person:
            return True
        seen.add(above)
        above = superiors.get(above)
    return False


def heads_among(headships: Iterable[Headship]) -> dict[UUID, UUID]:
    """Unit → who leads it; of several the one of the highest rank, then always the same one."""
    best: dict[UUID, tuple[int, UUID]] = {}
    for headship in headships:
        candidate = (RANK[headship.kind], headship.employee_id)
        if headship.unit_id not in best or candidate < best[headship.unit_id]:
            best[headship.unit_id] = candidate
    return {unit_id: employee_id for unit_id, (_rank, employee_id) in best.items()}


def heads_on(agency: Agency, on: date) -> dict[UUID, UUID]:
    """Unit → who leads it on a day: whose own post it is, else who acts in it on that day."""
    working = Employee.objects.filter(agency=agency, position__is_head=True).exclude(
        legal_status__in=CANNOT_LEAD
    )
    own = working.values_list("position__unit_id", "id")
    found = [Headship(unit_id, person, AssignmentKind.DEFINITIF) for unit_id, person in own]
    acting = acting_on(agency, on).exclude(employee__legal_status__in=CANNOT_LEAD)
    rows = acting.filter(position__is_head=True).values_list("position__unit_id", "employee_id", "kind")
    found += [Headship(unit_id, person, AssignmentKind(kind)) for unit_id, person, kind in rows]
    return heads_among(found)


def acting_on(agency: Agency | UUID, on: date) -> Any:
    """Who acts as Plt or Plh in another post on a day."""
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), agency=agency, start__lte=on)
    return rows.exclude(kind=AssignmentKind.DEFINITIF)


def regional_head_of(agency: Agency) -> UUID | None:
    """The official at the top of the agency."""
    found = Employee.objects.filter(agency=agency, kind="pejabat_negara", legal_status=LegalStatus.ACTIVE)
    return found.order_by("id").values_list("id", flat=True).first()


def renew_lines(agency: Agency, on: date) -> list[Employee]:
    """Derive everybody's line anew and write what differs, inside an open recording. Returns the changed people."""
    employees = list(Employee.objects.filter(agency=agency).exclude(legal_status=LegalStatus.ENDED))
    working = {employee.pk for employee in employees}
    places = [place_of(employee, working) for employee in employees]
    parents = dict(Unit.objects.filter(agency=agency).values_list("id", "parent_id"))
    lines = derive_lines(places, parents, heads_on(agency, on), regional_head_of(agency))
    changed = [employee for employee in employees if set_line(employee, lines[employee.pk])]
    Employee.objects.bulk_update(changed, LINE_FIELDS, batch_size=300)
    note_next_change(agency, on)
    return changed


def note_next_change(agency: Agency, on: date) -> None:
    """Remember the next day on which an acting head begins or ends."""
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), agency=agency, position__is_head=True)
    days = rows.exclude(kind=AssignmentKind.DEFINITIF).values_list("start", "end")
    coming = [start for start, _end in days if start > on]
    coming += [end + timedelta(days=1) for _start, end in days if end is not None]
    agency.lines_due_on = min(coming, default=None)
    Agency.objects.filter(pk=agency.pk).update(lines_due_on=agency.lines_due_on)


def let_plans_follow(agency: Agency, on: date) -> None:
    """Superiors changed today: whatever hangs on them is renewed with the next request (`selaras.web.daily`)."""
    agency.lines_due_on = on
    Agency.objects.filter(pk=agency.pk).update(lines_due_on=on)


def renew_lines_if_due(agency: Agency, on: date) -> bool:
    """On a day on which an acting head begins or ends, or superiors changed, derive all lines anew.

    On other days nothing happens, without a query. Of two requests at once one does it; the answer is whether
    this was the one.
    """
    if agency.lines_due_on is None or agency.lines_due_on > on:
        return False
    with recording(events.LINES_RENEWED, by=SYSTEM, about=agency) as record:
        taken = Agency.objects.filter(pk=agency.pk, lines_due_on=agency.lines_due_on).update(
            lines_due_on=None
        )
        record.note(people=len(renew_lines(agency, on)) if taken else 0)
    return bool(taken)


def place_of(employee: Employee, working: Container[UUID]) -> Place:
    """A person's place; a decision goes before the list, and nobody answers to somebody who has left."""
    told = employee.pejabat_penilai_id if employee.superior_is_fixed else employee.listed_superior_id
    return Place(employee.pk, employee.unit_id, told if told in working else None)


def set_line(employee: Employee, line: Line) -> bool:
    """Put the line on the person (unsaved); whether it differs from what was there."""
    before = (employee.pejabat_penilai_id, employee.atasan_pejabat_penilai_id)
    employee.pejabat_penilai_id = line.pejabat_penilai_id
    employee.atasan_pejabat_penilai_id = line.atasan_pejabat_penilai_id
    if before[0] != line.pejabat_penilai_id:
        employee.superior_is_fixed = False  # the superior who was decided on has left
    return before != (line.pejabat_penilai_id, line.atasan_pejabat_penilai_id)
