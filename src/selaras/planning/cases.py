"""Every kind of person: which special cases of the law hold for somebody, and with which a plan is opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from selaras.core.errors import Text
from selaras.organisation.models import (
    Assignment,
    AssignmentKind,
    Employee,
    EmployeeKind,
    LegalStatus,
    PositionKind,
)
from selaras.planning.models import Skp, SkpVersion
from selaras_rules import Finding, Ruleset, SpecialCase, skp_required, special_case, special_cases

# Effects of the law under which the plan that exists is changed instead of a new one being written.
CHANGES_THE_PLAN = frozenset({"versi_baru", "disesuaikan"})
# A secondment leaves the plan and its pejabat penilai in place; what the host expects is written into it.
HOSTED = "penugasan_instansi_lain"
KINDS = {
    EmployeeKind.CPNS: "cpns",
    EmployeeKind.PPPK: "pppk",
    EmployeeKind.PPPK_PART_TIME: "pppk_paruh_waktu",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One special case: its title, the law's sentence with its article, and when it holds if that is not known."""

    code: str
    title: str
    finding: Finding[SpecialCase]
    condition: Text = ""


def cases_of(employee: Employee, on: date, skp: Skp | None = None) -> list[Case]:
    """The special cases that follow from what is on record about a person, and those their plan was opened under.

    One query; one more with a plan of several versions.
    """
    opened = _opened_under(skp, on) if skp is not None else []
    known = [case_of(code, on) for code in _codes(employee, on)]
    return [*known, *_study_cases(employee, on, skp, {case.code for case in opened}), *opened]


def exemption_of(employee: Employee, on: date) -> Finding[bool] | None:
    """Why the law asks no plan of a person on a day (PermenPANRB 6/2022, Lampiran II.C.8); None who has one."""
    finding = skp_required(_status_of(employee), Ruleset(on))
    return finding if not finding.value or not employee.needs_skp else None


def reopening_cases(on: date) -> list[Case]:
    """The cases in which an agreed plan is opened again and gets a new version."""
    found = []
    for code in special_cases():
        if code == HOSTED or special_case(code, Ruleset(on)).value.effect in CHANGES_THE_PLAN:
            found.append(case_of(code, on))
    return found


def case_of(code: str, on: date) -> Case:
    """A case in the words of the law of a day."""
    finding = special_case(code, Ruleset(on))
    return Case(code, finding.value.title, finding)


def _opened_under(skp: Skp, on: date) -> list[Case]:
    """The cases whose title stands before a reason for which the plan was opened, each once."""
    reasons = {skp.reopen_reason}
    if skp.version > 1:
        reasons.update(SkpVersion.objects.filter(skp=skp).values_list("reason", flat=True))
    return [
        case
        for case in reopening_cases(on)
        if any(reason.startswith(f"{case.title}: ") for reason in reasons)
    ]


def _study_cases(employee: Employee, on: date, skp: Skp | None, opened: set[str]) -> list[Case]:
    """When a study began is not on record: the plan tells it, else both cases stand with their condition."""
    within_year = "tugas_belajar_mulai_tengah_tahun"
    if employee.legal_status != LegalStatus.STUDY or within_year in opened:
        return []
    since_january = case_of("tugas_belajar_sejak_januari", on)
    if on.month == 1:
        return [since_january]
    only_if = _("Berlaku bila tugas belajar Anda sudah berjalan sejak Januari.")
    since_january = replace(since_january, condition=only_if)
    if skp is None or not skp.version:
        return [since_january]
    later = _(
        "Berlaku bila tugas belajar Anda mulai sesudah Januari. Buka kembali SKP Anda dan pilih keadaan ini."
    )
    return [since_january, replace(case_of(within_year, on), condition=later)]


def _status_of(employee: Employee) -> str:
    """The legal status in the words of the rules."""
    if employee.kind == EmployeeKind.STATE_OFFICIAL:
        return "pejabat_negara"
    return "keluar" if employee.legal_status == LegalStatus.ENDED else str(employee.legal_status)


def _codes(employee: Employee, on: date) -> Iterator[str]:
    if employee.kind in KINDS:
        yield KINDS[EmployeeKind(employee.kind)]
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
