"""Which posts begin and which end with a staff list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from selaras.organisation.models import Assignment, AssignmentKind, Position
from selaras.organisation.staff_import.state import HeldPost, State, fold_name, fold_path, key_of
from selaras.organisation.staff_list import Holding, KedudukanHukum, StaffList, StaffRow

Posts = tuple[list[Assignment], list[Assignment], list[Assignment]]
"""Those that begin, those that end, and those that never began."""


def plan_assignments(state: State, staff: StaffList, on: date) -> Posts:
    """Posts that begin and end. What was entered with a written order is not touched by a list."""
    wanted = dict(_wanted(state, staff))
    begun = [_assignment(state, key, row, on) for key, row in wanted.items() if key not in state.held]
    finished = _Finished(wanted, staff, state)
    over = [held for key, held in state.held.items() if finished.holds(key, held)]
    ended = [held for held in over if held.start < on]
    for held in ended:
        held.end = on - timedelta(days=1)
    return begun, ended, [held for held in over if held.start >= on]


class _Finished:
    """Judges whether a post that is held now ends with the list."""

    def __init__(self, wanted: dict[HeldPost, StaffRow], staff: StaffList, state: State) -> None:
        self._wanted = wanted
        self._with_own_post = {person for person, _post, kind in wanted if kind == AssignmentKind.DEFINITIF}
        self._left = {
            person.pk
            for row in staff.rows
            if row.legal_status is KedudukanHukum.ENDED
            and (person := state.people.get(key_of(row.nip, row.name)))
        }
        self._listed = {person for person, _post, _kind in wanted}
        names_acting = any(row.assignment is not Holding.DEFINITIF for row in staff.rows)
        self._may_end_acting = names_acting and not staff.refused_lines

    def holds(self, key: HeldPost, held: Assignment) -> bool:
        """The person has another post now, or has left, or the list no longer names the acting post."""
        person, _post, kind = key
        if key in self._wanted:
            return False
        if person in self._left:
            return True
        if kind == AssignmentKind.DEFINITIF:
            return person in self._with_own_post
        return person in self._listed and self._may_end_acting and not held.order_number


def _wanted(state: State, staff: StaffList) -> Iterator[tuple[HeldPost, StaffRow]]:
    for row in staff.rows:
        person = state.people.get(key_of(row.nip, row.name))
        if (
            person is None
            or not row.units
            or not row.position_title
            or row.legal_status is KedudukanHukum.ENDED
        ):
            continue
        unit = state.units[fold_path(row.units)]
        position = state.positions[unit.pk, fold_name(row.position_title)]
        yield (person.pk, position.pk, row.assignment.value), row


def _assignment(state: State, key: HeldPost, row: StaffRow, on: date) -> Assignment:
    person_id, position_id, kind = key
    position: Position = state.positions_by_id[position_id]
    return Assignment(
        agency=state.agency,
        employee=state.people_by_id[person_id],
        position=position,
        kind=AssignmentKind(kind),
        start=row.tmt_position or on,
    )
