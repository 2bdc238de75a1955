"""Writes what was made in memory: in bulk, inside recordings, with one event for each person, plan and result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from selaras.accounts.models import Account
from selaras.core.audit import Entry, SystemDoer, append_events, recording, recording_many
from selaras.core.models import DecisionRecord
from selaras.demonstration.chosen import choice_rows
from selaras.demonstration.goals import Goals
from selaras.demonstration.inserting import insert
from selaras.demonstration.plans import Plan
from selaras.demonstration.results import ResultMaker, Results
from selaras.demonstration.shelf import Shelf
from selaras.demonstration.staffing import Office
from selaras.demonstration.work import Work
from selaras.evaluation import events as evaluation_events
from selaras.evaluation.models import Evaluation
from selaras.indicators import events as indicator_events
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
from selaras.planning import events as planning_events
from selaras_rules import Predikat

DOER = SystemDoer("Data demonstrasi")
BATCH = 1000
SOURCE = "data rekaan"


@dataclass(slots=True)
class Sheaf:
    """The plans of some people with all that belongs to them, until they are written together."""

    plans: list[Plan] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    results: list[Results] = field(default_factory=list)

    def add(self, plan: Plan, work: Work, results: Results) -> None:
        """One more plan."""
        self.plans.append(plan)
        self.works.append(work)
        self.results.append(results)


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
            Entry(row.agency_id, row.pk, "Employee", row.pk, {"new": True, "source": SOURCE})
            for row in people
        ]


def write_city(goals: Goals, maker: ResultMaker, decisions: Sequence[DecisionRecord]) -> None:
    """Goals, the choice of the agency, and the predikat of every OPD."""
    organisations = list(maker.organisations.values())
    with recording_many(evaluation_events.ORGANISATION_SET, by=DOER) as entries:
        insert(goals.standards)
        insert(goals.rows)
        insert(goals.targets)
        insert(choice_rows(maker.office))
        insert(organisations)
        insert(decisions)
        entries += [_organisation_entry(row) for row in organisations]


def write_shelf(office: Office, shelf: Shelf) -> None:
    """The indicator library with what waits and what is doubted."""
    with recording(
        indicator_events.LIBRARY_LOADED, by=DOER, about=office.agency, count=len(shelf.made), source=SOURCE
    ):  # fmt: skip
        insert(version.indicator for version in shelf.made)
        insert([*shelf.made, *shelf.changes])
        insert(shelf.notes)


def write_sheaf(sheaf: Sheaf) -> None:
    """Plans, work and results. The lines of a result go before the result itself, which locks them."""
    with recording_many(evaluation_events.FINALISED, by=DOER) as entries:
        _save_plans(sheaf.plans)
        _save_work(sheaf.works)
        for name in ("lines", "behaviour", "decisions", "closed"):
            insert(row for results in sheaf.results for row in getattr(results, name))
        evaluations = [row for results in sheaf.results for row in results.evaluations]
        insert(evaluations)
        insert(row for results in sheaf.results for row in results.objections)
        append_events(
            planning_events.SKP_DRAFTED, by=DOER, entries=[_plan_entry(plan) for plan in sheaf.plans]
        )
        entries += [_result_entry(row) for row in evaluations if row.status == "finalised"]


def _save_plans(plans: Sequence[Plan]) -> None:
    insert(plan.skp for plan in plans)
    for name in ("rhk", "measures", "expectations", "lampiran", "cells", "comments", "proposals"):
        insert(row for plan in plans for row in getattr(plan, name))
    insert(plan.version for plan in plans if plan.version is not None)


def _save_work(works: Sequence[Work]) -> None:
    insert(row for work in works for months in work.realisations.values() for row in months.values())
    for name in ("evidence", "uses", "feedback", "actions", "cycles", "changes", "steps", "dialogues"):
        insert(row for work in works for row in getattr(work, name))


def _plan_entry(plan: Plan) -> Entry:
    skp = plan.skp
    facts = {"year": skp.year, "source": SOURCE, "status": skp.status, "version": skp.version}
    if plan.version is not None:
        facts["sha256"] = plan.version.content_hash
    return Entry(skp.agency_id, skp.employee_id, "Skp", skp.pk, facts)


def _result_entry(row: Evaluation) -> Entry:
    facts = {"period": row.span.label, "predikat": Predikat(row.predikat).label, "source": SOURCE}
    return Entry(row.agency_id, row.skp.employee_id, "Evaluation", row.pk, facts)


def _organisation_entry(row: Any) -> Entry:
    facts = {
        "opd": row.opd.name,
        "period": row.period,
        "predikat": row.get_predikat_display(),
        "source": SOURCE,
    }
    return Entry(row.agency_id, row.agency_id, "OrganisationPredikat", row.pk, facts)


def _by_depth(units: Iterable[Unit]) -> list[list[Unit]]:
    levels: dict[int, list[Unit]] = {}
    for unit in units:
        depth, parent = 0, unit.parent
        while parent is not None:
            depth, parent = depth + 1, parent.parent
        levels.setdefault(depth, []).append(unit)
    return [levels[depth] for depth in sorted(levels)]
