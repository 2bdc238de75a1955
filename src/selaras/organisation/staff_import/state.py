"""What the database holds now, in a few queries, keyed the way a staff list speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from selaras.organisation.models import Agency, Assignment, Employee, LegalStatus, Position, Unit

Path = tuple[str, ...]
HeldPost = tuple[UUID, UUID, str]
"""Person, post, how it is held."""


@dataclass(slots=True)
class State:
    """Units by folded path, posts by unit and folded title, people by key, posts held on the day or later."""

    agency: Agency
    on: date
    units: dict[Path, Unit] = field(default_factory=dict)
    positions: dict[tuple[UUID, str], Position] = field(default_factory=dict)
    people: dict[str, Employee] = field(default_factory=dict)
    held: dict[HeldPost, Assignment] = field(default_factory=dict)
    people_by_id: dict[UUID, Employee] = field(default_factory=dict)
    positions_by_id: dict[UUID, Position] = field(default_factory=dict)
    units_by_id: dict[UUID, Unit] = field(default_factory=dict)

    def add_unit(self, path: Path, unit: Unit) -> None:
        self.units[path] = unit
        self.units_by_id[unit.pk] = unit

    def add_position(self, position: Position) -> None:
        self.positions[position.unit_id, fold_name(position.title)] = position
        self.positions_by_id[position.pk] = position

    def add_person(self, person: Employee) -> None:
        self.people[key_of(person.nip, person.name)] = person
        self.people_by_id[person.pk] = person

    def place_text(self, position_id: UUID | None, unit_id: UUID | None) -> str:
        """Post and unit in words, as a page shows them."""
        position = self.positions_by_id.get(position_id) if position_id else None
        unit = self.units_by_id.get(unit_id) if unit_id else None
        return ", ".join(filter(None, (position.title if position else "", unit.name if unit else "")))

    def name_text(self, person_id: UUID | None) -> str:
        person = self.people_by_id.get(person_id) if person_id else None
        return person.full_name if person else ""


def load_state(agency: Agency, on: date) -> State:
    """Four queries whatever the size of the agency."""
    state = State(agency, on)
    units = {unit.pk: unit for unit in Unit.objects.filter(agency=agency)}
    for unit in units.values():
        unit.parent = units.get(unit.parent_id) if unit.parent_id else None
        unit.opd = units.get(unit.opd_id) if unit.opd_id else None
        state.add_unit(path_of_unit(unit, units), unit)
    for position in Position.objects.filter(agency=agency):
        position.unit = units[position.unit_id]
        state.add_position(position)
    for person in Employee.objects.filter(agency=agency).order_by("id"):
        state.add_person(person)
    open_rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), agency=agency)
    state.held = {(row.employee_id, row.position_id, row.kind): row for row in open_rows}
    return state


def path_of_unit(unit: Unit, by_id: dict[UUID, Unit]) -> Path:
    """Folded names from the OPD down to the unit, the way a list names it; what is above the OPD is left out."""
    names = [unit.name]
    while unit.parent_id is not None and unit.pk != unit.opd_id:
        unit = by_id[unit.parent_id]
        names.append(unit.name)
    return fold_path(tuple(reversed(names)))


def fold_path(path: Sequence[str]) -> Path:
    return tuple(map(fold_name, path))


def fold_name(name: str) -> str:
    """Two spellings of one name, in capitals or with two blanks, are one."""
    return " ".join(name.casefold().split())


def key_of(nip: str, name: str) -> str:
    """How a person is found again: by NIP; officials without one by name."""
    return nip or f"~{fold_name(name)}"


def is_working(employee: Employee) -> bool:
    """Whether the person still belongs to the agency."""
    return employee.legal_status != LegalStatus.ENDED
