"""Doing and documenting: evidence, realisation, feedback and what follows from it, dialogues, practice cycles."""

from selaras.monitoring.models.arrival import Arrival, Way
from selaras.monitoring.models.assisted import AssistedEntry, AssistedState, ConfirmationCode, Consent
from selaras.monitoring.models.coaching import (
    Coaching,
    CoachingSession,
    CoachingStep,
    CompetenceNote,
    PlannedDialogue,
    SessionKind,
    SessionReply,
)
from selaras.monitoring.models.companions import Companion
from selaras.monitoring.models.counted import CountedIndicator
from selaras.monitoring.models.daily import DayLine, FocusKind, PlannedStep, WeeklyFocus
from selaras.monitoring.models.growth import FeedbackAction, FeedbackRequest, PracticeCycle
from selaras.monitoring.models.innovation import Innovation, InnovationStage
from selaras.monitoring.models.links import LinkHealth
from selaras.monitoring.models.process import ProcessChange
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
    "AssistedEntry",
    "AssistedState",
    "ClosedPeriod",
    "Coaching",
    "CoachingSession",
    "CoachingStep",
    "Companion",
    "CompetenceNote",
    "ConfirmationCode",
    "Consent",
    "CountedIndicator",
    "DayLine",
    "Dialogue",
    "DialogueKind",
    "Evidence",
    "EvidenceKind",
    "EvidenceUse",
    "Feedback",
    "FeedbackAction",
    "FeedbackRequest",
    "FocusKind",
    "Innovation",
    "InnovationStage",
    "LinkHealth",
    "Medium",
    "PlannedDialogue",
    "PlannedStep",
    "PracticeCycle",
    "ProcessChange",
    "Realisation",
    "SessionKind",
    "SessionReply",
    "Voice",
    "Way",
    "WeeklyFocus",
]
