"""Writes what was made in memory: in bulk, inside recordings, with one event for each person, plan and result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from selaras.accounts.models import Account
from selaras.core.audit import Entry, SystemDoer, recording_many
from selaras.demonstration.staffing import Office
from selaras.organisation import events as organisation_events
from selaras.organisation.models import (
    Assignment,
    Delegation,
    Employee,
    Position,
    RoleAssignment,
    SuperiorCorrection,
    Unit,
)

DOER = SystemDoer("Data demonstrasi")
BATCH = 500


def save_all(rows: Sequence[Any]) -> None:
    """Insert rows of one kind. Call inside a recording."""
    if rows:
        type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)


def write_office(office: Office) -> None:
    """Agency, units, posts, logins, people and what they are charged with. Call inside the agency's scope."""
    office.agency.save(force_insert=True)
    with recording_many(organisation_events.EMPLOYEE_CHANGED, by=DOER) as entries:
        for level in _by_depth(office.units.values()):
            Unit.objects.bulk_create(level, batch_size=BATCH)
        Position.objects.bulk_create(office.positions.values(), batch_size=BATCH)
        Account.objects.bulk_create(office.accounts, batch_size=BATCH)
        people = [person.employee for person in office.people]
        Employee.objects.bulk_create(people, batch_size=BATCH)
        Assignment.objects.bulk_create(office.assignments, batch_size=BATCH)
        RoleAssignment.objects.bulk_create(office.roles)
        Delegation.objects.bulk_create(office.delegations)
        SuperiorCorrection.objects.bulk_create(office.corrections)
        entries += [
            Entry(row.agency_id, row.pk, "Employee", row.pk, {"new": True, "source": "data rekaan"})
            for row in people
        ]


def _by_depth(units: Iterable[Unit]) -> list[list[Unit]]:
    levels: dict[int, list[Unit]] = {}
    for unit in units:
        depth, parent = 0, unit.parent
        while parent is not None:
            depth, parent = depth + 1, parent.parent
        levels.setdefault(depth, []).append(unit)
    return [levels[depth] for depth in sorted(levels)]
