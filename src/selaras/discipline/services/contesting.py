"""Keberatan and banding administratif (PP 79/2021): filed by the person in time, ruled on by others, recorded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.errors import StepNotPossible
from selaras.discipline.cases.deadlines import deadline_of
from selaras.discipline.models import DisciplineCase
from selaras.discipline.services.case_steps import NewStep, require_day, require_words, take_step
from selaras.discipline.services.punishment import (
    chosen_type,
    ends_service,
    record_punishment,
    remedy_open,
)
from selaras_rules.periods import date_label
from selaras_rules.procedure import CaseDeadline
from selaras_rules.remedies import Remedy


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the superior of the official or the BPASN ruled: number, day, reasons, and a type where it is another."""

    number: str
    ruled_on: date
    words: str
    step: str = ""
    consequence: str = ""


def contest(case: DisciplineCase, *, by: Actor, on: date, grounds: str) -> DisciplineCase:
    """File the remedy that stands open. Raises `StepNotPossible` without one and after its last day."""
    require(by, Permission.ANSWER_CASE, case)
    require_words(grounds=grounds)
    remedy = remedy_open(case, on)
    if case.remedy_until is None or remedy is Remedy.TIDAK_ADA:
        raise StepNotPossible(_("Keputusan ini tidak membuka upaya administratif."))
    if on > case.remedy_until:
        raise StepNotPossible(
            _("Batas mengajukan, %(day)s, sudah lewat.") % {"day": date_label(case.remedy_until)}
        )
    is_objection = remedy is Remedy.KEBERATAN
    kind = CaseDeadline.PUTUSAN_KEBERATAN if is_objection else CaseDeadline.PUTUSAN_BANDING
    due_on = deadline_of(case, kind, on, on).value
    new = NewStep(on, statement=grounds.strip(), due_on=due_on)
    return take_step(
        case, "contest", by=by, new=new, tell=(case.official_id, case.examiner_id, case.clerk_id)
    )


def uphold(case: DisciplineCase, *, by: Actor, on: date, ruling: Ruling) -> DisciplineCase:
    """The ruling confirms the decision, which takes effect."""
    return take_step(case, "uphold", by=by, new=_row(case, ruling, on), tell=(case.employee_id,))


def annul(case: DisciplineCase, *, by: Actor, on: date, ruling: Ruling) -> DisciplineCase:
    """The ruling annuls the decision; nothing of it remains."""
    return take_step(case, "annul", by=by, new=_row(case, ruling, on), tell=(case.employee_id,))


def correct(case: DisciplineCase, *, by: Actor, on: date, ruling: Ruling) -> DisciplineCase:
    """The ruling makes it another punishment, lighter or heavier; a new decision supersedes the old one."""
    require(by, Permission.KEEP_CASE, case)
    row = _row(case, ruling, on)
    finding = chosen_type(
        case, on, step=ruling.step, level=case.imposed_level, consequence=ruling.consequence
    )
    chosen = finding.value
    with transaction.atomic():
        case = take_step(
            case, "correct", by=by, new=row, tell=(case.employee_id,), imposed_step=chosen.step,
            imposed_level=chosen.level.value, imposed_name=chosen.name,
            is_dismissal=case.is_dismissal if case.by_contract else ends_service(chosen),
        )  # fmt: skip
        record_punishment(case, finding, by, on)
    return case


def take_corrected_effect(case: DisciplineCase, *, by: Actor, on: date) -> DisciplineCase:
    """The corrected decision takes effect."""
    return take_step(case, "take_corrected_effect", by=by, new=NewStep(on), tell=(case.employee_id,))


def _row(case: DisciplineCase, ruling: Ruling, on: date) -> NewStep:
    require_words(number=ruling.number, words=ruling.words)
    filed = case.steps.filter(name="contest").first()
    require_day(
        "ruled_on", ruling.ruled_on, first=filed.day if filed else None, last=on,
        told=_("Isi hari putusan, antara hari diajukannya dan hari ini."),
    )  # fmt: skip
    return NewStep(ruling.ruled_on, number=ruling.number.strip(), words=ruling.words.strip())
