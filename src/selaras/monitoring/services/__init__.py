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
from selaras.monitoring.services.companions import name_companion
from selaras.monitoring.services.counts import bring_numbers, choose_number, keep_in_step, leave_count
from selaras.monitoring.services.days import wants_day_lines, write_day
from selaras.monitoring.services.dialogue import (
    NewDialogue,
    confirm_dialogue,
    hold_dialogue,
    rework_summary,
    warn_early,
)
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
from selaras.monitoring.services.focus import FocusPoint, choose_focus, forget_old_focus, week_of
from selaras.monitoring.services.innovation import NewInnovation, change_innovation, tell_innovation
from selaras.monitoring.services.links import LinksChecked, check_links
from selaras.monitoring.services.practice import (
    NewPractice,
    Observation,
    observe_practice,
    plan_practice,
    reflect_on_practice,
)
from selaras.monitoring.services.process import (
    NewProcessChange,
    check_process_change,
    tell_process_change,
)
from selaras.monitoring.services.progress import RealisationEntry, close_period, record_realisation
from selaras.monitoring.services.room import Room, room_of
from selaras.monitoring.services.steps import (
    NewSteps,
    change_step,
    copy_steps,
    drop_step,
    mark_step,
    plan_steps,
)
from selaras.monitoring.services.talk_plans import plan_dialogue, send_talk_reminders

__all__ = [
    "Competence",
    "DeviceTime",
    "FocusPoint",
    "LinksChecked",
    "NewAction",
    "NewCoaching",
    "NewDialogue",
    "NewEvidence",
    "NewFeedback",
    "NewInnovation",
    "NewPractice",
    "NewProcessChange",
    "NewSession",
    "NewSteps",
    "Observation",
    "Proof",
    "RealisationEntry",
    "Room",
    "add_file_evidence",
    "add_link_evidence",
    "arrived_from_device",
    "arrived_on_paper",
    "ask_for_feedback",
    "begin_coaching",
    "bring_numbers",
    "change_innovation",
    "change_step",
    "check_links",
    "check_paper",
    "check_process_change",
    "choose_focus",
    "choose_number",
    "close_coaching",
    "close_period",
    "compare_action",
    "confirm_dialogue",
    "confirm_entry",
    "confirm_with_code",
    "copy_steps",
    "decline_entry",
    "drop_step",
    "enter_evidence_for",
    "enter_realisation_for",
    "forget_old_focus",
    "give_feedback",
    "hold_dialogue",
    "hold_session",
    "is_bare",
    "issue_confirmation_codes",
    "keep_in_step",
    "leave_count",
    "mark_step",
    "name_companion",
    "note_competences",
    "observe_practice",
    "plan_action",
    "plan_dialogue",
    "plan_practice",
    "plan_steps",
    "record_realisation",
    "reflect_on_practice",
    "reply_to_feedback",
    "reply_to_session",
    "rework_summary",
    "room_of",
    "send_talk_reminders",
    "set_evidence_uses",
    "tell_innovation",
    "tell_process_change",
    "wants_day_lines",
    "warn_early",
    "week_of",
    "write_day",
    "write_feedback",
]
