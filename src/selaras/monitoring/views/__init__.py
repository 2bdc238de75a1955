"""Pages of doing and documenting."""

from selaras.monitoring.views.assisted import (
    answer_entry,
    confirmation_codes,
    enter_evidence_for,
    enter_realisation_for,
    name_companion,
    show_helping,
)
from selaras.monitoring.views.coaching import (
    begin_coaching,
    close_coaching,
    hold_session,
    note_competences,
    plan_dialogue,
    print_competences,
    print_reply,
    reply_to_session,
    show_coaching,
)
from selaras.monitoring.views.counts import choose_count, leave_count
from selaras.monitoring.views.days import choose_focus, write_day
from selaras.monitoring.views.evidence import (
    add_evidence,
    download_evidence,
    show_evidence,
    use_evidence,
    view_evidence,
)
from selaras.monitoring.views.feedback import (
    ask_for_feedback,
    compare_action,
    give_feedback,
    plan_action,
    reply_to_feedback,
    show_feedback,
)
from selaras.monitoring.views.innovation import change_innovation, show_innovations, tell_innovation
from selaras.monitoring.views.offline import pack_for_device, receive_from_device
from selaras.monitoring.views.overview import show_team, show_year
from selaras.monitoring.views.paper import print_emergency_forms
from selaras.monitoring.views.practice import (
    observe_practice,
    plan_practice,
    reflect_on_practice,
    show_practice,
)
from selaras.monitoring.views.process import (
    check_process_change,
    show_process_changes,
    tell_process_change,
)
from selaras.monitoring.views.progress import record_realisation, show_own_progress, show_progress
from selaras.monitoring.views.standards import show_standard
from selaras.monitoring.views.steps import (
    add_steps,
    change_step,
    copy_steps,
    drop_step,
    mark_step,
    show_steps,
)
from selaras.monitoring.views.talks import (
    add_dialogue,
    add_warning,
    confirm_dialogue,
    rework_summary,
)

__all__ = [
    "add_dialogue",
    "add_evidence",
    "add_steps",
    "add_warning",
    "answer_entry",
    "ask_for_feedback",
    "begin_coaching",
    "change_innovation",
    "change_step",
    "check_process_change",
    "choose_count",
    "choose_focus",
    "close_coaching",
    "compare_action",
    "confirm_dialogue",
    "confirmation_codes",
    "copy_steps",
    "download_evidence",
    "drop_step",
    "enter_evidence_for",
    "enter_realisation_for",
    "give_feedback",
    "hold_session",
    "leave_count",
    "mark_step",
    "name_companion",
    "note_competences",
    "observe_practice",
    "pack_for_device",
    "plan_action",
    "plan_dialogue",
    "plan_practice",
    "print_competences",
    "print_emergency_forms",
    "print_reply",
    "receive_from_device",
    "record_realisation",
    "reflect_on_practice",
    "reply_to_feedback",
    "reply_to_session",
    "rework_summary",
    "show_coaching",
    "show_evidence",
    "show_feedback",
    "show_helping",
    "show_innovations",
    "show_own_progress",
    "show_practice",
    "show_process_changes",
    "show_progress",
    "show_standard",
    "show_steps",
    "show_team",
    "show_year",
    "tell_innovation",
    "tell_process_change",
    "use_evidence",
    "view_evidence",
    "write_day",
]
