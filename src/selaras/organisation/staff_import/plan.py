"""Compares a staff list with what is there: new, changed, moved, gone, and whose superior stays unclear.

Nothing is written here. The plan holds unsaved rows; `writing.write_plan` saves them in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from selaras.organisation.models import Agency, Assignment, AssignmentKind, Employee, Position, PositionKind, Unit
from selaras.organisation.staff_import.state import Path, State, is_working, load_state
from selaras.organisation.staff_list import Holding, StaffList, StaffRow
from selaras.organisation.superiors import Place, derive_lines, heads_on, regional_head_of

PERSON_FIELDS = (
    "name", "title_before", "title_after", "kind", "golongan", "birth_date", "sex", "email", "legal_status",
    "source_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one person: field → (old, new), in values a page can show."""

    employee: Employee
    values: dict[str, tuple[str, str]]
    line: int

    @property
    def is_move(self) -> bool:
        return "position" in self.values or "unit" in self.values


@dataclass(slots=True)
class ImportPlan:
    """Everything that would be written."""

    agency: Agency
    on: date
    units: list[Unit] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    changed_positions: list[Position] = field(default_factory=list)
    new: list[Employee] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    gone: list[Employee] = field(default_factory=list)
    unclear: list[Employee] = field(default_factory=list)
    new_assignments: list[Assignment] = field(default_factory=list)
    ended_assignments: list[Assignment] = field(default_factory=list)
    lines_changed: list[Employee] = field(default_factory=list)
    unchanged: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many of each; what the page and the console show first."""
        moved = sum(1 for change in self.changes if change.is_move)
        return {
            "new": len(self.new),
            "changed": len(self.changes) - moved,
            "moved": moved,
            "gone": len(self.gone),
            "unclear": len(self.unclear),
            "unchanged": self.unchanged,
            "units": len(self.units),
            "positions": len(self.positions),
        }

    @property
    def is_empty(self) -> bool:
        """Whether applying it would change nothing (people who are gone are only ended on demand)."""
        return not (
            self.units or self.positions or self.changed_positions or self.new or self.changes
            or self.new_assignments or self.ended_assignments or self.lines_changed
        )  # fmt: skip


def plan_import(agency: Agency, staff: StaffList, on: date) -> ImportPlan:
    """The difference between a list and the database on a day."""
    state = load_state(agency, on)
    plan = ImportPlan(agency, on)
    _plan_units(plan, state, staff.rows)
    _plan_positions(plan, state, staff.rows)
    for row in staff.people():
        _plan_person(plan, state, row)
    _plan_assignments(plan, state, staff.rows)
    listed = {row.nip for row in staff.rows}
    plan.gone = [person for nip, person in state.people.items() if nip not in listed and is_working(person)]
    _plan_lines(plan, state, staff.rows)
    return plan


def _plan_units(plan: ImportPlan, state: State, rows: Iterable[StaffRow]) -> None:
    for row in rows:
        for depth in range(1, len(row.units) + 1):
            path = row.units[:depth]
            if path not in state.units:
                unit = _new_unit(plan.agency, path, state.units.get(path[:-1]))
                state.units[path] = unit
                plan.units.append(unit)


def _new_unit(agency: Agency, path: Path, parent: Unit | None) -> Unit:
    unit = Unit(agency=agency, name=path[-1], parent=parent)
    unit.opd = (parent.opd or parent) if parent else unit
    return unit


def _plan_positions(plan: ImportPlan, state: State, rows: Iterable[StaffRow]) -> None:
    seen: set[UUID] = set()
    for row in rows:
        if not row.units or not row.position_title:
            continue
        unit = state.units[row.units]
        position = state.positions.get((unit.pk, row.position_title))
        if position is None:
            position = Position(agency=plan.agency, unit=unit, title=row.position_title)
            _describe(position, row)
            state.positions[unit.pk, row.position_title] = position
            plan.positions.append(position)
        elif position.pk not in seen and not position._state.adding and _describe(position, row):
            plan.changed_positions.append(position)
        seen.add(position.pk)


def _describe(position: Position, row: StaffRow) -> bool:
    wanted = (PositionKind(row.position_kind.value), row.jenjang, row.job_class, row.is_head)
    before = (position.kind, position.jenjang, position.job_class, position.is_head)
    position.kind, position.jenjang, position.job_class, position.is_head = wanted
    return before != wanted


def _plan_person(plan: ImportPlan, state: State, row: StaffRow) -> None:
    position = _position(state, row)
    employee = state.people.get(row.nip)
    if employee is None:
        employee = Employee(agency=plan.agency, nip=row.nip, position=position, unit=position.unit if position else None)
        for name in PERSON_FIELDS:
            setattr(employee, name, _value(row, name))
        state.people[row.nip] = employee
        plan.new.append(employee)
        return
    values = _differences(employee, row, position)
    if values:
        plan.changes.append(Change(employee, values, row.line))
    else:
        plan.unchanged += 1


def _differences(employee: Employee, row: StaffRow, position: Position | None) -> dict[str, tuple[str, str]]:
    values: dict[str, tuple[str, str]] = {}
    for name in PERSON_FIELDS:
        old, new = getattr(employee, name), _value(row, name)
        # A list that leaves a cell empty says nothing; it does not erase what is known.
        if new not in ("", None) and new != old:
            values[name] = (str(old or ""), str(new))
            setattr(employee, name, new)
    if position is not None and employee.position_id != position.pk and row.assignment is Holding.DEFINITIF:
        values["position"] = (str(employee.position_id or ""), f"{position.title}, {position.unit.name}")
        employee.position, employee.unit = position, position.unit
    return values


def _value(row: StaffRow, name: str) -> Any:
    value = getattr(row, name)
    return value.value if hasattr(value, "value") else value


def _position(state: State, row: StaffRow) -> Position | None:
    if not row.units or not row.position_title:
        return None
    return state.positions[state.units[row.units].pk, row.position_title]


def _plan_assignments(plan: ImportPlan, state: State, rows: Iterable[StaffRow]) -> None:
    wanted: dict[tuple[UUID, UUID, str], StaffRow] = {}
    for row in rows:
        position, person = _position(state, row), state.people.get(row.nip)
        if position is not None and person is not None:
            wanted[person.pk, position.pk, row.assignment.value] = row
    listed = {key[0] for key in wanted}
    for key, row in wanted.items():
        if key not in state.held:
            plan.new_assignments.append(_assignment(plan, state, row))
    for key, held in state.held.items():
        if key not in wanted and key[0] in listed:
            held.end = plan.on
            plan.ended_assignments.append(held)


def _assignment(plan: ImportPlan, state: State, row: StaffRow) -> Assignment:
    position = _position(state, row)
    return Assignment(
        agency=plan.agency,
        employee=state.people[row.nip],
        position=position,
        kind=AssignmentKind(row.assignment.value),
        start=row.tmt_position or plan.on,
    )


def _plan_lines(plan: ImportPlan, state: State, rows: Iterable[StaffRow]) -> None:
    told = {row.nip: row.superior_nip for row in rows if row.superior_nip in state.people}
    regional_head = regional_head_of(plan.agency)
    people = [person for person in state.people.values() if is_working(person)]
    places = [_place(person, state, told.get(person.nip, "")) for person in people]
    if regional_head is not None:
        places.append(Place(regional_head, None, is_head=True))
    parents = {unit.pk: unit.parent_id for unit in state.units.values()}
    lines = derive_lines(places, parents, _heads(plan, state), regional_head)
    for person in people:
        line = lines[person.pk]
        before = (person.pejabat_penilai_id, person.atasan_pejabat_penilai_id)
        after = (line.pejabat_penilai_id, line.atasan_pejabat_penilai_id)
        person.pejabat_penilai_id, person.atasan_pejabat_penilai_id = after
        if before != after and not person._state.adding:
            plan.lines_changed.append(person)
        if line.pejabat_penilai_id is None:
            plan.unclear.append(person)


def _place(person: Employee, state: State, told_nip: str) -> Place:
    fixed = person.pejabat_penilai_id if person.superior_is_fixed else None
    if fixed is None and told_nip and told_nip != person.nip:
        fixed = state.people[told_nip].pk
    return Place(person.pk, person.unit_id, bool(person.position and person.position.is_head), fixed)


def _heads(plan: ImportPlan, state: State) -> dict[UUID, UUID]:
    """Heads as they will stand once the plan is written."""
    heads = heads_on(plan.agency, plan.on)
    ended = {(row.position_id, row.employee_id) for row in plan.ended_assignments}
    by_id = {position.pk: position for position in state.positions.values()}
    for position_id, employee_id in ended:
        unit_id = by_id[position_id].unit_id
        if heads.get(unit_id) == employee_id:
            del heads[unit_id]
    order = {AssignmentKind.DEFINITIF: 0, AssignmentKind.PLT: 1, AssignmentKind.PLH: 2}
    fresh = sorted(plan.new_assignments, key=lambda row: order[AssignmentKind(row.kind)])
    for row in fresh:
        if by_id[row.position_id].is_head and (row.kind == AssignmentKind.DEFINITIF or by_id[row.position_id].unit_id not in heads):
            heads.setdefault(by_id[row.position_id].unit_id, row.employee_id)
            if row.kind == AssignmentKind.DEFINITIF:
                heads[by_id[row.position_id].unit_id] = row.employee_id
    return heads
