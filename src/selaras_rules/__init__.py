"""The law of performance management as dated data plus pure functions; standard library only.

Every rule takes plain values and a `Ruleset` and returns a `Finding(value, because)`.
"""

from .achievement import (
    NOT_MEASURED,
    Achievement,
    Direction,
    MonthReading,
    Pattern,
    ReadingState,
    Target,
    collect_realisation,
    measure_achievement,
    read_months,
)
from .behaviour import BehaviourAspect, BehaviourSet, behaviour_set
from .choices import ChoiceOption, all_choices, choice_option
from .errors import (
    BadLawFile,
    ChoiceOutOfBounds,
    InvalidInput,
    InvalidNip,
    NoHolidayList,
    NoLawInForce,
    RulesError,
    UnknownChoice,
    UnknownLaw,
)
from .findings import Finding, Standing, Step
from .nip import Nip, NipKind, Sex, nip_differences, read_nip
from .parameters import Parameter, Value
from .periods import Period, PeriodKind, date_label, whole_months
from .predikat import (
    decide_organisation_predikat,
    decide_predikat,
    decide_predikat_of_head,
    rating_of_head,
)
from .ratings import OrganisationPredikat, Predikat, Rating
from .ruleset import Ruleset
from .versions import in_force

__all__ = [
    "Achievement",
    "BadLawFile",
    "BehaviourAspect",
    "BehaviourSet",
    "ChoiceOption",
    "ChoiceOutOfBounds",
    "Direction",
    "Finding",
    "InvalidInput",
    "InvalidNip",
    "MonthReading",
    "NOT_MEASURED",
    "Nip",
    "NipKind",
    "NoHolidayList",
    "NoLawInForce",
    "OrganisationPredikat",
    "Parameter",
    "Pattern",
    "Period",
    "PeriodKind",
    "Predikat",
    "Rating",
    "ReadingState",
    "RulesError",
    "Ruleset",
    "Sex",
    "Standing",
    "Step",
    "Target",
    "UnknownChoice",
    "UnknownLaw",
    "Value",
    "all_choices",
    "behaviour_set",
    "choice_option",
    "collect_realisation",
    "date_label",
    "decide_organisation_predikat",
    "decide_predikat",
    "decide_predikat_of_head",
    "in_force",
    "measure_achievement",
    "nip_differences",
    "rating_of_head",
    "read_months",
    "read_nip",
    "whole_months",
]
