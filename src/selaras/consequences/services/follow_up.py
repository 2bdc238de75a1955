"""Development after a shortfall, and the ladder of PP 30/2019 as a case: proposed by rules, decided by names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.consequences import events
from selaras.consequences.follow_up import falls_short, forms_of_development, kind_of_post, ladder_of
from selaras.consequences.models import Cause, DevelopmentStep, MissedTargetCase, Shortfall
from selaras.consequences.workflow import MISSED_TARGET
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.decisions import decision_in_force, record_decision
from selaras.core.errors import ChangedMeanwhile, InvalidInput, StepNotPossible
from selaras.core.notices import tell, tell_many
from selaras.core.workflow import advance
from selaras.evaluation.models import Evaluation
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee
from selaras_rules import Finding, RulesError

KIND = "missed_target"


@dataclass(frozen=True, slots=True)
class NewStep:
    """Something that is offered."""

    form: str
    text: str
    due_on: date


def write_shortfall(
    evaluation: Evaluation, *, by: Actor, on: date, cause: str, words: str, steps: Iterable[NewStep]
) -> Shortfall:
    """Name the cause of a result below expectation and offer at least one way to develop (P-12).

    Raises `StepNotPossible` for a result that is not below; `InvalidInput` without cause, words or an offer.
    """
    require(by, Permission.LEAD_SHORTFALL, evaluation)
    if not falls_short(evaluation, ruleset_for(evaluation.skp.agency, evaluation.span.end)):
        raise StepNotPossible(
            _("Hasil ini tidak di bawah ekspektasi, jadi tidak ada kekurangan yang perlu dijawab.")
        )
    offered = list(steps)
    _check(cause, words, offered, evaluation, on)
    person, moment = evaluation.skp.employee, clock.now()
    row = Shortfall(
        agency_id=evaluation.agency_id, employee=person, evaluation=evaluation, cause=cause, words=words.strip(),
        written_by_id=person_of(by), written_at=moment,
    )  # fmt: skip
    try:
        with (
            transaction.atomic(),
            recording(events.SHORTFALL_WRITTEN, by=by, about=person, period=evaluation.span.label),
        ):
            row.save()
            DevelopmentStep.objects.bulk_create([_step(row, step, by) for step in offered])
            text = _(
                "Pejabat penilai Anda menulis penyebab dan menawarkan pengembangan. Tambahkan pandangan Anda."
            )
            _tell(person, text, row)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return row


def _check(cause: str, words: str, offered: list[NewStep], evaluation: Evaluation, on: date) -> None:
    fields: dict[str, Any] = {}
    if cause not in set(Cause):
        fields["cause"] = _("Pilih penyebab yang paling berpengaruh.")
    if not words.strip():
        fields["words"] = _("Tulis apa yang ditemukan berdua; dari situ tawarannya berarti.")
    if not offered:
        fields["text_1"] = _("Tawarkan sedikitnya satu pelatihan, bimbingan, atau bantuan.")
    known = {code for code, _name in forms_of_development(ruleset_for(evaluation.skp.agency, on))}
    for number, step in enumerate(offered, start=1):
        if step.form not in known:
            fields[f"form_{number}"] = _("Pilih bentuk pengembangan dari daftar.")
        if step.due_on < on:
            fields[f"due_{number}"] = _("Tanggal ini sudah lewat.")
    if fields:
        raise InvalidInput(fields=fields)


def _step(row: Shortfall, step: NewStep, by: Actor) -> DevelopmentStep:
    return DevelopmentStep(
        agency_id=row.agency_id, shortfall=row, form=step.form, text=step.text.strip(), due_on=step.due_on,
        offered_by_id=person_of(by), offered_at=row.written_at,
    )  # fmt: skip


def answer_shortfall(shortfall: Shortfall, words: str, *, by: Actor, on: date) -> Shortfall:
    """The employee says what the cause is in the own eyes; both stand side by side."""
    require(by, Permission.ANSWER_SHORTFALL, shortfall)
    if not words.strip():
        raise InvalidInput(fields={"own_words": _("Tulis pandangan Anda.")})
    with recording(events.SHORTFALL_ANSWERED, by=by, about=shortfall):
        shortfall.own_words, shortfall.own_words_at = words.strip(), clock.now()
        shortfall.save(update_fields=["own_words", "own_words_at"])
    return shortfall


def close_development_step(step: DevelopmentStep, *, by: Actor, on: date, outcome: str) -> DevelopmentStep:
    """What came of an offer. Raises `InvalidInput` without words, `StepNotPossible` a second time."""
    require(by, Permission.LEAD_SHORTFALL, step)
    if not outcome.strip():
        raise InvalidInput(fields={"outcome": _("Tulis apa hasilnya, juga bila tidak jadi dijalankan.")})
    rows = DevelopmentStep.objects.filter(pk=step.pk, done_on=None)
    with recording(events.DEVELOPMENT_CLOSED, by=by, about=step.shortfall, what=step.text):
        if not rows.update(done_on=on, outcome=outcome.strip()[:500]):
            raise StepNotPossible(_("Hasil tawaran ini sudah dicatat."))
        _tell(step.shortfall.employee, _("Hasil sebuah tawaran pengembangan dicatat."), step.shortfall)
    step.done_on, step.outcome = on, outcome.strip()
    return step


def open_missed_target(evaluation: Evaluation, *, by: Actor, on: date, reason: str) -> MissedTargetCase:
    """Open the case of PP 30/2019 for an annual result: the chance to improve begins (Pasal 56–58).

    Development comes first: raises `StepNotPossible` while no cause was asked for and nothing was offered.
    """
    require(by, Permission.OPEN_MISSED_TARGET, evaluation)
    obstacle = why_not_open(evaluation, on)
    if obstacle:
        raise StepNotPossible(obstacle)
    if not reason.strip():
        raise InvalidInput(fields={"reason": _("Tulis mengapa jalur ini dibuka; pegawai membacanya.")})
    person = evaluation.skp.employee
    row = MissedTargetCase(
        agency_id=evaluation.agency_id, employee=person, evaluation=evaluation,
        position_kind=kind_of_post(person).value, missed_on=on, reason=reason.strip(), opened_by_id=person_of(by),
        opened_at=clock.now(),
    )  # fmt: skip
    try:
        with (
            transaction.atomic(),
            recording(events.TARGET_CASE_OPENED, by=by, about=person, because=row.reason),
        ):
            row.save()
            text = _(
                "Kesempatan memperbaiki kinerja %(name)s dibuka. Langkah dan tanggalnya dapat dibaca."
            ) % {"name": person.full_name}
            _tell_case(row, text)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error
    return row


def why_not_open(evaluation: Evaluation, on: date) -> str:
    """Why the case can't be opened for this result; empty when it can."""
    if not evaluation.is_annual or not evaluation.is_final:
        return _("Jalur ini hanya untuk hasil tahunan yang sudah ditetapkan.")
    if not falls_short(evaluation, ruleset_for(evaluation.skp.agency, evaluation.span.end)):
        return _("Hasil ini tidak di bawah ekspektasi.")
    objection = getattr(evaluation, "objection", None)
    if objection is not None and objection.status != "decided":
        return _("Keberatan atas hasil ini belum diputuskan.")
    if not Shortfall.objects.filter(evaluation=evaluation).exists():
        return _(
            "Pengembangan didahulukan: pejabat penilai belum menanyakan penyebab dan menawarkan pengembangan."
        )
    return ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What somebody decided about a case; None leaves a fact as it is."""

    improved: bool | None = None
    tested_on: date | None = None
    is_competent: bool | None = None
    has_vacancy: bool | None = None
    placed_on: date | None = None


# Which fact is whose to decide.
DECIDES = {
    "improved": Permission.DECIDE_IMPROVEMENT,
    "tested_on": Permission.OPEN_MISSED_TARGET, "is_competent": Permission.OPEN_MISSED_TARGET,
    "has_vacancy": Permission.DECIDE_PLACEMENT, "placed_on": Permission.DECIDE_PLACEMENT,
}  # fmt: skip


def decide_case(
    case: MissedTargetCase, facts: CaseFacts, *, by: Actor, on: date, reason: str
) -> MissedTargetCase:
    """One named official decides one part; the rules say what may follow, and nothing is carried out.

    Raises `InvalidInput` without a reason, or for days in the wrong order.
    """
    given = {name: value for name, value in _given(facts).items() if value is not None}
    for name in given:
        require(by, DECIDES[name], case)
    if not given or not reason.strip():
        raise InvalidInput(fields={"reason": _("Tulis keputusan beserta alasan atau nomor suratnya.")})
    before = {name: getattr(case, name) for name in given}
    for name, value in given.items():
        setattr(case, name, value)
    try:
        finding = ladder_of(case, ruleset_for(case.employee.agency, on))
    except RulesError as error:
        raise InvalidInput(fields={"reason": str(error)}) from error
    step = "improve" if facts.improved else "decide"
    with recording(events.TARGET_CASE_DECIDED, by=by, about=case, because=reason.strip()) as rec:
        rec.note(
            old={name: str(value) for name, value in before.items()},
            new={n: str(v) for n, v in given.items()},
        )
        value = Finding(", ".join(one.code for one in finding.value), finding.because)
        record_decision(
            KIND, value, ruleset_for(case.employee.agency, on), about=case, by=by,
            inputs={"facts": {n: str(v) for n, v in given.items()}, "reason": reason.strip()},
            supersedes=decision_in_force(case.pk, KIND),
        )  # fmt: skip
        advance(MISSED_TARGET, case, step, **given, **({"closed_at": clock.now()} if facts.improved else {}))
        _tell_case(case, _("Satu bagian kesempatan memperbaiki kinerja diputuskan. Bacalah alasannya."))
    return case


def _given(facts: CaseFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in DECIDES}


def _tell(person: Employee, text: str, row: Shortfall) -> None:
    url = reverse("consequences:shortfall", args=[row.pk])
    tell(person.pk, "consequences", text, agency_id=person.agency_id, url=url)


def _tell_case(case: MissedTargetCase, text: str) -> None:
    url = reverse("consequences:target_case", args=[case.pk])
    people = [person for person in (case.employee_id, case.employee.pejabat_penilai_id) if person is not None]
    tell_many(people, "consequences", text, agency_id=case.agency_id, url=url)
