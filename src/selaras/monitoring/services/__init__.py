"""What can be done while working: record realisation, keep evidence, talk to each other."""

from selaras.monitoring.services.dialogue import NewDialogue, confirm_dialogue, hold_dialogue, warn_early
from selaras.monitoring.services.evidence import (
    NewEvidence,
    add_file_evidence,
    add_link_evidence,
    set_evidence_uses,
)
from selaras.monitoring.services.feedback import NewFeedback, give_feedback, is_bare, reply_to_feedback
from selaras.monitoring.services.progress import RealisationEntry, close_period, record_realisation

__all__ = [
    "NewDialogue",
    "NewEvidence",
    "NewFeedback",
    "RealisationEntry",
    "add_file_evidence",
    "add_link_evidence",
    "close_period",
    "confirm_dialogue",
    "give_feedback",
    "hold_dialogue",
    "is_bare",
    "record_realisation",
    "reply_to_feedback",
    "set_evidence_uses",
    "warn_early",
]
