"""One function for each thing that is done to attendance and in discipline cases."""

from selaras.discipline.services.badges import map_badges, pairs_in
from selaras.discipline.services.case_steps import NewStep
from selaras.discipline.services.cases import (
    NewCase,
    open_case,
    open_case_of_absence,
    set_absence_aside,
)
from selaras.discipline.services.columns import set_columns
from selaras.discipline.services.contesting import (
    Ruling,
    annul,
    contest,
    correct,
    take_corrected_effect,
    uphold,
)
from selaras.discipline.services.corrections import (
    approve_correction,
    ask_correction,
    refuse_correction,
    withdraw_correction,
)
from selaras.discipline.services.counted_days import hold_days, not_held
from selaras.discipline.services.examination import (
    Minutes,
    Summons,
    examine,
    find_unproven,
    give_statement,
    go_on_without,
    name_team,
    recommend,
    summon,
    summon_again,
)
from selaras.discipline.services.holidays import NewHoliday, add_local_holiday, drop_local_holiday
from selaras.discipline.services.outages import dismiss_outage, excuse_outage
from selaras.discipline.services.punishment import (
    Decree,
    deliver,
    dismiss_case,
    finish_serving,
    impose,
    send,
    take_effect,
    types_of,
)

__all__ = [
    "Decree",
    "Minutes",
    "NewCase",
    "NewHoliday",
    "NewStep",
    "Ruling",
    "Summons",
    "add_local_holiday",
    "annul",
    "approve_correction",
    "ask_correction",
    "contest",
    "correct",
    "deliver",
    "dismiss_case",
    "dismiss_outage",
    "drop_local_holiday",
    "examine",
    "excuse_outage",
    "find_unproven",
    "finish_serving",
    "give_statement",
    "go_on_without",
    "hold_days",
    "impose",
    "map_badges",
    "name_team",
    "not_held",
    "open_case",
    "open_case_of_absence",
    "pairs_in",
    "recommend",
    "refuse_correction",
    "send",
    "set_absence_aside",
    "set_columns",
    "summon",
    "summon_again",
    "take_corrected_effect",
    "take_effect",
    "types_of",
    "uphold",
    "withdraw_correction",
]
