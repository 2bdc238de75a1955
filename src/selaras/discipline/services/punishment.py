"""Decision, delivery, effect and end of a punishment (PP 94/2021 Pasal 37; Peraturan BKN 6/2022 Pasal 49–50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.decisions import decision_in_force, record_decision
from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.discipline.cases.deadlines import deadline_of, remedy_of, window_of
from selaras.discipline.models import CaseStatus, DisciplineCase, Level
from selaras.discipline.services.case_steps import NewStep, require_day, require_words, take_step
from selaras.discipline.services.examination import official_of
from selaras.organisation.choices import ruleset_for
from selaras_rules import RulesError, Ruleset
from selaras_rules.discipline import DisciplineLevel, PunishmentType, punishment_types, ruleset_of_act
from selaras_rules.findings import Finding, Step
from selaras_rules.periods import date_label
from selaras_rules.procedure import CaseDeadline
from selaras_rules.remedies import Remedy

KIND = "discipline"
LEVELS = list(DisciplineLevel)


@dataclass(frozen=True, slots=True)
class Decree:
    """What is decided: a type of the law of the day of the act, or for a PPPK what the contract says."""

    number: str
    words: str
    step: str = ""
    # For a contract: consequence and clause, how heavy, and whether the contract ends.
    consequence: str = ""
    level: str = ""
    ends_contract: bool = False


def types_of(case: DisciplineCase, on: date) -> Finding[tuple[PunishmentType, ...]]:
    """The types that may be imposed for the act of this case: the law of that day (tempus delicti)."""
    try:
        return punishment_types(case.act_day, ruleset_for(case.agency, on))
    except RulesError as error:
        raise StepNotPossible(str(error)) from error


def dismiss_case(case: DisciplineCase, *, by: Actor, on: date, words: str) -> DisciplineCase:
    """The official finds nothing proven."""
    require_words(words=words)
    new = NewStep(on, words=words.strip())
    return take_step(case, "dismiss_case", by=by, new=new, tell=(case.employee_id, case.examiner_id))


def impose(case: DisciplineCase, *, by: Actor, on: date, decree: Decree) -> DisciplineCase:
    """Decide by name, number and reasons; the type is one of the law at the day of the act.

    Raises `NotAllowed` where the level needs a higher official, or a Plt or Plh for a level beyond them.
    """
    require(by, Permission.DECIDE_CASE, case)
    require_words(number=decree.number, words=decree.words)
    finding = chosen_type(case, on, step=decree.step, level=decree.level, consequence=decree.consequence)
    chosen = finding.value
    is_dismissal = decree.ends_contract if case.by_contract else ends_service(chosen)
    _require_competent(case, chosen, by, on, is_dismissal=is_dismissal)
    new = NewStep(on, number=decree.number.strip(), words=decree.words.strip())
    with transaction.atomic():
        case = take_step(
            case, "impose", by=by, new=new, tell=(case.examiner_id, case.clerk_id), imposed_step=chosen.step,
            imposed_level=chosen.level.value, imposed_name=chosen.name, is_dismissal=is_dismissal,
            decree=decree.number.strip(), decided_on=on,
        )  # fmt: skip
        record_punishment(case, finding, by, on)
    return case


def ends_service(chosen: PunishmentType) -> bool:
    """Whether a type of the law is a dismissal; the law tells them apart by this word only."""
    return "pemberhentian" in chosen.name


def deliver(
    case: DisciplineCase, *, by: Actor, on: date, received_on: date, place: str = ""
) -> DisciplineCase:
    """The person received the decision: from that day remedies and effect count (BKN 6/2022 Pasal 50)."""
    return _handed_over(case, "deliver", by, on, received_on, NewStep(received_on, place=place.strip()))


def send(
    case: DisciplineCase, *, by: Actor, on: date, missed_on: date, received_on: date, number: str, place: str
) -> DisciplineCase:
    """The person did not come for the decision; it is sent within three working days (Pasal 49 ayat (8))."""
    require_words(number=number, place=place)
    require_day(
        "missed_on", missed_on, first=case.decided_on, last=received_on,
        told=_("Isi hari penyampaian yang tidak dihadiri, sebelum keputusan tiba."),
    )  # fmt: skip
    due_on = deadline_of(case, CaseDeadline.PENGIRIMAN, missed_on, on).value
    new = NewStep(received_on, place=place.strip(), number=number.strip(), due_on=due_on)
    return _handed_over(case, "send", by, on, received_on, new)


def take_effect(case: DisciplineCase, *, by: Actor, on: date) -> DisciplineCase:
    """The fifteenth working day after the receipt has come and nobody contested. Raises `StepNotPossible` before."""
    if case.takes_effect_on is not None and on < case.takes_effect_on:
        raise StepNotPossible(
            _("Keputusan ini mulai berlaku %(day)s bila tidak ada upaya administratif.")
            % {"day": date_label(case.takes_effect_on)}
        )
    return take_step(case, "take_effect", by=by, new=NewStep(on), tell=(case.employee_id,))


def finish_serving(case: DisciplineCase, *, by: Actor, on: date, words: str) -> DisciplineCase:
    """The punishment has been served; what held back pay and promotion ends."""
    require_words(words=words)
    return take_step(
        case, "finish_serving", by=by, new=NewStep(on, words=words.strip()), tell=(case.employee_id,)
    )


def chosen_type(
    case: DisciplineCase, on: date, *, step: str, level: str, consequence: str
) -> Finding[PunishmentType]:
    """The type of the law that was chosen; where a contract rules, its consequence. Raises `InvalidInput`."""
    if case.by_contract:
        if level not in set(DisciplineLevel):
            raise InvalidInput(fields={"level": _("Pilih tingkat hukuman.")})
        require_words(consequence=consequence)
        by_contract = PunishmentType("", DisciplineLevel(level), consequence.strip()[:200], 0)
        return Finding(by_contract, (Step("Akibat menurut perjanjian kerja; tangga PNS tidak dipakai."),))
    types = types_of(case, on)
    chosen = next((one for one in types.value if one.step == step), None)
    if chosen is None:
        raise InvalidInput(fields={"step": _("Pilih salah satu jenis hukuman.")})
    return Finding(chosen, types.because)


def _require_competent(
    case: DisciplineCase, chosen: PunishmentType, by: Actor, on: date, *, is_dismissal: bool
) -> None:
    """The level needs this official or a lower one; who acts for somebody decides on no status (Plt, Plh)."""
    ruleset = ruleset_for(case.agency, on)
    limits = ruleset.law("proses_disiplin.pelaksana_tugas")
    if by.employee_id != case.official_id and chosen.level in limits.value:
        raise NotAllowed(_("Plt dan Plh tidak menjatuhkan hukuman sedang atau berat."))
    is_lighter = LEVELS.index(chosen.level) <= LEVELS.index(DisciplineLevel(case.suspected_level))
    if is_lighter and (not is_dismissal or case.is_dismissal):
        return
    needed = official_of(case, chosen.level.value, on, is_dismissal=is_dismissal)
    if needed.person is None or needed.person.pk != case.official_id:
        text = _("Hukuman ini hanya dapat dijatuhkan %(official)s.")
        raise NotAllowed(text % {"official": needed.finding.value.label})
    if chosen.level is DisciplineLevel.BERAT and case.overseer_id is None:
        raise StepNotPossible(_("Hukuman berat hanya dapat dijatuhkan setelah pemeriksaan oleh tim."))


def record_punishment(case: DisciplineCase, finding: Finding[PunishmentType], by: Actor, on: date) -> None:
    """Write the punishment as a decision under the law of the day of the act; a later one supersedes it."""
    before = decision_in_force(case.pk, KIND)
    name = finding.value.name[:60]
    ruleset: Ruleset = ruleset_of_act(case.act_day, ruleset_for(case.agency, on))
    inputs: dict[str, Any] = {
        "step": case.imposed_step, "level": case.imposed_level, "name": case.imposed_name, "decree": case.decree,
        "act_day": case.act_day.isoformat(), "bkn_code": finding.value.bkn_code,
    }  # fmt: skip
    record_decision(
        KIND, Finding(name, finding.because), ruleset, about=case, by=by, inputs=inputs, supersedes=before
    )


def _handed_over(
    case: DisciplineCase, name: str, by: Actor, on: date, received_on: date, new: NewStep
) -> DisciplineCase:
    require(by, Permission.KEEP_CASE, case)
    if case.status != CaseStatus.IMPOSED or case.decided_on is None:
        raise StepNotPossible(_("Belum ada keputusan yang dapat disampaikan."))
    require_day(
        "received_on", received_on, first=case.decided_on, last=on,
        told=_("Isi hari keputusan diterima, antara hari keputusan dan hari ini."),
    )  # fmt: skip
    due_on = new.due_on or deadline_of(case, CaseDeadline.PENYAMPAIAN, case.decided_on, on).value
    remedy = remedy_open(case, on)
    until = None if remedy is Remedy.TIDAK_ADA else window_of(case, remedy, received_on, on).value.deadline
    effect = deadline_of(case, CaseDeadline.MULAI_BERLAKU, received_on, on).value
    row = NewStep(new.day, place=new.place, number=new.number, due_on=due_on)
    return take_step(
        case, name, by=by, new=row, tell=(case.employee_id,), received_on=received_on, remedy_until=until,
        takes_effect_on=effect,
    )  # fmt: skip


def remedy_open(case: DisciplineCase, on: date) -> Remedy:
    """Which remedy stands open against the decision as it is."""
    level = case.imposed_level or Level.LIGHT
    official = official_of(case, level, on, is_dismissal=case.is_dismissal)
    return remedy_of(case, official.finding.value, on).value
