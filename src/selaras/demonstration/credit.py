"""Angka kredit of the health centre and the school: where each account begins, and one draft PAK that waits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from selaras.consequences import events
from selaras.consequences.credit import credit_account
from selaras.consequences.gates import gates_of, refusal_to_propose
from selaras.consequences.models import CreditOpening, CreditOrigin, Pak
from selaras.consequences.services.credit import content_of
from selaras.core.audit import Entry, recording, recording_many
from selaras.core.documents import new_verification_code
from selaras.demonstration import days
from selaras.demonstration.cast import admin_of, moment
from selaras.demonstration.inserting import insert
from selaras.demonstration.staffing import Office, Person
from selaras.demonstration.writing import DOER
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import EmployeeKind, PositionKind
from selaras_rules import Jenjang, RulesError, Ruleset, angka_kredit_need

UNITS = ("pkm_contoh", "smp99")
# Whose need is reached, so that a draft waits for the pejabat penilai.
REACHED = "pkm_contoh/perawat_pertama"
BEGAN, RANK_SINCE = date(2026, 1, 1), date(2023, 4, 1)
RECORDED, PROPOSED = date(2026, 2, 9), date(2026, 11, 19)


def write_credit(office: Office) -> None:
    """Call inside the agency's scope, after the results are written."""
    openings = list(_openings(office))
    with recording_many(events.OPENING_RECORDED, by=DOER) as entries:
        insert(openings)
        entries += [
            Entry(row.agency_id, row.employee_id, "CreditOpening", row.pk, {"document": row.document})
            for row in openings
        ]
    _draft_pak(office, office.find(REACHED))


def _openings(office: Office) -> Iterator[CreditOpening]:
    ruleset, reached = ruleset_for(office.agency, RECORDED), office.find(REACHED)
    chance = random.Random(office.agency.code)  # noqa: S311 - invented data
    for number, person in enumerate(_collecting(office), start=1):
        need = _need_of(person, ruleset)
        if need is None:
            continue
        lacking = 5 if person is reached else chance.randrange(12, 40)
        employee = person.employee
        yield CreditOpening(
            id=office.keys(), agency=office.agency, employee=employee, origin=CreditOrigin.PAK,
            jenjang=person.post.jenjang, golongan=employee.golongan, points=max(need - lacking, Decimal(0)),
            counted_from=BEGAN, rank_since=RANK_SINCE, document=f"PAK 800/{number}/2025 (contoh)",
            recorded_by=admin_of(office, employee), recorded_at=moment(office, RECORDED),
        )  # fmt: skip


def _collecting(office: Office) -> Iterator[Person]:
    """The JF among the PNS of these units; the others have no account."""
    for person in office.people:
        position, is_civil = person.employee.position, person.employee.kind == EmployeeKind.PNS
        is_jf = position is not None and position.kind == PositionKind.JF
        if person.unit_plan.key in UNITS and is_jf and is_civil and person.last_day is None:
            yield person


def _need_of(person: Person, ruleset: Ruleset) -> Decimal | None:
    """What the next pangkat or jenjang asks for; None for a golongan that the jenjang does not know."""
    try:
        jenjang = Jenjang(person.post.jenjang)
        need = angka_kredit_need(jenjang, person.employee.golongan, ruleset).value
    except (RulesError, ValueError):
        return None
    return need.rank or need.tier


def _draft_pak(office: Office, person: Person) -> None:
    employee = person.employee
    account = credit_account(employee, office.agency, days.TODAY)
    opening, counted = account.opening, account.finding
    gate = next((gate for gate in gates_of(account) if refusal_to_propose(account, gate) is None), None)
    if opening is None or counted is None or gate is None:
        return
    pak = Pak(
        id=office.keys(), agency=office.agency, employee=employee, goal=gate.goal,
        target=gate.finding.value.target or "", jenjang=opening.jenjang, golongan=opening.golongan,
        counted_until=account.counted_until or days.TODAY, points=counted.value.points,
        content=content_of(account, gate), proposed_by=admin_of(office, employee),
        proposed_at=moment(office, PROPOSED), code=new_verification_code(),
    )  # fmt: skip
    with recording(events.PAK_PROPOSED, by=DOER, about=employee, goal=str(gate.goal.label)):
        insert([pak])
