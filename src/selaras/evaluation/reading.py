"""The agreed plan beside what was reached: one value that form, explanation, snapshot and document share.

Everything starts from the frozen version, so nothing can be rated that was not agreed (K-15, P-23).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from selaras.core.numbers import number_text
from selaras.evaluation.models import Evaluation
from selaras.evaluation.written import Line, Note, Talk, written_about
from selaras.monitoring.achievement import achievement_of, realisation_in, values_of
from selaras.monitoring.measured_plan import indicators_of, quarters_in
from selaras.monitoring.models import Evidence, EvidenceUse, Realisation
from selaras.monitoring.selectors import realisations_of
from selaras_rules import (
    NOT_MEASURED,
    Achievement,
    Finding,
    Period,
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
    # What was recorded in each month of the year up to the end of the period; None where nothing was.
    course: tuple[Decimal | None, ...] = ()
    # «Target menantang» where it was agreed so, else empty.
    stretch: str = ""

    @property
    def has_course(self) -> bool:
        """Whether there is more than one month to draw."""
        return sum(value is not None for value in self.course) > 1

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
    feedback: tuple[Note, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class BehaviourReading:
    """One value of the behaviour set with the leader's expectation and the feedback on it."""

    code: str
    name: str
    conduct: tuple[str, ...]
    expectation: str
    feedback: tuple[Note, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class PlanReading:
    """Everything that is looked at when a period is judged."""

    rhk: tuple[RhkReading, ...]
    behaviour: tuple[BehaviourReading, ...]
    general_feedback: tuple[Note, ...]
    dialogues: tuple[Talk, ...]
    evidence: tuple[Evidence, ...]

    @property
    def feedback(self) -> tuple[Note, ...]:
        """All feedback of the period."""
        on_rhk = [note for row in self.rhk for note in row.feedback]
        on_behaviour = [note for row in self.behaviour for note in row.feedback]
        return (*on_rhk, *on_behaviour, *self.general_feedback)

    def values_without_words(self, *, with_lines: bool) -> list[str]:
        """The names of the values about which nothing was agreed or written."""
        return [
            value.name
            for value in self.behaviour
            if not (value.expectation or value.feedback or (with_lines and value.line.feedback))
        ]


NOTHING = Line("", "")


def read_plan(evaluation: Evaluation, ruleset: Ruleset) -> PlanReading:
    """The agreed version of an evaluation with the facts of its period. Three queries."""
    skp, content, period = evaluation.skp, evaluation.skp_version.content, evaluation.span
    # Monitoring then measures against the version of this evaluation and asks for no other.
    skp.agreed_content = content  # type: ignore[attr-defined]
    written = written_about(evaluation)
    notes = [note for note in written.notes if period.contains(note.given_on)]
    evidence = _evidence_of(evaluation)
    facts = _Facts(evaluation, period, ruleset, realisations_of(skp), evidence, notes)
    rhk = tuple(_rhk(row, facts, written.rhk) for row in content.get("rhk", ()))
    behaviour = tuple(_behaviour(row, notes, written.behaviour) for row in content.get("behaviour", ()))
    listed = {note.id for row in rhk for note in row.feedback}
    listed |= {note.id for value in behaviour for note in value.feedback}
    return PlanReading(
        rhk=rhk,
        behaviour=behaviour,
        general_feedback=tuple(note for note in notes if note.id not in listed),
        dialogues=tuple(talk for talk in written.talks if _belongs(talk, period)),
        evidence=tuple(dict.fromkeys(proof for rows in evidence.values() for proof in rows)),
    )


def _evidence_of(evaluation: Evaluation) -> dict[UUID, tuple[Evidence, ...]]:
    """The proofs used in the quarters of the period, by indicator. One query."""
    quarters = quarters_in(evaluation.span.month_numbers)
    uses = EvidenceUse.objects.filter(evidence__skp=evaluation.skp, quarter__in=quarters)
    found: dict[UUID, list[Evidence]] = {}
    for use in uses.select_related("evidence__stored_file").order_by("-evidence__happened_on", "evidence_id"):
        known = found.setdefault(use.iki_id, [])
        if use.evidence not in known:
            known.append(use.evidence)
    return {iki_id: tuple(rows) for iki_id, rows in found.items()}


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
    evidence: Mapping[UUID, tuple[Evidence, ...]]
    notes: Sequence[Note]


def _rhk(row: Mapping[str, Any], facts: _Facts, lines: Mapping[str, Line]) -> RhkReading:
    key = str(row["id"])
    return RhkReading(
        id=key,
        number=str(row.get("number", "")),
        kind=row.get("kind", "utama"),
        text=row["text"],
        parent_text=row.get("parent_text") or "",
        iki=tuple(_iki(iki, facts) for iki in row.get("iki", ())),
        feedback=tuple(note for note in facts.notes if note.rhk_id == key),
        line=lines.get(key, NOTHING),
    )


def _iki(row: Mapping[str, Any], facts: _Facts) -> IkiReading:
    key = UUID(str(row["id"]))
    of_year = facts.realisations.get(key, {})
    months = {
        month: realisation for month, realisation in of_year.items() if month in facts.period.month_numbers
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
        evidence=facts.evidence.get(key, ()),
        course=tuple(
            of_year[month].value if month in of_year else None
            for month in range(1, facts.period.month_numbers[-1] + 1)
        ),
        stretch=row.get("stretch", ""),
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


def _behaviour(row: Mapping[str, Any], notes: Iterable[Note], lines: Mapping[str, Line]) -> BehaviourReading:
    return BehaviourReading(
        code=row["code"],
        name=row.get("name", row["code"]),
        conduct=tuple(row.get("conduct", ())),
        expectation=row.get("expectation") or "",
        feedback=tuple(note for note in notes if note.code == row["code"]),
        line=lines.get(row["code"], NOTHING),
    )


def _belongs(talk: Talk, period: Period) -> bool:
    """Talks of the period; the evaluation talk is usually held after it, warnings count from the whole year."""
    if talk.kind == "evaluasi":
        return talk.held_on >= period.start
    if talk.kind == "peringatan_dini":
        return date(period.year, 1, 1) <= talk.held_on <= period.end
    return period.contains(talk.held_on)


def _with_unit(value: Decimal | None, unit: str) -> str:
    if value is None:
        return NOT_MEASURED
    return f"{number_text(value)}%" if unit == "%" else f"{number_text(value)} {unit}".strip()
