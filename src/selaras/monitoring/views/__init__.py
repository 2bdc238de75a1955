"""Pages of doing and documenting."""

from selaras.monitoring.views.evidence import add_evidence, download_evidence, show_evidence, use_evidence
from selaras.monitoring.views.feedback import give_feedback, reply_to_feedback, show_feedback
from selaras.monitoring.views.overview import show_team, show_year
from selaras.monitoring.views.progress import record_realisation, show_own_progress, show_progress
from selaras.monitoring.views.standards import show_standard
from selaras.monitoring.views.talks import add_dialogue, add_warning, confirm_dialogue

__all__ = [
    "add_dialogue",
    "add_evidence",
    "add_warning",
    "confirm_dialogue",
    "download_evidence",
    "give_feedback",
    "record_realisation",
    "reply_to_feedback",
    "show_evidence",
    "show_feedback",
    "show_own_progress",
    "show_progress",
    "show_standard",
    "show_team",
    "show_year",
    "use_evidence",
]
