"""Decisions are rows that are never updated: value, reasons, law of the day, inputs, and what they supersede."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from selaras.core import clock
from selaras.core.audit import Doer, Recorded, subject_of
from selaras.core.errors import ChangedMeanwhile
from selaras.core.models import DecisionRecord
from selaras_rules import Finding, Ruleset


def record_decision(
    kind: str,
    finding: Finding[Any],
    ruleset: Ruleset,
    *,
    about: Recorded,
    by: Doer,
    inputs: dict[str, Any],
    supersedes: DecisionRecord | None = None,
) -> DecisionRecord:
    """Write a decision with its reasons. Raises `ChangedMeanwhile` when the old one was superseded already."""
    try:
        with transaction.atomic():
            return DecisionRecord.objects.create(
                agency_id=about.agency_id,
                kind=kind,
                subject_id=subject_of(about),
                about_type=about.__class__.__name__,
                about_id=about.pk,
                value=str(finding.value),
                findings=[step.to_json() for step in finding.because],
                fingerprint=ruleset.fingerprint,
                law_day=ruleset.on,
                inputs=inputs,
                decided_by_id=by.employee_id,
                decided_by_name=by.name,
                decided_at=clock.now(),
                supersedes_id=supersedes.pk if supersedes else None,
            )
    except IntegrityError as error:
        raise ChangedMeanwhile() from error


def decisions_about(about_id: UUID) -> list[DecisionRecord]:
    """All decisions about one object, oldest first; the last one is in force."""
    return list(DecisionRecord.objects.filter(about_id=about_id).order_by("decided_at", "id"))


def decision_in_force(about_id: UUID, kind: str) -> DecisionRecord | None:
    """The decision of this kind that no later one supersedes."""
    return DecisionRecord.objects.filter(about_id=about_id, kind=kind).order_by("-decided_at", "-id").first()
