"""A talk about a target that a visitor can look at: the leader proposes, the employee answers with another one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selaras.demonstration import days
from selaras.demonstration.plans import Plan
from selaras.demonstration.staffing import Office
from selaras.organisation.models import Employee
from selaras.planning.content import target_words
from selaras.planning.models import Iki, TargetProposal

# unit, post: a plan that waits for its pejabat penilai (see `plans.PLANTED_STATES`).
PLACE = ("kel_contoh", "pranata_trantibum")
PROPOSED_ON, ANSWERED_ON = date(2026, 11, 16), date(2026, 11, 18)


def talk_about_target(plan: Plan, office: Office) -> None:
    """Put the exchange into the plan it is planted in; everywhere else nothing happens."""
    place = (plan.person.unit_plan.key, plan.person.post.key)
    skp = plan.skp
    if place != PLACE or skp.status != "submitted" or skp.pejabat_penilai is None:
        return
    measured = [iki for iki in plan.measures if iki.target]
    if not measured:
        return
    iki = measured[0]
    stands = Decimal(iki.target or 0)
    higher, between = stands + stands / 5, stands + stands / 10
    first = _proposal(plan, office, iki, skp.pejabat_penilai, _rounded(higher), PROPOSED_ON)
    first.reason = "Tahun lalu kelurahan tetangga mencapai lebih dengan jumlah petugas yang sama."
    first.status, first.answered_by = "countered", skp.employee
    first.answered_at = days.at(ANSWERED_ON, plan.zone, plan.chance)
    second = _proposal(plan, office, iki, skp.employee, _rounded(between), ANSWERED_ON)
    second.reason = "Satu petugas pensiun bulan depan; angka ini masih terjangkau tanpa penggantinya."
    second.counters = first
    plan.proposals += [first, second]


def _proposal(
    plan: Plan, office: Office, iki: Iki, author: Employee, target: Decimal, day: date
) -> TargetProposal:
    proposed = Iki(direction=iki.direction, target=target)
    unit = iki.unit_of_measure
    return TargetProposal(
        id=office.keys(), agency=office.agency, skp=plan.skp, iki=iki, iki_text=iki.text, author=author,
        stood=f"{target_words(iki)} {unit}".strip(), words=f"{target_words(proposed)} {unit}".strip(), target=target,
        reason="", proposed_at=days.at(day, plan.zone, plan.chance),
    )  # fmt: skip


def _rounded(number: Decimal) -> Decimal:
    return max(number.quantize(Decimal(1)), Decimal(1))
