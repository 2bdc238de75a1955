"""What can be done while working: record realisation, keep evidence, talk to each other."""

from selaras.monitoring.services.actions import NewAction, compare_action, plan_action
from selaras.monitoring.services.arrival import (
    DeviceTime,
    arrived_from_device,
    arrived_on_paper,
    check_paper,
)
from selaras.monitoring.services.assisted import (
    Proof,
    confirm_entry,
    confirm_with_code,
    decline_entry,
    enter_evidence_for,
    enter_realisation_for,
    issue_confirmation_codes,
)
from selaras.monitoring.services.coaching import (
    Competence,
    NewCoaching,
    NewSession,
    begin_coaching,
    close_coaching,
    hold_session,
    note_competences,
    reply_to_session,
)
from selaras.monitoring.services.counts import choose_count, keep_in_step, leave_count
from selaras.monitoring.services.dialogue import NewDialogue, confirm_dialogue, hold_dialogue, warn_early
from selaras.monitoring.services.evidence import (
    NewEvidence,
    add_file_evidence,
    add_link_evidence,
    set_evidence_uses,
)
from selaras.monitoring.services.feedback import (
    NewFeedback,
    ask_for_feedback,
    give_feedback,
    is_bare,
    reply_to_feedback,
    write_feedback,
)
from selaras.monitoring.services.practice import (
    NewPractice,
    Observation,
    observe_practice,
    plan_practice,
    reflect_on_practice,
)
from selaras.monitoring.services.progress import RealisationEntry, close_period, record_realisation
from selaras.monitoring.services.talk_plans import plan_dialogue, send_talk_reminders

__all__ = [
    "Competence",
    "DeviceTime",
    "NewAction",
    "NewCoaching",
    "NewDialogue",
    "NewEvidence",
    "NewFeedback",
    "NewPractice",
    "NewSession",
    "Observation",
    "Proof",
    "RealisationEntry",
    "add_file_evidence",
    "add_link_evidence",
    "arrived_from_device",
    "arrived_on_paper",
    "ask_for_feedback",
    "begin_coaching",
    "check_paper",
    "choose_count",
    "close_coaching",
    "close_period",
    "compare_action",
    "confirm_dialogue",
    "confirm_entry",
    "confirm_with_code",
    "decline_entry",
    "enter_evidence_for",
    "enter_realisation_for",
    "give_feedback",
    "hold_dialogue",
    "hold_session",
    "is_bare",
    "issue_confirmation_codes",
    "keep_in_step",
    "leave_count",
    "note_competences",
    "observe_practice",
    "plan_action",
    "plan_dialogue",
    "plan_practice",
    "record_realisation",
    "reflect_on_practice",
    "reply_to_feedback",
    "reply_to_session",
    "send_talk_reminders",
    "set_evidence_uses",
    "warn_early",
    "write_feedback",
]
