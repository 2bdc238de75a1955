"""Summons, team, examination and report (PP 94/2021 Pasal 26–29): each day within its working-day deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, StepNotPossible
from selaras.discipline import events
from selaras.discipline.cases.deadlines import deadline_of
from selaras.discipline.cases.officials import Official, line_above, official_for
from selaras.discipline.cases.ranks import HIGHEST, golongan_of, rank_of
from selaras.discipline.models import CaseStatus, DisciplineCase
from selaras.discipline.services.case_steps import (
    NewStep,
    require_day,
    require_words,
    take_step,
    tell_of_file,
    write_row,
)
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.periods import date_label
from selaras_rules.positions import Golongan, golongan_table
from selaras_rules.procedure import CaseDeadline, TeamMember, TeamPart, TeamRole, check_examination_team

BEFORE_EXAMINATION = frozenset({CaseStatus.REPORTED, CaseStatus.SUMMONED, CaseStatus.SUMMONED_AGAIN})
ANSWERING = frozenset({*BEFORE_EXAMINATION, CaseStatus.EXAMINED, CaseStatus.WITHOUT_EXAMINATION})


@dataclass(frozen=True, slots=True)
class Summons:
    """Number of the letter, and when and where the person has to come."""

    number: str
    meets_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was asked and answered, what the person says, and whether the minutes were signed."""

    held_on: date
    words: str
    statement: str
    is_signed: bool
    place: str = ""


def summon(case: DisciplineCase, *, by: Actor, on: date, summons: Summons) -> DisciplineCase:
    """The first summons: the examination is within seven working days (Pasal 26 ayat (2))."""
    due_on = deadline_of(case, CaseDeadline.PEMERIKSAAN_PERTAMA, on, on).value
    return _summoned(case, "summon", by, on, due_on, summons, words="")


def summon_again(
    case: DisciplineCase, *, by: Actor, on: date, summons: Summons, words: str
) -> DisciplineCase:
    """The second summons after somebody did not come, within seven working days of that day (Pasal 26 ayat (3))."""
    missed = case.steps.get(name="summon")
    missed_on = clock.local(missed.appointment, case.agency).date()
    if on < missed_on:
        raise StepNotPossible(
            _("Hari pemeriksaan pertama, %(day)s, belum tiba.") % {"day": date_label(missed_on)}
        )
    due_on = deadline_of(case, CaseDeadline.PEMERIKSAAN_KEDUA, missed_on, on).value
    return _summoned(case, "summon_again", by, on, due_on, summons, words=words)


def name_team(
    case: DisciplineCase, *, by: Actor, on: date, number: str, overseer: Employee, personnel_officer: Employee
) -> DisciplineCase:
    """Name the team: the superior leads, one watches over the work, one looks after personnel (Pasal 29).

    Raises `InvalidInput` for a member of lower rank or named twice, `StepNotPossible` after the examination.
    """
    require(by, Permission.EXAMINE_CASE, case)
    if case.status not in BEFORE_EXAMINATION:
        raise StepNotPossible(_("Tim ditunjuk sebelum pemeriksaan."))
    _check_team(case, overseer, personnel_officer, on)
    moment = clock.now()
    with recording(events.CASE_TEAM_NAMED, by=by, about=case, file=case.number):
        DisciplineCase.objects.filter(pk=case.pk).update(
            overseer=overseer, personnel_officer=personnel_officer, changed_at=moment
        )
        case.overseer, case.personnel_officer = overseer, personnel_officer
        new = NewStep(on, number=number.strip(), words=_members(case))
        write_row(case, "name_team", by=by, new=new, moment=moment)
        tell_of_file(case, (overseer.pk, personnel_officer.pk))
    return case


def give_statement(case: DisciplineCase, *, by: Actor, on: date, statement: str) -> DisciplineCase:
    """The person writes down how it was, in own words. Raises `StepNotPossible` once the report is made."""
    require(by, Permission.ANSWER_CASE, case)
    require_words(statement=statement)
    if case.status not in ANSWERING:
        raise StepNotPossible(
            _("Keterangan dapat ditulis sampai hasil pemeriksaan dilaporkan."),
            remedy=_("Setelah keputusan, Anda dapat mengajukan upaya administratif dalam tenggatnya."),
        )
    with recording(events.CASE_STATEMENT_GIVEN, by=by, about=case, file=case.number):
        new = NewStep(on, statement=statement.strip())
        write_row(case, "give_statement", by=by, new=new, moment=clock.now())
        tell_of_file(case, (case.examiner_id,))
    return case


def examine(case: DisciplineCase, *, by: Actor, on: date, minutes: Minutes) -> DisciplineCase:
    """Write the minutes with the person's statement; refusing to sign is written down, not held against anybody."""
    require_words(words=minutes.words, statement=minutes.statement)
    first = clock.local(case.opened_at, case.agency).date()
    require_day(
        "held_on", minutes.held_on, first=first, last=on,
        told=_("Isi hari pemeriksaan, antara dibukanya berkas dan hari ini."),
    )  # fmt: skip
    new = NewStep(
        minutes.held_on, place=minutes.place.strip(), words=minutes.words.strip(),
        statement=minutes.statement.strip(), is_signed=minutes.is_signed,
    )  # fmt: skip
    return take_step(case, "examine", by=by, new=new, tell=(case.employee_id,))


def go_on_without(case: DisciplineCase, *, by: Actor, on: date, words: str) -> DisciplineCase:
    """Nobody came twice: go on with the evidence there is (Pasal 26 ayat (4)). Raises `StepNotPossible` too early."""
    require_words(words=words)
    missed = case.steps.filter(name="summon_again").first()
    if missed is not None and missed.meets_at is not None and clock.now() < missed.meets_at:
        raise StepNotPossible(_("Waktu pemeriksaan pada panggilan kedua belum lewat."))
    return take_step(
        case, "go_on_without", by=by, new=NewStep(on, words=words.strip()), tell=(case.employee_id,)
    )


def recommend(
    case: DisciplineCase,
    *,
    by: Actor,
    on: date,
    number: str,
    words: str,
    level: str,
    is_dismissal: bool = False,
) -> DisciplineCase:
    """Report to who may impose a punishment of the level that the examination points to.

    Raises `StepNotPossible` when nobody in the agency may, as for a decision of the President.
    """
    require_words(words=words)
    if level == DisciplineLevel.BERAT and case.status == CaseStatus.EXAMINED and case.overseer_id is None:
        raise StepNotPossible(_("Hukuman berat hanya dapat diusulkan setelah pemeriksaan oleh tim."))
    official = official_of(case, level, on, is_dismissal=is_dismissal)
    if official.person is None:
        raise StepNotPossible(
            _("Yang berwenang adalah %(official)s, dan pejabatnya tidak ada dalam data instansi ini.")
            % {"official": official.finding.value.label},
            remedy=_(
                "Belum ada yang tersimpan. Lengkapi data pegawai, atau teruskan berkasnya di luar Selaras."
            ),
        )
    new = NewStep(on, number=number.strip(), words=words.strip())
    return take_step(
        case, "recommend", by=by, new=new, tell=(official.person.pk,), official=official.person,
        suspected_level=level, is_dismissal=is_dismissal,
    )  # fmt: skip


def find_unproven(case: DisciplineCase, *, by: Actor, on: date, words: str) -> DisciplineCase:
    """The examination shows that nothing happened: the file is closed, and its days are never used again."""
    require_words(words=words)
    return take_step(
        case, "find_unproven", by=by, new=NewStep(on, words=words.strip()), tell=(case.employee_id,)
    )


def official_of(case: DisciplineCase, level: str, on: date, *, is_dismissal: bool) -> Official:
    """Who may impose a punishment of a level on the person of the case."""
    if level not in set(DisciplineLevel):
        raise InvalidInput(fields={"level": _("Pilih tingkat hukuman.")})
    heavy = is_dismissal and level == DisciplineLevel.BERAT
    ruleset = ruleset_for(case.agency, on)
    return official_for(
        case.employee, DisciplineLevel(level), ruleset, is_dismissal=heavy, line=line_above(case.employee)
    )


def _summoned(
    case: DisciplineCase, name: str, by: Actor, on: date, due_on: date, summons: Summons, *, words: str
) -> DisciplineCase:
    require_words(number=summons.number, place=summons.place)
    day = summons.meets_at.astimezone(ZoneInfo(case.agency.time_zone)).date()
    told = _("Pemeriksaan harus setelah hari ini dan paling lambat %(day)s.") % {"day": date_label(due_on)}
    if day <= on or day > due_on:
        raise InvalidInput(fields={"meets_at": told})
    new = NewStep(
        on, meets_at=summons.meets_at, place=summons.place.strip(), due_on=due_on, number=summons.number.strip(),
        words=words.strip(),
    )  # fmt: skip
    return take_step(case, name, by=by, new=new, tell=(case.employee_id,))


def _check_team(case: DisciplineCase, overseer: Employee, personnel_officer: Employee, on: date) -> None:
    keys: list[UUID] = [case.employee_id, case.examiner_id, overseer.pk, personnel_officer.pk]
    if len(set(keys)) < len(keys):
        raise InvalidInput(_("Ketiga anggota tim harus orang yang berbeda, dan bukan yang diperiksa."))
    own = golongan_of(case.employee)
    if own is None or rank_of(case.employee) < 0:
        return
    members = (
        TeamMember(TeamPart.ATASAN_LANGSUNG, TeamRole.KETUA, _golongan(case.examiner)),
        TeamMember(TeamPart.KEPEGAWAIAN, TeamRole.SEKRETARIS, _golongan(personnel_officer)),
        TeamMember(TeamPart.PENGAWASAN, TeamRole.ANGGOTA, _golongan(overseer)),
    )
    verdict = check_examination_team(DisciplineLevel.BERAT, members, own, ruleset_for(case.agency, on)).value
    if not verdict.is_complete:
        raise InvalidInput(" ".join(verdict.missing))


def _members(case: DisciplineCase) -> str:
    """The team in words, as it was named."""
    told = (
        ("Ketua", case.examiner), ("Sekretaris", case.personnel_officer), ("Anggota", case.overseer),
    )  # fmt: skip
    return "\n".join(f"{role}: {one.full_name}" for role, one in told if one is not None)


def _golongan(employee: Employee) -> Golongan:
    """The golongan of a member; the head of the city ranks as the highest."""
    if rank_of(employee) == HIGHEST:
        return golongan_table()[-1]
    return golongan_of(employee) or Golongan("", "", 0)
