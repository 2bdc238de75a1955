"""Compares a staff list with what is there: new, changed, moved, gone, and whose superior stays unclear.

Nothing is written here. The plan holds unsaved rows; `writing.write_plan` saves them in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from selaras.organisation.models import (
    Agency,
    Assignment,
    Employee,
    LegalStatus,
    Position,
    PositionKind,
    Unit,
)
from selaras.organisation.staff_import.lines import LineChange, plan_lines
from selaras.organisation.staff_import.posts import plan_assignments
from selaras.organisation.staff_import.state import (
    Path,
    State,
    fold_name,
    fold_path,
    is_working,
    key_of,
    load_state,
)
from selaras.organisation.staff_list import Holding, StaffList, StaffRow

PERSON_FIELDS = (
    "name", "title_before", "title_after", "kind", "golongan", "birth_date", "sex", "email", "legal_status",
    "source_id",
)  # fmt: skip
# What the reader works out from the NIP or takes for granted where the list has no such column.
GUESSED = frozenset({"kind", "birth_date", "sex", "legal_status"})


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one person: field → (old, new), in values a page can show."""

    employee: Employee
    values: dict[str, tuple[str, str]]
    line: int

    @property
    def is_move(self) -> bool:
        """Another post or unit."""
        return "position" in self.values


@dataclass(slots=True)
class ImportPlan:
    """Everything that would be written."""

    agency: Agency
    on: date
    state: State
    staff: StaffList
    units: list[Unit] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    changed_positions: list[Position] = field(default_factory=list)
    new: list[Employee] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    gone: list[Employee] = field(default_factory=list)
    unclear: list[tuple[Employee, str]] = field(default_factory=list)
    new_assignments: list[Assignment] = field(default_factory=list)
    ended_assignments: list[Assignment] = field(default_factory=list)
    dropped_assignments: list[Assignment] = field(default_factory=list)
    line_changes: list[LineChange] = field(default_factory=list)
    lines_by_nip: dict[str, int] = field(default_factory=dict)
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
            "superior": sum(1 for row in self.line_changes if row.old_id != row.new_id),
            "unchanged": self.unchanged,
            "units": len(self.units),
            "positions": len(self.positions) + len(self.changed_positions),
            "posts_held": len(self.new_assignments)
            + len(self.ended_assignments)
            + len(self.dropped_assignments),
            "refused": len(self.staff.refused_lines),
            "warnings": len(self.staff.warnings),
            "people": self.staff.people_seen,
        }

    @property
    def is_empty(self) -> bool:
        """Whether applying it would change nothing (people who are gone are only ended on demand)."""
        return not (
            self.units or self.positions or self.changed_positions or self.new or self.changes
            or self.new_assignments or self.ended_assignments or self.dropped_assignments or self.line_changes
        )  # fmt: skip


def plan_import(agency: Agency, staff: StaffList, on: date) -> ImportPlan:
    """The difference between a list and the database on a day; four queries."""
    state = load_state(agency, on)
    plan = ImportPlan(agency, on, state, staff)
    _plan_units(plan, state, staff.rows)
    _plan_positions(plan, state, staff.rows)
    silent = GUESSED - {heading.field for heading in staff.recognised}
    for row in staff.people():
        _plan_person(plan, state, row, silent)
        plan.lines_by_nip.setdefault(key_of(row.nip, row.name), row.line)
    posts = plan_assignments(state, staff, on)
    plan.new_assignments, plan.ended_assignments, plan.dropped_assignments = posts
    plan.gone = _gone(plan, state, staff.rows)
    _renew_lines(plan)
    return plan


def end_the_gone(plan: ImportPlan) -> None:
    """Mark those who are missing from the list as no longer working, and derive all lines once more."""
    for person in plan.gone:
        person.legal_status = LegalStatus.ENDED
    _renew_lines(plan)


def _renew_lines(plan: ImportPlan) -> None:
    acting = [*plan.state.held.values(), *plan.new_assignments]
    over = {row.pk for row in (*plan.ended_assignments, *plan.dropped_assignments)}
    headed = [row for row in acting if row.pk not in over]
    plan.line_changes, plan.unclear = plan_lines(plan.state, plan.staff, headed, plan.line_changes)


def _plan_units(plan: ImportPlan, state: State, rows: Iterable[StaffRow]) -> None:
    for row in rows:
        for depth in range(1, len(row.units) + 1):
            path = fold_path(row.units[:depth])
            if path not in state.units:
                unit = _new_unit(plan.agency, row.units[depth - 1], state.units.get(path[:-1]))
                if depth == len(row.units):
                    unit.source_id = row.unit_source_id
                state.add_unit(path, unit)
                plan.units.append(unit)


def _new_unit(agency: Agency, name: str, parent: Unit | None) -> Unit:
    unit = Unit(agency=agency, name=name, parent=parent)
    unit.opd = (parent.opd or parent) if parent else unit
    return unit


def _plan_positions(plan: ImportPlan, state: State, rows: Iterable[StaffRow]) -> None:
    seen: set[UUID] = set()
    for row in rows:
        if not row.units or not row.position_title:
            continue
        unit = state.units[fold_path(row.units)]
        position = state.positions.get((unit.pk, fold_name(row.position_title)))
        if position is None:
            position = Position(agency=plan.agency, unit=unit, title=row.position_title)
            _describe(position, row)
            state.add_position(position)
            plan.positions.append(position)
        elif position.pk not in seen and not position._state.adding and _describe(position, row):
            plan.changed_positions.append(position)
        seen.add(position.pk)


def _describe(position: Position, row: StaffRow) -> bool:
    """What the list says about a post; where it says nothing, what is known stays."""
    before = (position.kind, position.jenjang, position.job_class, position.is_head)
    position.kind = PositionKind(row.position_kind.value)
    position.jenjang = row.jenjang or position.jenjang
    position.job_class = row.job_class if row.job_class is not None else position.job_class
    position.is_head = row.is_head
    return before != (position.kind, position.jenjang, position.job_class, position.is_head)


def _plan_person(plan: ImportPlan, state: State, row: StaffRow, silent: frozenset[str]) -> None:
    employee = state.people.get(key_of(row.nip, row.name))
    if employee is None:
        employee = _new_person(plan.agency, state, row)
        state.add_person(employee)
        plan.new.append(employee)
        return
    values = _differences(state, employee, row, silent)
    if values:
        plan.changes.append(Change(employee, values, row.line))
    else:
        plan.unchanged += 1


def _new_person(agency: Agency, state: State, row: StaffRow) -> Employee:
    position, unit = position_of(state, row), unit_of(state, row)
    own_post = position if row.assignment is Holding.DEFINITIF else None
    employee = Employee(agency=agency, nip=row.nip, position=own_post, unit=unit)
    for name in PERSON_FIELDS:
        setattr(employee, name, _value(row, name))
    return employee


def _differences(
    state: State, employee: Employee, row: StaffRow, silent: frozenset[str]
) -> dict[str, tuple[str, str]]:
    values: dict[str, tuple[str, str]] = {}
    returns = employee.legal_status == LegalStatus.ENDED
    for name in PERSON_FIELDS:
        old, new = getattr(employee, name), _value(row, name)
        says_nothing = new in ("", None) or (name in silent and not (name == "legal_status" and returns))
        if not says_nothing and new != old:
            values[name] = (str(old or ""), str(new))
            setattr(employee, name, new)
    position = position_of(state, row)
    if position is not None and employee.position_id != position.pk and row.assignment is Holding.DEFINITIF:
        old_place = state.place_text(employee.position_id, employee.unit_id)
        values["position"] = (old_place, state.place_text(position.pk, position.unit_id))
        employee.position, employee.unit = position, position.unit
    return values


def _value(row: StaffRow, name: str) -> Any:
    value = getattr(row, name)
    return value.value if hasattr(value, "value") else value


def unit_of(state: State, row: StaffRow) -> Unit | None:
    """The unit a row names."""
    return state.units[fold_path(row.units)] if row.units else None


def position_of(state: State, row: StaffRow) -> Position | None:
    """The post a row names."""
    unit = unit_of(state, row)
    if unit is None or not row.position_title:
        return None
    return state.positions[unit.pk, fold_name(row.position_title)]


def _gone(plan: ImportPlan, state: State, rows: Iterable[StaffRow]) -> list[Employee]:
    """People of the OPD in the list who are not in it; a list of one OPD says nothing about the others."""
    listed = {row.nip for row in rows}
    tops: set[Path] = {fold_path(row.units[:1]) for row in rows if row.units}
    opds = {state.units[path].opd_id for path in tops}
    unit_opd = {unit.pk: unit.opd_id for unit in state.units.values()}
    fresh = {person.pk for person in plan.new}
    return [
        person
        for person in state.people.values()
        if person.nip and person.nip not in listed and is_working(person) and person.pk not in fresh
        and person.unit_id is not None and unit_opd.get(person.unit_id) in opds
    ]  # fmt: skip
