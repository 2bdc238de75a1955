"""Saves an import plan with a bounded number of statements, inside one recording."""

from __future__ import annotations

from selaras.core.audit import Doer, Entry, recording_many
from selaras.organisation import events
from selaras.organisation.models import Assignment, Employee, LegalStatus, Position, Unit
from selaras.organisation.staff_import.plan import PERSON_FIELDS, ImportPlan

BATCH = 300
CHANGEABLE = (*PERSON_FIELDS, "position", "unit")


def write_plan(plan: ImportPlan, *, by: Doer, end_gone: bool = False) -> None:
    """Save everything or nothing. With `end_gone`, people missing from the list are marked as no longer working."""
    with recording_many(events.EMPLOYEE_CHANGED, by=by) as entries:
        _write_tree(plan)
        Employee.objects.bulk_create(plan.new, batch_size=BATCH)
        changed = [change.employee for change in plan.changes]
        Employee.objects.bulk_update(changed, CHANGEABLE, batch_size=BATCH)
        lines = ["pejabat_penilai", "atasan_pejabat_penilai"]
        Employee.objects.bulk_update(plan.lines_changed, lines, batch_size=BATCH)
        Assignment.objects.bulk_update(plan.ended_assignments, ["end"], batch_size=BATCH)
        Assignment.objects.bulk_create(plan.new_assignments, batch_size=BATCH)
        entries += [_entry(employee, {"new": True}) for employee in plan.new]
        entries += [_entry(change.employee, {"changes": change.values}) for change in plan.changes]
        if end_gone:
            entries += _end(plan.gone)


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


def _end(gone: list[Employee]) -> list[Entry]:
    entries = [_entry(person, {"old": person.legal_status, "new": LegalStatus.ENDED.value}) for person in gone]
    for person in gone:
        person.legal_status = LegalStatus.ENDED
    Employee.objects.bulk_update(gone, ["legal_status"], batch_size=BATCH)
    return entries


def _entry(employee: Employee, detail: dict[str, object]) -> Entry:
    return Entry(employee.agency_id, employee.pk, "Employee", employee.pk, detail)
