"""Saves an import plan with a bounded number of statements, inside one recording."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q

from selaras.core.audit import Doer, Entry, recording_many
from selaras.organisation import events
from selaras.organisation.models import Assignment, Employee, Position, Unit
from selaras.organisation.staff_import.plan import PERSON_FIELDS, ImportPlan, end_the_gone
from selaras.organisation.superiors import LINE_FIELDS, let_plans_follow

BATCH = 300
CHANGEABLE = (*PERSON_FIELDS, "position", "unit")
Told = Callable[[int], None]
"""Hears how many rows were written, for progress bars."""


def write_plan(plan: ImportPlan, *, by: Doer, end_gone: bool = False, told: Told | None = None) -> None:
    """Save everything or nothing. With `end_gone`, people missing from the list are marked as no longer working."""
    if end_gone:
        end_the_gone(plan)
    tell = told or (lambda _count: None)
    with recording_many(events.EMPLOYEE_CHANGED, by=by) as entries:
        _write_tree(plan)
        _in_batches(Employee.objects.bulk_create, plan.new, tell)
        changed = [change.employee for change in plan.changes]
        _in_batches(lambda rows: Employee.objects.bulk_update(rows, CHANGEABLE), changed, tell)
        lines = [change.employee for change in plan.line_changes]
        fields = [*LINE_FIELDS, "listed_superior"]
        _in_batches(lambda rows: Employee.objects.bulk_update(rows, fields), lines, tell)
        _write_posts(plan)
        if plan.line_changes or plan.new_assignments:
            let_plans_follow(plan.agency, plan.on)
        entries += _entries(plan)
        if end_gone:
            entries += _end(plan)


def _write_tree(plan: ImportPlan) -> None:
    for depth in _by_depth(plan.units):
        Unit.objects.bulk_create(depth, batch_size=BATCH)
    Position.objects.bulk_create(plan.positions, batch_size=BATCH)
    fields = ["kind", "jenjang", "job_class", "is_head"]
    Position.objects.bulk_update(plan.changed_positions, fields, batch_size=BATCH)


def _by_depth(units: list[Unit]) -> list[list[Unit]]:
    levels: dict[int, list[Unit]] = {}
    for unit in units:
        depth, parent = 0, unit.parent
        while parent is not None:
            depth, parent = depth + 1, parent.parent
        levels.setdefault(depth, []).append(unit)
    return [levels[depth] for depth in sorted(levels)]


def _in_batches(write: Callable[[list[Any]], Any], rows: list[Any], tell: Told) -> None:
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        write(part)
        tell(len(part))


def _write_posts(plan: ImportPlan) -> None:
    Assignment.objects.bulk_update(plan.ended_assignments, ["end"], batch_size=BATCH)
    for start in range(0, len(plan.dropped_assignments), BATCH):
        part = plan.dropped_assignments[start : start + BATCH]
        Assignment.objects.filter(pk__in=[row.pk for row in part]).delete()
    Assignment.objects.bulk_create(plan.new_assignments, batch_size=BATCH)


def _entries(plan: ImportPlan) -> list[Entry]:
    found = [_entry(person, {"new": True}) for person in plan.new]
    found += [_entry(change.employee, {"changes": change.values}) for change in plan.changes]
    names = plan.state.name_text
    found += [
        _entry(row.employee, {"changes": {"pejabat_penilai": (names(row.old_id), names(row.new_id))}})
        for row in plan.line_changes
    ]
    return found


def _end(plan: ImportPlan) -> Iterable[Entry]:
    """The people who are gone: their state (already changed in the plan), and the end of the posts they held."""
    day_before = plan.on - timedelta(days=1)
    _in_batches(
        lambda rows: Employee.objects.bulk_update(rows, ["legal_status"]), plan.gone, lambda _count: None
    )
    ids = [person.pk for person in plan.gone]
    for start in range(0, len(ids), BATCH):
        rows = Assignment.objects.filter(Q(end=None) | Q(end__gt=day_before), start__lte=day_before)
        rows.filter(employee_id__in=ids[start : start + BATCH]).update(end=day_before)
    return [_entry(person, {"new": person.legal_status}) for person in plan.gone]


def _entry(employee: Employee, detail: dict[str, Any]) -> Entry:
    return Entry(employee.agency_id, employee.pk, "Employee", employee.pk, detail)
