"""From a proposal to a file: an official opens a case with a reason, or lays the proposal aside with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import record_decision
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.discipline import events
from selaras.discipline.cases.officials import examiner_among, line_above
from selaras.discipline.models import (
    AbsenceSetAside,
    CountedDay,
    CountedFor,
    DisciplineCase,
    Ground,
)
from selaras.discipline.services.case_steps import require_words, tell_of_file
from selaras.discipline.services.counted_days import hold_days
from selaras.discipline.years import AbsenceYear, absence_years
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee, EmployeeKind
from selaras_rules import RulesError
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.findings import Finding
from selaras_rules.offences import Impact, level_of_impact

KIND = "discipline_proposal"
PPPK = frozenset({EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME})


@dataclass(frozen=True, slots=True)
class NewCase:
    """Why a case is opened, what was tried before, and for another offence what happened, when and with what effect."""

    reason: str
    coaching: str
    clerk: Employee | None = None
    offence: str = ""
    act_day: date | None = None
    impact: str = ""


def set_absence_aside(employee: Employee, year: int, *, by: Actor, on: date, reason: str) -> AbsenceSetAside:
    """Look at what the rules propose and open no case. Raises `StepNotPossible` when nothing is proposed."""
    require(by, Permission.OPEN_CASE, employee)
    require_words(reason=reason)
    found = _year_of(employee, year, on)
    if not found.is_due:
        raise StepNotPossible(_("Tidak ada usulan yang menunggu untuk tahun ini."))
    row = AbsenceSetAside(
        agency_id=employee.agency_id, employee=employee, year=year, step=found.proposal.value.step,
        total_days=found.proposal.value.total.days, reason=reason.strip(), decided_by_id=person_of(by),
        decided_at=clock.now(),
    )  # fmt: skip
    with recording(events.ABSENCE_SET_ASIDE, by=by, about=row, year=year):
        row.save(force_insert=True)
    return row


def open_case_of_absence(
    employee: Employee, year: int, *, by: Actor, on: date, new: NewCase
) -> DisciplineCase:
    """Open a case on the days of a year that no other case rests on, with what the rules propose for the year.

    Raises `StepNotPossible` when the rules propose nothing or each day stands in a case already.
    """
    require(by, Permission.OPEN_CASE, employee)
    require_words(reason=new.reason, coaching=new.coaching)
    found = _year_of(employee, year, on)
    if not found.may_open_case:
        raise StepNotPossible(_("Tidak ada hari baru yang menurut aturan perlu diperkarakan."))
    proposal = found.proposal.value
    case = _case(employee, by, new, act_day=max(found.fresh), ground=Ground.ABSENCE)
    case.total_days, case.proposed_step = proposal.total.days, proposal.step
    case.by_contract = found.by_contract
    if proposal.level is None:
        case.suspected_level, case.impact = _level(new.impact, case.act_day, employee, on).value, new.impact
    else:
        case.suspected_level = proposal.level
    return _opened(case, by, on, Finding(proposal.step, found.proposal.because), found.fresh)


def open_case(employee: Employee, *, by: Actor, on: date, new: NewCase) -> DisciplineCase:
    """Open a case on another offence; its impact says how heavy it may become (PP 94/2021 Pasal 9–11).

    Raises `InvalidInput` without what happened, for a day to come, or one before the law we know.
    """
    require(by, Permission.OPEN_CASE, employee)
    require_words(reason=new.reason, coaching=new.coaching, offence=new.offence)
    if new.act_day is None or new.act_day > on:
        raise InvalidInput(fields={"act_day": _("Isi hari kejadiannya, paling lambat hari ini.")})
    level = _level(new.impact, new.act_day, employee, on)
    case = _case(employee, by, new, act_day=new.act_day, ground=Ground.OTHER)
    case.suspected_level, case.impact, case.offence = level.value, new.impact, new.offence.strip()
    case.by_contract = employee.kind in PPPK and _contract_rules(employee, on)
    return _opened(case, by, on, Finding(level.value, level.because), ())


def _year_of(employee: Employee, year: int, on: date) -> AbsenceYear:
    found = absence_years([employee], employee.agency, year, on)
    if not found.rows:
        raise StepNotPossible(found.problem or _("Tahun ini belum dimulai."))
    return found.rows[0]


def _level(impact: str, act_day: date, employee: Employee, on: date) -> Finding[DisciplineLevel]:
    if impact not in set(Impact):
        raise InvalidInput(fields={"impact": _("Pilih sejauh mana dampaknya.")})
    try:
        return level_of_impact(Impact(impact), act_day, ruleset_for(employee.agency, on))
    except RulesError as error:
        raise InvalidInput(fields={"act_day": str(error)}) from error


def _contract_rules(employee: Employee, on: date) -> bool:
    return bool(ruleset_for(employee.agency, on).choice("discipline.pppk") == "contract")


def _case(employee: Employee, by: Actor, new: NewCase, *, act_day: date, ground: Ground) -> DisciplineCase:
    line = line_above(employee)
    # Who opens it examines; where a superior further up had to, the one below did not act (Pasal 28).
    opener = next((place for place, one in enumerate(line) if one.pk in by.stands_for), 0)
    examiner = examiner_among(employee, line[opener:])
    if examiner is None:
        raise StepNotPossible(
            _("Tidak ada atasan dengan golongan yang setara atau lebih tinggi untuk memeriksa."),
            remedy=_("Belum ada yang tersimpan. Periksa atasan dan golongan pegawai ini dalam data pegawai."),
        )
    if new.clerk is not None and new.clerk.pk in (employee.pk, examiner.pk):
        raise InvalidInput(fields={"clerk": _("Petugas berkas bukan yang bersangkutan dan bukan pemeriksa.")})
    moment = clock.now()
    return DisciplineCase(
        agency_id=employee.agency_id, employee=employee, ground=ground, act_day=act_day, reason=new.reason.strip(),
        coaching=new.coaching.strip(), opened_by_id=person_of(by), opened_at=moment, changed_at=moment,
        examiner=examiner, clerk=new.clerk,
    )  # fmt: skip


def _opened(
    case: DisciplineCase, by: Actor, on: date, finding: Finding[str], days: Iterable[date]
) -> DisciplineCase:
    with recording(events.CASE_OPENED, by=by, about=case, file=case.number):
        case.save(force_insert=True)
        hold_days(
            [_held(case, day) for day in days],
            remedy=_("Berkas tidak dibuka. Muat ulang halaman ini, lalu periksa hari yang tersisa."),
        )
        record_decision(
            KIND, finding, ruleset_for(case.employee.agency, on), about=case, by=by,
            inputs={"days": sorted(day.isoformat() for day in days), "total": case.total_days, "impact": case.impact},
        )  # fmt: skip
        others: set[UUID | None] = {case.examiner_id, case.clerk_id} - {by.employee_id}
        tell_of_file(case, others)
    return case


def _held(case: DisciplineCase, day: date) -> CountedDay:
    return CountedDay(
        agency_id=case.agency_id, employee=case.employee, day=day, counted_for=CountedFor.CASE, case=case
    )
