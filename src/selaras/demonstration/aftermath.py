"""What follows judging, in the invented health centre: a cause with training, a calibration meeting, an early file."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from selaras.consequences import events
from selaras.consequences.follow_up import falls_short
from selaras.consequences.models import Cause, DevelopmentStep, Shortfall
from selaras.core.audit import recording
from selaras.core.decisions import record_decision
from selaras.demonstration.cast import admin_of, moment
from selaras.demonstration.inserting import insert
from selaras.demonstration.open_results import THIRD
from selaras.demonstration.staffing import Office
from selaras.demonstration.writing import DOER
from selaras.discipline.cases.deadlines import deadline_of
from selaras.discipline.events import CASE_OPENED, CASE_STEP_TAKEN
from selaras.discipline.models import CaseStatus, CaseStep, DisciplineCase, Ground
from selaras.discipline.services.cases import KIND
from selaras.evaluation.events import CALIBRATION_OPENED, CASE_REMARKED
from selaras.evaluation.models import (
    Calibration,
    CalibrationCase,
    CalibrationRemark,
    CalibrationUnit,
    Evaluation,
    InvitedPenilai,
)
from selaras.evaluation.selectors import comparable_evaluations
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee
from selaras_rules import Finding
from selaras_rules.offences import Impact, level_of_impact
from selaras_rules.procedure import CaseDeadline

LEADER = "pkm_contoh/kepala_puskesmas"


@dataclass(frozen=True, slots=True)
class Table:
    """A calibration meeting: whose results, who asks the first question, when it is held and why."""

    opd: str
    asks: str
    units: tuple[str, ...]
    held_on: date
    purpose: str


HEALTH = Table(
    "dinkes", LEADER, ("pkm_contoh", "pkm_oebobo", "pkm_sikumana", "pkm_siantan", "pkm_saigon"), date(2026, 11, 25),
    "Alasan untuk pekerjaan serupa di beberapa puskesmas belum pernah dibaca berdampingan.",
)  # fmt: skip
SCHOOL = Table(
    "disdik", "smp99/kepala_sekolah", ("smp97", "smp98", "smp99", "smpn9", "smpn16"), date(2026, 11, 27),
    "Hasil guru dan tenaga kependidikan belum ditetapkan; bacalah dulu alasan satu sama lain.",
)  # fmt: skip
# Who left the counter: an invented person at an invented place.
CALLED = "pkm_contoh/operator_layanan"
WRITTEN, ANSWERED, MET, OPENED = (date(2026, 11, day) for day in (12, 16, 18, 20))
ACT_DAY, HEARING = date(2026, 11, 17), date(2026, 11, 26)
WORDS = (
    "Pencatatan di aplikasi baru belum dikuasai, dan jaringan sering putus saat kunjungan. Kami sepakat mulai dari "
    "pelatihan singkat, lalu didampingi pada dua kunjungan."
)
OWN_WORDS = (
    "Betul. Saya juga memegang dua wilayah sejak Juli; mohon dibagi lagi setelah rekan kembali dari cuti."
)
OFFERS = (
    ("bimbingan_teknis", "Pencatatan kunjungan pada aplikasi, bersama Dinas Kesehatan", date(2026, 12, 10)),
    ("coaching", "Dua kali pendampingan kunjungan", date(2026, 12, 18)),
)  # fmt: skip
REMARK = "Bukti di sini sama kuatnya dengan kasus lain, tetapi ratingnya berbeda. Ukuran apa yang dipakai?"


def write_aftermath(office: Office) -> None:
    """Call inside the agency's scope, after the results are written."""
    _shortfall(office)
    _meeting(office, HEALTH)
    _meeting(office, SCHOOL)
    _file(office)


def _shortfall(office: Office) -> None:
    """The newest result below expectation in the team: its cause, both views, and what is offered."""
    leader = office.find(LEADER).employee
    rows = Evaluation.objects.filter(status="finalised", skp__employee__pejabat_penilai=leader)
    rows = rows.select_related("skp__employee", "skp__agency").order_by("-period", "id")
    low = next((row for row in rows if falls_short(row, ruleset_for(office.agency, row.span.end))), None)
    if low is None:
        return
    person = low.skp.employee
    row = Shortfall(
        id=office.keys(), agency=office.agency, employee=person, evaluation=low, cause=Cause.KNOWLEDGE, words=WORDS,
        own_words=OWN_WORDS, written_by=leader, written_at=moment(office, WRITTEN),
        own_words_at=moment(office, ANSWERED),
    )  # fmt: skip
    with recording(events.SHORTFALL_WRITTEN, by=DOER, about=person, period=low.span.label):
        insert([row])
        insert(
            DevelopmentStep(
                id=office.keys(), agency=office.agency, shortfall=row, form=form, text=text, due_on=due,
                offered_by=leader, offered_at=row.written_at,
            )
            for form, text, due in OFFERS
        )  # fmt: skip


def _meeting(office: Office, table: Table) -> None:
    """Places of one kind compare their third quarter, names hidden; one question is asked."""
    leader = office.find(table.asks).employee
    opd = office.units[table.opd]
    units = [unit for key, unit in office.units.items() if key in table.units]
    found = list(
        comparable_evaluations(opd, THIRD, [unit.pk for unit in units]).select_related("skp").order_by("pk")
    )
    chance = random.Random(f"{office.agency.code}:{table.opd}")  # noqa: S311 - invented data
    chance.shuffle(found)
    calibration = Calibration(
        id=office.keys(), agency=office.agency, opd=opd, period=THIRD.code, purpose=table.purpose,
        held_on=table.held_on, opened_by=admin_of(office, leader), opened_at=moment(office, MET),
    )  # fmt: skip
    invited = _invited(office, calibration, found)
    cases = _cases(office, calibration, found, invited)
    facts: dict[str, Any] = {
        "opd": opd.name,
        "period": THIRD.label,
        "cases": len(cases),
        "penilai": len(invited),
    }
    with recording(CALIBRATION_OPENED, by=DOER, about=calibration, **facts):
        insert([calibration])
        insert(
            CalibrationUnit(id=office.keys(), agency=office.agency, calibration=calibration, unit=unit)
            for unit in units
        )
        insert(invited.values())
        insert(cases)
    asked = next(case for case in cases if case.invited.pejabat_penilai_id != leader.pk)
    with recording(CASE_REMARKED, by=DOER, about=asked, number=asked.number, period=THIRD.label):
        insert([
            CalibrationRemark(
                id=office.keys(), agency=office.agency, case=asked, author=leader, text=REMARK,
                written_at=moment(office, OPENED),
            )
        ])  # fmt: skip


def _invited(
    office: Office, calibration: Calibration, found: Sequence[Evaluation]
) -> dict[Any, InvitedPenilai]:
    """Pejabat penilai → their seat, numbered in the order of the shuffled cases."""
    seats: dict[Any, None] = dict.fromkeys(row.skp.pejabat_penilai_id for row in found)
    return {
        person: InvitedPenilai(
            id=office.keys(), agency=office.agency, calibration=calibration, pejabat_penilai_id=person, number=number
        )
        for number, person in enumerate(seats, start=1)
    }  # fmt: skip


def _cases(
    office: Office, calibration: Calibration, found: Sequence[Evaluation], seats: dict[Any, InvitedPenilai]
) -> list[CalibrationCase]:
    return [
        CalibrationCase(
            id=office.keys(), agency=office.agency, calibration=calibration, evaluation=row,
            invited=seats[row.skp.pejabat_penilai_id], number=number,
            first_rating_hasil_kerja=row.rating_hasil_kerja, first_rating_perilaku_kerja=row.rating_perilaku_kerja,
        )
        for number, row in enumerate(found, start=1)
    ]  # fmt: skip


def _file(office: Office) -> None:
    """Somebody left a counter and is called to be heard; nothing is decided."""
    employee, leader = office.find(CALLED).employee, office.find(LEADER).employee
    level = level_of_impact(Impact.UNIT_KERJA, ACT_DAY, ruleset_for(office.agency, OPENED))
    case = _opened(office, employee, leader, level.value.value)
    zone = ZoneInfo(office.agency.time_zone)
    step = CaseStep(
        id=office.keys(), agency=office.agency, case=case, name="summon", order=1, day=OPENED,
        meets_at=datetime.combine(HEARING, time(9), zone), place="Ruang kepala puskesmas",
        due_on=deadline_of(case, CaseDeadline.PEMERIKSAAN_PERTAMA, OPENED, OPENED).value,
        number="800/3/2026 (contoh)", taken_by=leader, taken_at=moment(office, OPENED, minute=20),
    )  # fmt: skip
    with recording(CASE_OPENED, by=DOER, about=case, file=case.number):
        insert([case])
        record_decision(
            KIND, Finding(level.value.value, level.because), ruleset_for(office.agency, OPENED), about=case, by=DOER,
            inputs={"days": [], "total": 0, "impact": case.impact},
        )  # fmt: skip
    with recording(CASE_STEP_TAKEN, by=DOER, about=case, file=case.number, new="Panggil"):
        insert([step])


def _opened(office: Office, employee: Employee, leader: Employee, level: str) -> DisciplineCase:
    return DisciplineCase(
        id=office.keys(), agency=office.agency, employee=employee, ground=Ground.OTHER, act_day=ACT_DAY,
        offence="Meninggalkan loket pendaftaran dua jam saat jam pelayanan tanpa memberi tahu.",
        impact=Impact.UNIT_KERJA.value, suspected_level=level,
        reason="Antrean terhenti; dua kali ditanya, belum ada penjelasan.",
        coaching="Dibicarakan 18 November; ditawari pindah giliran jaga.", opened_by=leader, examiner=leader,
        clerk=admin_of(office, employee), status=CaseStatus.SUMMONED, opened_at=moment(office, OPENED),
        changed_at=moment(office, OPENED, minute=20),
    )  # fmt: skip
