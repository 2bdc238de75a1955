"""Every kind of person: which special cases of the law hold for somebody, and with which a plan is opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from selaras.organisation.models import (
    Assignment,
    AssignmentKind,
    Employee,
    EmployeeKind,
    LegalStatus,
    PositionKind,
)
from selaras_rules import Finding, Ruleset, SpecialCase, skp_required, special_case, special_cases

# Effects of the law under which the plan that exists is changed instead of a new one being written.
CHANGES_THE_PLAN = frozenset({"versi_baru", "disesuaikan"})
KINDS = {
    EmployeeKind.CPNS: "cpns",
    EmployeeKind.PPPK: "pppk",
    EmployeeKind.PPPK_PART_TIME: "pppk_paruh_waktu",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One special case: its title, and the law's sentence with its article."""

    code: str
    title: str
    finding: Finding[SpecialCase]


def cases_of(employee: Employee, on: date) -> list[Case]:
    """The special cases that follow from what is on record about a person; one query."""
    return [case_of(code, on) for code in _codes(employee, on)]


def exemption_of(employee: Employee, on: date) -> Finding[bool] | None:
    """Why the law asks no plan of a person on a day (PermenPANRB 6/2022, Lampiran II.C.8); None who has one."""
    finding = skp_required(_status_of(employee), Ruleset(on))
    return finding if not finding.value or not employee.needs_skp else None


def reopening_cases(on: date) -> list[Case]:
    """The cases in which an agreed plan is opened again and gets a new version."""
    found = []
    for code in special_cases():
        if special_case(code, Ruleset(on)).value.effect in CHANGES_THE_PLAN:
            found.append(case_of(code, on))
    return found


def case_of(code: str, on: date) -> Case:
    """A case in the words of the law of a day."""
    finding = special_case(code, Ruleset(on))
    return Case(code, finding.value.title, finding)


def _status_of(employee: Employee) -> str:
    """The legal status in the words of the rules."""
    if employee.kind == EmployeeKind.STATE_OFFICIAL:
        return "pejabat_negara"
    return "keluar" if employee.legal_status == LegalStatus.ENDED else str(employee.legal_status)


def _codes(employee: Employee, on: date) -> Iterator[str]:
    if employee.kind in KINDS:
        yield KINDS[EmployeeKind(employee.kind)]
    if employee.legal_status == LegalStatus.STUDY:
        yield "tugas_belajar_sejak_januari"
    rows = Assignment.objects.filter(Q(end=None) | Q(end__gte=on), employee=employee, start__lte=on)
    posts = list(rows.exclude(position=employee.position_id).values_list("kind", "position__kind"))
    if any(kind != AssignmentKind.DEFINITIF for kind, _post in posts):
        yield "plt_plh"
    leads = employee.position is not None and employee.position.kind in {
        PositionKind.JPT,
        PositionKind.ADMINISTRATOR,
        PositionKind.PENGAWAS,
    }
    if leads and (AssignmentKind.DEFINITIF, PositionKind.JF) in posts:
        yield "jf_merangkap_struktural"
