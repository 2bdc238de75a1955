"""Use cases of listening."""

from selaras.listening.services.answering import NewAnswer, answer_theme
from selaras.listening.services.carrying import carry_into_plans
from selaras.listening.services.complaints import name_referral_office, read_complaint, send_on, take_back
from selaras.listening.services.entering import ForumNotes, note_forum, take_remarks
from selaras.listening.services.following import keep_in_step, keep_remarks_in_step
from selaras.listening.services.sorting import APART, DISCARD, sort_inputs
from selaras.listening.services.themes import ThemeValues, keep_theme

__all__ = [
    "APART",
    "DISCARD",
    "ForumNotes",
    "NewAnswer",
    "ThemeValues",
    "answer_theme",
    "carry_into_plans",
    "keep_in_step",
    "keep_remarks_in_step",
    "keep_theme",
    "name_referral_office",
    "note_forum",
    "read_complaint",
    "send_on",
    "sort_inputs",
    "take_back",
    "take_remarks",
]
