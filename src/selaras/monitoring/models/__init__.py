"""Doing and documenting: evidence, realisation, feedback and what follows from it, dialogues, practice cycles."""

from selaras.monitoring.models.arrival import Arrival, Way
from selaras.monitoring.models.growth import FeedbackAction, FeedbackRequest, PracticeCycle
from selaras.monitoring.models.work import (
    ClosedPeriod,
    Dialogue,
    DialogueKind,
    Evidence,
    EvidenceKind,
    EvidenceUse,
    Feedback,
    Medium,
    Realisation,
    Voice,
)

__all__ = [
    "Arrival",
    "ClosedPeriod",
    "Dialogue",
    "DialogueKind",
    "Evidence",
    "EvidenceKind",
    "EvidenceUse",
    "Feedback",
    "FeedbackAction",
    "FeedbackRequest",
    "Medium",
    "PracticeCycle",
    "Realisation",
    "Voice",
    "Way",
]
