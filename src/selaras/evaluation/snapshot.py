"""What a decision rested on, as plain data: kept with the decision, so that it explains itself for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from selaras.core import clock
from selaras.evaluation.models import CalibrationChange, Evaluation, OrganisationPredikat
from selaras.evaluation.reading import BehaviourReading, IkiReading, PlanReading, RhkReading
from selaras.evaluation.written import Note, Talk
from selaras.monitoring.models import Evidence

Inputs = dict[str, Any]


def inputs_of(
    evaluation: Evaluation,
    reading: PlanReading,
    *,
    organisation: OrganisationPredikat | None,
    warning: Talk | None,
    pattern: list[dict[str, str | None]],
    calibrated: Iterable[CalibrationChange] = (),
    late_since: date | None = None,
) -> Inputs:
    """Plan version and hash, ratings with reasons, realisations, evidence hashes, feedback, talks."""
    return {
        "period": {"code": evaluation.period, "label": evaluation.span.label},
        "skp_version": _version(evaluation),
        "ratings": ratings_of(evaluation),
        "rhk": [_result(row) for row in reading.rhk],
        "behaviour": [_behaviour(row) for row in reading.behaviour],
        "evidence": [_evidence(row) for row in reading.evidence],
        "feedback": [_feedback(row) for row in reading.feedback],
        "dialogues": [_dialogue(row) for row in reading.dialogues],
        "warning": _dialogue(warning) if warning else None,
        "organisation": _organisation(organisation, evaluation) if organisation else None,
        "pattern": {"because": pattern, "reason": evaluation.distribution_reason},
        "calibration": [_calibrated(change, evaluation) for change in calibrated],
        # The deadline that had passed when the result was fixed; empty where it was kept or none was set.
        "late_since": late_since.isoformat() if late_since else "",
        "notes": evaluation.notes,
        "recommendations": evaluation.recommendations,
    }


def ratings_of(evaluation: Evaluation) -> Inputs:
    """Both ratings with the reason of each."""
    return {
        "hasil_kerja": {"value": evaluation.rating_hasil_kerja, "reason": evaluation.reason_hasil_kerja},
        "perilaku_kerja": {
            "value": evaluation.rating_perilaku_kerja,
            "reason": evaluation.reason_perilaku_kerja,
        },
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


def _result(row: RhkReading) -> Inputs:
    return {
        "id": row.id,
        "number": row.number,
        "kind": row.kind,
        "text": row.text,
        "rating": row.line.rating,
        "feedback": row.line.feedback,
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


def _behaviour(row: BehaviourReading) -> Inputs:
    return {"code": row.code, "name": row.name, "expectation": row.expectation, "feedback": row.line.feedback}


def _evidence(row: Evidence) -> Inputs:
    return {
        "id": str(row.pk),
        "title": row.title,
        "kind": row.kind,
        "happened_on": row.happened_on.isoformat(),
        "sha256": row.stored_file.sha256 if row.stored_file else "",
        "url": row.url,
    }


def _feedback(note: Note) -> Inputs:
    return {
        "id": str(note.id),
        "author": note.author,
        "given_on": note.given_on.isoformat(),
        "seen": note.seen,
        "reply": note.reply,
    }


def _dialogue(talk: Talk) -> Inputs:
    return {
        "id": str(talk.id),
        "kind": talk.kind,
        "label": talk.label,
        "held_on": talk.held_on.isoformat(),
        "written_on": talk.written_on.isoformat(),
        "summary": talk.summary,
        "confirmed": talk.is_confirmed,
    }


def _organisation(row: OrganisationPredikat, evaluation: Evaluation) -> Inputs:
    return {
        "opd": evaluation.skp.opd.name,
        "predikat": row.predikat,
        "set_on": clock.local(row.set_at, evaluation.skp.agency).date().isoformat(),
        "set_by": row.set_by.full_name,
    }


def _calibrated(change: CalibrationChange, evaluation: Evaluation) -> Inputs:
    return {
        "on": clock.local(change.changed_at, evaluation.skp.agency).date().isoformat(),
        "by": change.changed_by.full_name if change.changed_by else "",
        "reason": change.reason,
        "hasil_kerja": {"before": change.old_rating_hasil_kerja, "after": change.new_rating_hasil_kerja},
        "perilaku_kerja": {
            "before": change.old_rating_perilaku_kerja,
            "after": change.new_rating_perilaku_kerja,
        },
    }
