"""What the database holds now, in a few queries, keyed the way a staff list speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from selaras.organisation.models import Agency, Assignment, Employee, LegalStatus, Position, Unit

Path = tuple[str, ...]


@dataclass(slots=True)
class State:
    """Units by path, posts by unit and title, people by NIP, posts held on the day by person and post."""

    agency: Agency
    on: date
    units: dict[Path, Unit] = field(default_factory=dict)
    positions: dict[tuple[UUID, str], Position] = field(default_factory=dict)
    people: dict[str, Employee] = field(default_factory=dict)
    held: dict[tuple[UUID, UUID, str], Assignment] = field(default_factory=dict)


def load_state(agency: Agency, on: date) -> State:
    """Four queries whatever the size of the agency."""
    state = State(agency, on)
    state.units = _by_path(list(Unit.objects.filter(agency=agency)))
    state.positions = {
        (position.unit_id, position.title): position for position in Position.objects.filter(agency=agency)
    }
    people = Employee.objects.filter(agency=agency).exclude(nip="")
    state.people = {employee.nip: employee for employee in people}
    open_rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), agency=agency)
    state.held = {(row.employee_id, row.position_id, row.kind): row for row in open_rows}
    return state


def _by_path(units: list[Unit]) -> dict[Path, Unit]:
    by_id = {unit.pk: unit for unit in units}
    return {_path(unit, by_id): unit for unit in units}


def _path(unit: Unit, by_id: dict[UUID, Unit]) -> Path:
    names = [unit.name]
    while unit.parent_id is not None:
        unit = by_id[unit.parent_id]
        names.append(unit.name)
    return tuple(reversed(names))


def is_working(employee: Employee) -> bool:
    """Whether the person still belongs to the agency."""
    return employee.legal_status != LegalStatus.ENDED
