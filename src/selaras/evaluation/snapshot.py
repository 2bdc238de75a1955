"""What a decision rested on, as plain data: kept with the decision, so that it explains itself for ever."""

from __future__ import annotations

from typing import Any

from selaras.core import clock
from selaras.evaluation.models import EvaluatedBehaviour, EvaluatedRhk, Evaluation, OrganisationPredikat
from selaras.evaluation.reading import IkiReading, PlanReading, RhkReading
from selaras.monitoring.models import Dialogue, Evidence, Feedback

Inputs = dict[str, Any]


def inputs_of(
    evaluation: Evaluation,
    reading: PlanReading,
    *,
    organisation: OrganisationPredikat | None,
    warning: Dialogue | None,
    pattern: list[dict[str, str | None]],
) -> Inputs:
    """Plan version and hash, ratings with reasons, realisations, evidence hashes, feedback, talks."""
    return {
        "period": {"code": evaluation.period, "label": evaluation.span.label},
        "skp_version": _version(evaluation),
        "ratings": ratings_of(evaluation),
        "rhk": _results(evaluation, reading),
        "behaviour": _behaviour(evaluation, reading),
        "evidence": [_evidence(row) for row in reading.evidence],
        "feedback": [_feedback(row, evaluation) for row in _all_feedback(reading)],
        "dialogues": [_dialogue(row) for row in reading.dialogues],
        "warning": _dialogue(warning) if warning else None,
        "organisation": _organisation(organisation, evaluation) if organisation else None,
        "pattern": {"because": pattern, "reason": evaluation.distribution_reason},
        "notes": evaluation.notes,
        "recommendations": evaluation.recommendations,
    }


def ratings_of(evaluation: Evaluation) -> Inputs:
    """Both ratings with the reason of each."""
    return {
        "hasil_kerja": {"value": evaluation.rating_hasil_kerja, "reason": evaluation.reason_hasil_kerja},
        "perilaku_kerja": {"value": evaluation.rating_perilaku_kerja, "reason": evaluation.reason_perilaku_kerja},
    }


def _version(evaluation: Evaluation) -> Inputs:
    version = evaluation.skp_version
    return {
        "id": str(version.pk),
        "number": version.number,
        "hash": version.content_hash,
        "agreed_on": clock.local(version.agreed_at, evaluation.skp.agency).date().isoformat(),
        "agreed_by": version.agreed_by.full_name,
    }


def _results(evaluation: Evaluation, reading: PlanReading) -> list[Inputs]:
    lines = {str(line.rhk_id): line for line in EvaluatedRhk.objects.filter(evaluation=evaluation)}
    return [_result(row, lines.get(row.id)) for row in reading.rhk]


def _result(row: RhkReading, line: EvaluatedRhk | None) -> Inputs:
    return {
        "id": row.id,
        "number": row.number,
        "kind": row.kind,
        "text": row.text,
        "rating": line.rating if line else "",
        "feedback": line.feedback if line else "",
        "iki": [_indicator(iki) for iki in row.iki],
    }


def _indicator(iki: IkiReading) -> Inputs:
    return {
        "id": iki.id,
        "text": iki.text,
        "target": iki.target,
        "realisation": iki.realisation,
        "achievement": iki.achievement.value.text,
        "because": [step.to_json() for step in iki.achievement.because],
        "notes": list(iki.notes),
        "causes": list(iki.causes),
        "evidence": [str(row.pk) for row in iki.evidence],
    }


def _behaviour(evaluation: Evaluation, reading: PlanReading) -> list[Inputs]:
    lines = {line.value_code: line for line in EvaluatedBehaviour.objects.filter(evaluation=evaluation)}
    return [
        {
            "code": row.code,
            "name": row.name,
            "expectation": row.expectation,
            "feedback": lines[row.code].feedback if row.code in lines else "",
        }
        for row in reading.behaviour
    ]


def _evidence(row: Evidence) -> Inputs:
    return {
        "id": str(row.pk),
        "title": row.title,
        "kind": row.kind,
        "happened_on": row.happened_on.isoformat(),
        "sha256": row.stored_file.sha256 if row.stored_file else "",
        "url": row.url,
    }


def _all_feedback(reading: PlanReading) -> list[Feedback]:
    found = [row for result in reading.rhk for row in result.feedback]
    found += [row for value in reading.behaviour for row in value.feedback]
    return [*found, *reading.general_feedback]


def _feedback(row: Feedback, evaluation: Evaluation) -> Inputs:
    return {
        "id": str(row.pk),
        "author": row.author.full_name,
        "given_on": clock.local(row.given_at, evaluation.skp.agency).date().isoformat(),
        "seen": row.seen,
        "reply": row.reply,
    }


def _dialogue(row: Dialogue) -> Inputs:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "label": str(row.get_kind_display()),
        "held_on": row.held_on.isoformat(),
        "summary": row.summary,
        "confirmed": row.confirmed_at is not None,
    }


def _organisation(row: OrganisationPredikat, evaluation: Evaluation) -> Inputs:
    return {
        "opd": evaluation.skp.opd.name,
        "predikat": row.predikat,
        "set_on": clock.local(row.set_at, evaluation.skp.agency).date().isoformat(),
        "set_by": row.set_by.full_name,
    }
