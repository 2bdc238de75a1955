"""The agreed plan beside what was reached: one value that form, explanation, snapshot and document share.

Everything starts from the frozen version, so nothing can be rated that was not agreed (K-15, P-23).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from selaras.core import clock
from selaras.evaluation.models import Evaluation
from selaras.monitoring.achievement import achievement_of, realisation_in, values_of
from selaras.monitoring.measured_plan import indicators_of
from selaras.monitoring.models import Dialogue, Evidence, Feedback, Realisation
from selaras.monitoring.selectors import dialogues_of, evidence_of, feedback_of, realisations_of
from selaras.planning.content import number_text
from selaras_rules import (
    NOT_MEASURED,
    Achievement,
    Finding,
    Period,
    PeriodKind,
    ReadingState,
    RulesError,
    Ruleset,
    Step,
)


@dataclass(frozen=True, slots=True)
class IkiReading:
    """One agreed indicator with its target, what was reached in the period, and the proof."""

    id: str
    text: str
    target: str
    aspect: str
    data_source: str
    expectations: tuple[tuple[str, str], ...]
    reached: Decimal | None
    realisation: str
    achievement: Finding[Achievement]
    notes: tuple[str, ...]
    causes: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def printed_realisation(self) -> str:
        """The text of the official form: the number, then the words."""
        parts = [self.realisation if self.reached is not None else "", *self.notes]
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class RhkReading:
    """One agreed result with its indicators and the feedback on it."""

    id: str
    number: str
    kind: str
    text: str
    parent_text: str
    iki: tuple[IkiReading, ...]
    feedback: tuple[Feedback, ...]


@dataclass(frozen=True, slots=True)
class BehaviourReading:
    """One value of the behaviour set with the leader's expectation and the feedback on it."""

    code: str
    name: str
    conduct: tuple[str, ...]
    expectation: str
    feedback: tuple[Feedback, ...]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """Everything that is looked at when a period is judged."""

    rhk: tuple[RhkReading, ...]
    behaviour: tuple[BehaviourReading, ...]
    general_feedback: tuple[Feedback, ...]
    dialogues: tuple[Dialogue, ...]
    evidence: tuple[Evidence, ...]


def read_plan(evaluation: Evaluation, ruleset: Ruleset) -> PlanReading:
    """The agreed version of an evaluation with the facts of its period. Five queries."""
    skp, content, period = evaluation.skp, evaluation.skp_version.content, evaluation.span
    # Monitoring then measures against the version of this evaluation and asks for no other.
    skp.agreed_content = content
    evidence = evidence_of(skp)
    feedback = [row for row in feedback_of(skp) if period.contains(clock.local(row.given_at, skp.agency).date())]
    facts = _Facts(evaluation, period, ruleset, realisations_of(skp), evidence)
    rhk = tuple(_rhk(row, facts, feedback) for row in content.get("rhk", ()))
    listed = {id(row) for result in rhk for row in result.feedback}
    behaviour = tuple(_behaviour(row, feedback) for row in content.get("behaviour", ()))
    listed |= {id(row) for value in behaviour for row in value.feedback}
    return PlanReading(
        rhk=rhk,
        behaviour=behaviour,
        general_feedback=tuple(row for row in feedback if id(row) not in listed),
        dialogues=tuple(row for row in dialogues_of(skp) if _belongs(row, period)),
        evidence=tuple(row for row in evidence if facts.uses(row)),
    )


def target_of(row: Mapping[str, Any]) -> str:
    """The agreed target as people read it: number and unit, or the words of a qualitative target."""
    text, unit = str(row.get("target_text") or ""), str(row.get("unit") or "")
    if not unit or text.casefold().endswith(unit.casefold()):
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the indicators are read from."""

    evaluation: Evaluation
    period: Period
    ruleset: Ruleset
    realisations: Mapping[UUID, Mapping[int, Realisation]]
    evidence: Sequence[Evidence]

    @property
    def quarters(self) -> set[int]:
        return {(month - 1) // 3 + 1 for month in self.period.month_numbers}

    def uses(self, row: Evidence, iki_id: UUID | None = None) -> bool:
        """Whether an evidence serves the indicator (or any) in this period."""
        return any(use.quarter in self.quarters and iki_id in (None, use.iki_id) for use in row.uses.all())


def _rhk(row: Mapping[str, Any], facts: _Facts, feedback: Sequence[Feedback]) -> RhkReading:
    return RhkReading(
        id=str(row["id"]),
        number=str(row.get("number", "")),
        kind=row.get("kind", "utama"),
        text=row["text"],
        parent_text=row.get("parent_text") or "",
        iki=tuple(_iki(iki, facts) for iki in row.get("iki", ())),
        feedback=tuple(note for note in feedback if str(note.rhk_id) == str(row["id"])),
    )


def _iki(row: Mapping[str, Any], facts: _Facts) -> IkiReading:
    key = UUID(str(row["id"]))
    months = {
        month: realisation
        for month, realisation in facts.realisations.get(key, {}).items()
        if month in facts.period.month_numbers
    }
    reached, achievement = _measured(key, facts)
    return IkiReading(
        id=str(key),
        text=row["text"],
        target=target_of(row),
        aspect=row.get("aspect") or row.get("perspective") or "",
        data_source=row.get("data_source") or "",
        expectations=_expectations(row),
        reached=reached,
        realisation=_with_unit(reached, row.get("unit") or ""),
        achievement=achievement,
        notes=tuple(dict.fromkeys(item.narrative for item in months.values() if item.narrative)),
        causes=tuple(dict.fromkeys(item.cause for item in months.values() if item.cause)),
        evidence=tuple(item for item in facts.evidence if facts.uses(item, key)),
    )


def _measured(key: UUID, facts: _Facts) -> tuple[Decimal | None, Finding[Achievement]]:
    skp = facts.evaluation.skp
    indicator = indicators_of(skp)[key]
    values = values_of(facts.realisations.get(key, {}))
    try:
        reached = realisation_in(skp, indicator, values, facts.period, facts.ruleset).value
    except RulesError as error:
        return None, Finding(Achievement(ReadingState.NO_BASE), (Step(str(error)),))
    return reached, achievement_of(skp, indicator, values, facts.period, facts.ruleset)


def _expectations(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What each rating was said to require before the period began (P-09), best first."""
    named = (("di_atas", "above_text"), ("sesuai", "expected_text"), ("di_bawah", "below_text"))
    return tuple((rating, row[field]) for rating, field in named if row.get(field))


def _behaviour(row: Mapping[str, Any], feedback: Sequence[Feedback]) -> BehaviourReading:
    return BehaviourReading(
        code=row["code"],
        name=row.get("name", row["code"]),
        conduct=tuple(row.get("conduct", ())),
        expectation=row.get("expectation") or "",
        feedback=tuple(note for note in feedback if note.behaviour_code == row["code"]),
    )


def _belongs(dialogue: Dialogue, period: Period) -> bool:
    """Talks of the period; the evaluation talk is usually held after it, warnings count from the whole year."""
    if dialogue.kind == "evaluasi":
        return dialogue.held_on >= period.start
    if dialogue.kind == "peringatan_dini":
        return date(period.year, 1, 1) <= dialogue.held_on <= period.end
    return period.contains(dialogue.held_on)


def _with_unit(value: Decimal | None, unit: str) -> str:
    if value is None:
        return NOT_MEASURED
    return f"{number_text(value)}%" if unit == "%" else f"{number_text(value)} {unit}".strip()


def allowed_kinds(ruleset: Ruleset) -> tuple[PeriodKind, PeriodKind]:
    """The year, and the periodic evaluation the agency chose (Pasal 24 ayat (2) dan (3))."""
    monthly = ruleset.choice("evaluation.periodicity") == "monthly"
    return PeriodKind.YEAR, PeriodKind.MONTH if monthly else PeriodKind.QUARTER
