"""A plan as plain values: what the page shows, and a fingerprint by which «the same difference» is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from selaras.core.audit import canonical
from selaras.organisation.models import Assignment, Employee
from selaras.organisation.staff_import.plan import Change, ImportPlan
from selaras.organisation.staff_list import Problem, Severity

Entry = dict[str, Any]
KINDS = ("new", "changed", "moved", "superior", "unclear", "gone")


def report_of(plan: ImportPlan) -> dict[str, Any]:
    """The difference by kind, the problems of the list, how its columns were understood, and the fingerprint."""
    entries = _entries(plan)
    return {
        "sheet": plan.staff.sheet,
        "heading_line": plan.staff.heading_line,
        "columns": [_column(heading) for heading in plan.staff.headings],
        **entries,
        "units": _new_units(plan),
        "problems": [asdict(problem) for problem in plan.staff.problems],
        "fingerprint": fingerprint_of(plan, entries),
    }


def fingerprint_of(plan: ImportPlan, entries: dict[str, list[Entry]] | None = None) -> str:
    """SHA-256 over all that applying would change; it does not depend on the day or on keys of new rows."""
    body = {
        "entries": entries or _entries(plan),
        "units": _new_units(plan),
        "positions": sorted(_post_text(plan, row.pk) for row in (*plan.positions, *plan.changed_positions)),
        "begun": _posts(plan, plan.new_assignments),
        "over": _posts(plan, (*plan.ended_assignments, *plan.dropped_assignments)),
    }
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def problems_in(report: dict[str, Any]) -> list[Problem]:
    """The problems of a kept report, as the reader of lists gave them."""
    return [
        Problem(**{**problem, "severity": Severity(problem["severity"])})
        for problem in report.get("problems", ())
    ]


def _entries(plan: ImportPlan) -> dict[str, list[Entry]]:
    return {
        "new": [_entry(plan, person) for person in plan.new],
        "changed": [_changed(plan, change) for change in plan.changes if not change.is_move],
        "moved": [_changed(plan, change) for change in plan.changes if change.is_move],
        "superior": [
            _entry(plan, row.employee, changes=[_superiors(plan, row.old_id, row.new_id)])
            for row in plan.line_changes
            if row.old_id != row.new_id
        ],
        "unclear": [_entry(plan, person, note=note) for person, note in plan.unclear],
        "gone": [_entry(plan, person) for person in plan.gone],
    }


def _entry(plan: ImportPlan, person: Employee, *, changes: Iterable[Entry] = (), note: str = "") -> Entry:
    return {
        "nip": person.nip,
        "name": person.full_name,
        "place": plan.state.place_text(person.position_id, person.unit_id),
        "line": plan.lines_by_nip.get(person.nip) if person.nip else None,
        "changes": list(changes),
        "note": note,
    }


def _changed(plan: ImportPlan, change: Change) -> Entry:
    changes = [{"field": name, "old": old, "new": new} for name, (old, new) in change.values.items()]
    return _entry(plan, change.employee, changes=changes)


def _superiors(plan: ImportPlan, old_id: Any, new_id: Any) -> Entry:
    return {
        "field": "pejabat_penilai",
        "old": plan.state.name_text(old_id),
        "new": plan.state.name_text(new_id),
    }


def _column(heading: Any) -> Entry:
    return {"text": heading.text, "label": heading.label, "is_private": heading.is_private}


def _new_units(plan: ImportPlan) -> list[str]:
    fresh = {unit.pk for unit in plan.units}
    return sorted(" › ".join(_names(unit)) for unit in plan.units if unit.pk in fresh)


def _names(unit: Any) -> list[str]:
    names = [unit.name]
    while unit.parent is not None and unit.pk != unit.opd_id:
        unit = unit.parent
        names.append(unit.name)
    return list(reversed(names))


def _post_text(plan: ImportPlan, position_id: Any) -> str:
    position = plan.state.positions_by_id[position_id]
    text = plan.state.place_text(position.pk, position.unit_id)
    return f"{text}|{position.kind}|{position.jenjang}|{position.job_class}|{position.is_head}"


def _posts(plan: ImportPlan, rows: Iterable[Assignment]) -> list[str]:
    people = plan.state.people_by_id
    return sorted(
        f"{people[row.employee_id].nip}|{_post_text(plan, row.position_id)}|{row.kind}" for row in rows
    )
