"""What a decision rested on, in the shape that the evaluation keeps; made in memory, without a query.

A test compares it with what `selaras.evaluation.snapshot` reads from the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from selaras.core import clock
from selaras.core.numbers import number_text
from selaras.demonstration.fates import Judgement
from selaras.demonstration.plans import Plan
from selaras.demonstration.work import Work
from selaras.evaluation.models import EvaluatedBehaviour, EvaluatedRhk, Evaluation, OrganisationPredikat
from selaras.evaluation.reading import target_of
from selaras.evaluation.snapshot import ratings_of
from selaras.monitoring.achievement import achievement_of
from selaras.monitoring.measured_plan import Indicator, indicators_of, quarters_in
from selaras.monitoring.models import Dialogue, DialogueKind, Evidence, Feedback, Realisation
from selaras_rules import NOT_MEASURED, Achievement, Finding, Pattern, Period, Rating, Ruleset

Inputs = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator in one period."""

    reached: Decimal | None
    achievement: Finding[Achievement]
    because: list[dict[str, str | None]]


@dataclass(slots=True)
class Judged:
    """One evaluation in the making, with everything it looks at."""

    plan: Plan
    work: Work
    judgement: Judgement
    ruleset: Ruleset
    evaluation: Evaluation
    organisation: OrganisationPredikat | None = None
    pattern: list[dict[str, str | None]] = field(default_factory=list)
    lines: list[EvaluatedRhk] = field(default_factory=list)
    behaviour: list[EvaluatedBehaviour] = field(default_factory=list)
    measured: dict[UUID, Measured] = field(default_factory=dict)
    months: frozenset[int] = frozenset()
    # The proof used in the period, the newest first: of each indicator, and all of it under None.
    evidence: dict[UUID | None, list[Evidence]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.months = frozenset(self.period.month_numbers)

    @property
    def period(self) -> Period:
        """The period that is judged."""
        return self.judgement.period


def indicators_for(plan: Plan) -> dict[UUID, Indicator]:
    """The indicators of the frozen version."""
    if plan.version is None:
        return {}
    plan.skp.agreed_content = plan.version.content  # type: ignore[attr-defined]
    return indicators_of(plan.skp)


class Ruler:
    """Measures indicators by the rules; the same numbers against the same target are measured once."""

    def __init__(self) -> None:
        self._known: dict[Any, Measured] = {}

    def measure(self, judged: Judged, indicators: Mapping[UUID, Indicator]) -> None:
        """How far each indicator was reached in the period."""
        for key, indicator in indicators.items():
            rows = judged.work.realisations.get(key, {})
            values = {month: row.value for month, row in rows.items()}
            sign = self._sign(judged, indicator, values)
            if sign not in self._known:
                self._known[sign] = _measured(judged, indicator, values)
            judged.measured[key] = self._known[sign]

    def _sign(self, judged: Judged, indicator: Indicator, values: Mapping[int, Decimal | None]) -> Any:
        """Everything that the measure depends on."""
        skp, period = judged.plan.skp, judged.period
        months = tuple((month, value) for month, value in values.items() if month in judged.months)
        span = (skp.period_start, skp.period_end, period.code, judged.ruleset.on)
        words = "" if indicator.target is not None else indicator.target_text or indicator.text
        target = (indicator.target, indicator.target_max, words)
        return (
            span,
            target,
            indicator.unit,
            indicator.direction,
            indicator.pattern,
            indicator.release_month,
            months,
        )


def _measured(judged: Judged, indicator: Indicator, values: Mapping[int, Decimal | None]) -> Measured:
    achievement = achievement_of(judged.plan.skp, indicator, values, judged.period, judged.ruleset)
    because = [step.to_json() for step in achievement.because]
    return Measured(_reached(judged, indicator, values), achievement, because)


def _reached(judged: Judged, indicator: Indicator, values: Mapping[int, Decimal | None]) -> Decimal | None:
    """The months of the period read together, as the rules read them."""
    told = [value for month, value in values.items() if month in judged.months and value is not None]
    if not told:
        return None
    return sum(told, Decimal(0)) if indicator.pattern is Pattern.HITUNGAN else told[-1]


def warning_of(judged: Judged) -> Dialogue | None:
    """The early warning before the end of the period, in the same year."""
    found = [
        row
        for row in judged.work.dialogues
        if row.kind == "peringatan_dini"
        and row.held_on < judged.period.end
        and row.held_on.year == judged.period.year
    ]
    return max(found, key=lambda row: row.held_on, default=None)


def inputs_for(judged: Judged) -> Inputs:
    """The whole snapshot."""
    evaluation, warning = judged.evaluation, warning_of(judged)
    judged.evidence = _evidence_of(judged)
    feedback = _feedback_in_order(judged)
    return {
        "period": {"code": evaluation.period, "label": judged.period.label},
        "skp_version": _version(judged.plan),
        "ratings": ratings_of(evaluation),
        "rhk": [_result(judged, row) for row in _content(judged)["rhk"]],
        "behaviour": [_value(judged, row) for row in _content(judged)["behaviour"]],
        "evidence": [_evidence(row) for row in judged.evidence.get(None, ())],
        "feedback": [_feedback(row, judged.plan) for row in feedback],
        "dialogues": [_dialogue(row, judged.plan) for row in _dialogues_of(judged)],
        "warning": _dialogue(warning, judged.plan) if warning else None,
        "organisation": _organisation(judged),
        "pattern": {"because": judged.pattern, "reason": evaluation.distribution_reason},
        "calibration": [],
        "late_since": "",
        "notes": evaluation.notes,
        "recommendations": evaluation.recommendations,
    }


def best_of(judged: Judged) -> tuple[str, str, int, int]:
    """The indicator to tell of, its percentage, how many reached their target, how many were measured.

    Of a low result the weakest indicator is told, else the strongest.
    """
    texts = {iki["id"]: iki["text"] for rhk in _content(judged)["rhk"] for iki in rhk["iki"]}
    found = [
        (item.achievement.value.percent, str(key), item.achievement.value.text)
        for key, item in judged.measured.items()
        if item.achievement.value.percent is not None
    ]
    if not found:
        return next(iter(texts.values()), ""), "–", 0, 0
    choose = min if judged.judgement.hasil is Rating.DI_BAWAH else max
    _percent, key, text = choose(found)
    reached = sum(1 for percent, _key, _text in found if percent >= 97)
    return texts[key], text, reached, len(found)


def _content(judged: Judged) -> Mapping[str, Any]:
    version = judged.plan.version
    if version is None:
        raise ValueError("nothing was agreed, so nothing can be judged")
    content: Mapping[str, Any] = version.content
    return content


def _version(plan: Plan) -> Inputs:
    version = plan.version
    if version is None:
        return {}
    return {
        "id": str(version.pk),
        "number": version.number,
        "hash": version.content_hash,
        "agreed_on": clock.local(version.agreed_at, plan.skp.agency).date().isoformat(),
        "agreed_by": version.agreed_by.full_name,
    }


def _result(judged: Judged, row: Mapping[str, Any]) -> Inputs:
    line = next((line for line in judged.lines if str(line.rhk_id) == row["id"]), None)
    return {
        "id": row["id"],
        "number": row["number"],
        "kind": row["kind"],
        "text": row["text"],
        "rating": line.rating if line else "",
        "feedback": line.feedback if line else "",
        "iki": [_indicator(judged, iki) for iki in row["iki"]],
    }


def _indicator(judged: Judged, row: Mapping[str, Any]) -> Inputs:
    key = UUID(row["id"])
    measured = judged.measured[key]
    months = [item for month, item in _months(judged, key).items() if month in judged.months]
    return {
        "id": row["id"],
        "text": row["text"],
        "target": target_of(row),
        "realisation": _with_unit(measured.reached, row["unit"]),
        "achievement": measured.achievement.value.text,
        "because": measured.because,
        "notes": list(dict.fromkeys(item.narrative for item in months if item.narrative)),
        "causes": list(dict.fromkeys(item.cause for item in months if item.cause)),
        "evidence": [str(item.pk) for item in judged.evidence.get(key, ())],
    }


def _months(judged: Judged, key: UUID) -> Mapping[int, Realisation]:
    return judged.work.realisations.get(key, {})


def _value(judged: Judged, row: Mapping[str, Any]) -> Inputs:
    line = next((line for line in judged.behaviour if line.value_code == row["code"]), None)
    return {
        "code": row["code"],
        "name": row["name"],
        "expectation": row["expectation"],
        "feedback": line.feedback if line else "",
    }


def _evidence_of(judged: Judged) -> dict[UUID | None, list[Evidence]]:
    quarters = quarters_in(judged.months)
    known = {row.pk: row for row in judged.work.evidence}
    used: dict[UUID | None, dict[UUID, Evidence]] = {}
    for use in judged.work.uses:
        if use.quarter in quarters:
            for key in (None, use.iki_id):
                used.setdefault(key, {})[use.evidence_id] = known[use.evidence_id]
    return {
        key: sorted(rows.values(), key=lambda row: (-row.happened_on.toordinal(), row.pk))
        for key, rows in used.items()
    }


def _evidence(row: Evidence) -> Inputs:
    return {
        "id": str(row.pk),
        "title": row.title,
        "kind": str(row.kind),
        "happened_on": row.happened_on.isoformat(),
        "sha256": row.stored_file.sha256 if row.stored_file else "",
        "url": row.url,
    }


def _feedback_in_order(judged: Judged) -> list[Feedback]:
    """First by result, then by value, then what is about neither; the newest first within each."""
    agency = judged.plan.skp.agency
    dated = [(clock.local(row.given_at, agency).date(), row.pk, row) for row in judged.work.feedback]
    rows = [row for day, _key, row in sorted(dated, reverse=True) if judged.period.contains(day)]
    content = _content(judged)
    by_result = [row for rhk in content["rhk"] for row in rows if str(row.rhk_id) == rhk["id"]]
    by_value = [row for value in content["behaviour"] for row in rows if row.behaviour_code == value["code"]]
    known = {row.pk for row in (*by_result, *by_value)}
    return [*by_result, *by_value, *(row for row in rows if row.pk not in known)]


def _feedback(row: Feedback, plan: Plan) -> Inputs:
    return {
        "id": str(row.pk),
        "author": row.author.name,
        "given_on": clock.local(row.given_at, plan.skp.agency).date().isoformat(),
        "seen": row.seen,
        "reply": row.reply,
    }


def _dialogues_of(judged: Judged) -> list[Dialogue]:
    rows = [row for row in judged.work.dialogues if _belongs(row, judged.period)]
    return sorted(rows, key=lambda row: (row.held_on, row.pk), reverse=True)


def _belongs(row: Dialogue, period: Period) -> bool:
    if row.kind == "evaluasi":
        return row.held_on >= period.start
    if row.kind == "peringatan_dini":
        return date(period.year, 1, 1) <= row.held_on <= period.end
    return period.contains(row.held_on)


def _dialogue(row: Dialogue, plan: Plan) -> Inputs:
    return {
        "id": str(row.pk),
        "kind": str(row.kind),
        "label": _label(row.kind),
        "held_on": row.held_on.isoformat(),
        "written_on": clock.local(row.written_at, plan.skp.agency).date().isoformat(),
        "summary": row.summary,
        "confirmed": row.confirmed_at is not None,
    }


@cache
def _label(kind: str) -> str:
    return str(DialogueKind(kind).label)


def _organisation(judged: Judged) -> Inputs | None:
    row = judged.organisation
    if row is None:
        return None
    skp = judged.plan.skp
    return {
        "opd": skp.opd.name,
        "predikat": row.predikat,
        "set_on": clock.local(row.set_at, skp.agency).date().isoformat(),
        "set_by": row.set_by.full_name,
    }


def _with_unit(value: Decimal | None, unit: str) -> str:
    if value is None:
        return NOT_MEASURED
    return f"{number_text(value)}%" if unit == "%" else f"{number_text(value)} {unit}".strip()
