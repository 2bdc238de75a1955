"""The law of performance management as dated data plus pure functions; standard library only.

Every rule takes plain values and a `Ruleset` and returns a `Finding(value, because)`.
"""

from .absence import (
    AbsenceCount,
    DayStatus,
    RosterDay,
    count_absence,
    merge_days,
    propose_for_days,
)
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
from .angka_kredit import (
    AngkaKredit,
    YearOfAngkaKredit,
    convert_angka_kredit,
    convert_year_of_angka_kredit,
    total_angka_kredit,
)
from .angka_kredit_entry import (
    EducationBonus,
    EntryCredit,
    collects_angka_kredit,
    credit_of_cpns,
    credit_of_mover,
    degree_listing_window,
    education_bonus,
    filling_credit,
)
from .angka_kredit_needs import (
    AngkaKreditAccount,
    AngkaKreditNeed,
    Surplus,
    accumulate_angka_kredit,
    angka_kredit_need,
    surplus_after,
)
from .attendance import (
    DayFacts,
    DayResult,
    day_status,
    is_outage_suspected,
)
from .behaviour import BehaviourAspect, BehaviourSet, behaviour_set
from .catalogue import ShownValue, history, list_choices, list_parameters, show
from .choices import Bounds, ChoiceOption, all_choices, choice_option
from .codes import NationalCode, check_position_class, code_tables, jenjang_of, read_code, retirement_age
from .competence import (
    CompetenceGap,
    CountedTraining,
    Jpm,
    JpYear,
    TrainingDone,
    competence_result_valid_until,
    count_jp,
    measure_jpm,
    required_level,
)
from .computing import RULES, Rule, compute, rule_named
from .conditions import Condition
from .discipline import (
    AbsenceProposal,
    AbsenceTotal,
    DisciplineLevel,
    PunishmentType,
    propose_for_absence,
    punishment_types,
    total_absence,
)
from .distribution import Distribution, DistributionVerdict, LimitMissed, check_distribution
from .errors import (
    BadLawFile,
    ChoiceOutOfBounds,
    InvalidInput,
    InvalidNip,
    MissingInput,
    NoHolidayList,
    NoLawInForce,
    NoRamadanList,
    RulesError,
    UnknownChoice,
    UnknownLaw,
)
from .findings import Finding, Standing, Step
from .innovation import (
    InnovationIndex,
    InnovationScore,
    KippEntry,
    KippGroup,
    gate_of_new_idea,
    innovation_parameter,
    may_enter_kipp,
    measure_innovation_index,
    score_innovation,
)
from .ip_asn import (
    Education,
    IpAsn,
    IpAsnCategory,
    IpAsnTraining,
    PositionGroup,
    category_of_ip_asn,
    ip_asn_of_discipline,
    ip_asn_of_performance,
    ip_asn_of_unit,
    measure_ip_asn,
)
from .lateness import (
    AttendanceDay,
    Cut,
    CutPart,
    cut_of_day,
    cut_of_month,
)
from .leave import (
    LeaveEffect,
    LeaveKind,
    SickEvidence,
    annual_leave_days,
    leave_effect,
    sick_leave_evidence,
)
from .missed_targets import FollowUp, FollowUpState, MissedTarget, follow_missed_target
from .nip import Nip, NipKind, Sex, nip_differences, read_nip
from .numbers import round_half_up, written
from .objection import (
    ObjectionRight,
    hand_over_deadline,
    may_decide_objection,
    may_object,
    may_reopen_objection,
    objection_deadline,
    return_deadline,
)
from .offences import (
    Impact,
    case_documents,
    heaviest_punishment,
    level_of_impact,
    level_of_unfiled_wealth_report,
    punishment_of_silent_superior,
)
from .organisation import (
    OrganisationProgress,
    recommend_organisation_achievement,
    recommend_organisation_predikat,
)
from .parameters import Parameter, Value
from .periods import (
    MONTH_NAMES,
    Period,
    PeriodKind,
    add_months,
    date_label,
    evaluation_periods,
    kind_of_rhythm,
    whole_months,
)
from .positions import (
    EmployeeStatus,
    Golongan,
    Jenjang,
    PositionKind,
    golongan_pppk_table,
    golongan_table,
    next_golongan,
    read_golongan,
    status_of_bkn,
)
from .pppk import (
    ContractConsequence,
    PayRise,
    contract_consequence,
    evaluation_rhythm,
    periodic_pay_rise,
    special_pay_rise,
)
from .predikat import (
    decide_organisation_predikat,
    decide_predikat,
    decide_predikat_of_head,
    rating_of_head,
)
from .predikat_names import PredikatName, name_predikat
from .procedure import (
    CaseDeadline,
    CaseState,
    Examination,
    PunishingOfficial,
    ServingEffects,
    TeamMember,
    TeamPart,
    TeamRole,
    TeamVerdict,
    case_deadline,
    check_examination_team,
    examination,
    next_case_states,
    serving_effects,
    who_may_punish,
)
from .promotion import (
    JfRecord,
    Promotion,
    TierFacts,
    move_to_keahlian,
    promote_jenjang,
    promote_rank,
    promote_rank_without_vacancy,
)
from .punches import (
    Punch,
    PunchFlag,
    PunchSide,
    ReadPunches,
    read_punches,
)
from .punishment_cuts import PunishmentCut, ServedPunishment, heaviest_cut, punishment_cut
from .ramadan import RamadanSpan, is_ramadan, known_ramadan_years, ramadan_of
from .ranking import GroupMissed, Ranking, check_ranking
from .ratings import OrganisationPredikat, Predikat, Rating
from .regulations import Regulation, all_regulations, regulation
from .remedies import (
    Remedy,
    RemedyWindow,
    remedy_for,
    remedy_window,
)
from .reporting import ReportDue, annual_report_due
from .ruleset import Ruleset
from .satyalancana import Career, Satyalancana, propose_satyalancana
from .score import NewIdea, Score, score_performance
from .score_2021 import (
    AdditionalWork2021,
    Category2021,
    Formula2021,
    IndicatorScore2021,
    SkpScore2021,
    score_indicator_2021,
    score_skp_2021,
)
from .skm import Ikm, Mutu, Unsur, combine_ikm, ikm_of_means, measure_ikm, mutu_of_ikm, sample_size
from .skp import (
    SkpDue,
    SpecialCase,
    exemptions,
    may_be_pejabat_penilai,
    may_judge_village_official,
    skp_due,
    skp_fixed_by,
    skp_months,
    skp_required,
    special_case,
    special_cases,
)
from .special_cases import (
    MoverHint,
    SkpClosing,
    close_skp,
    has_annual_predikat,
    hint_for_mover,
    leave_case,
    study_leave_cases,
)
from .talent import Potential, TalentBox, potential_of, talent_box
from .time_zones import TimeZone, end_of_day, is_in_time, offset_of
from .tpp import CriterionMissed, Tpp, TppCut, TppMonth, check_criteria, measure_tpp, productivity_of_minutes
from .versions import in_force
from .working_days import (
    Holiday,
    HolidayList,
    add_working_days,
    day_label,
    holidays_of,
    is_working_day,
    known_holiday_years,
    last_working_day,
    working_days_between,
)
from .working_time import (
    DayPlan,
    FreeDay,
    LocalMoment,
    RosterVerdict,
    check_roster,
    local_moment,
    may_work_elsewhere,
    plan_day,
    plan_shift,
    required_minutes,
)

__all__ = [
    "MONTH_NAMES", "NOT_MEASURED", "RULES", "AbsenceCount", "AbsenceProposal", "AbsenceTotal",
    "Achievement", "AdditionalWork2021", "AngkaKredit", "AngkaKreditAccount", "AngkaKreditNeed",
    "AttendanceDay", "BadLawFile", "BehaviourAspect", "BehaviourSet", "Bounds", "Career", "CaseDeadline",
    "CaseState", "Category2021", "ChoiceOption", "ChoiceOutOfBounds", "CompetenceGap", "Condition",
    "ContractConsequence", "CountedTraining", "CriterionMissed", "Cut", "CutPart", "DayFacts", "DayPlan",
    "DayResult", "DayStatus", "Direction", "DisciplineLevel", "Distribution", "DistributionVerdict",
    "Education", "EducationBonus", "EmployeeStatus", "EntryCredit", "Examination", "Finding", "FollowUp",
    "FollowUpState", "Formula2021", "FreeDay", "Golongan", "GroupMissed", "Holiday", "HolidayList", "Ikm",
    "Impact", "IndicatorScore2021", "InnovationIndex", "InnovationScore", "InvalidInput", "InvalidNip",
    "IpAsn", "IpAsnCategory", "IpAsnTraining", "Jenjang", "JfRecord", "JpYear", "Jpm", "KippEntry",
    "KippGroup", "LeaveEffect", "LeaveKind", "LimitMissed", "LocalMoment", "MissedTarget", "MissingInput",
    "MonthReading", "MoverHint", "Mutu", "NationalCode", "NewIdea", "Nip", "NipKind", "NoHolidayList",
    "NoLawInForce", "NoRamadanList", "ObjectionRight", "OrganisationPredikat", "OrganisationProgress",
    "Parameter", "Pattern", "PayRise", "Period", "PeriodKind", "PositionGroup", "PositionKind", "Potential",
    "Predikat", "PredikatName", "Promotion", "Punch", "PunchFlag", "PunchSide", "PunishingOfficial",
    "PunishmentCut", "PunishmentType", "RamadanSpan", "Ranking", "Rating", "ReadPunches", "ReadingState",
    "Regulation", "Remedy", "RemedyWindow", "ReportDue", "RosterDay", "RosterVerdict", "Rule", "RulesError",
    "Ruleset", "Satyalancana", "Score", "ServedPunishment", "ServingEffects", "Sex", "ShownValue",
    "SickEvidence", "SkpClosing", "SkpDue", "SkpScore2021", "SpecialCase", "Standing", "Step", "Surplus",
    "TalentBox", "Target", "TeamMember", "TeamPart", "TeamRole", "TeamVerdict", "TierFacts", "TimeZone",
    "Tpp", "TppCut", "TppMonth", "TrainingDone", "UnknownChoice", "UnknownLaw", "Unsur", "Value",
    "YearOfAngkaKredit", "accumulate_angka_kredit", "add_months", "add_working_days", "all_choices",
    "all_regulations", "angka_kredit_need", "annual_leave_days", "annual_report_due", "behaviour_set",
    "case_deadline", "case_documents", "category_of_ip_asn", "check_criteria", "check_distribution",
    "check_examination_team", "check_position_class", "check_ranking", "check_roster", "choice_option",
    "close_skp", "code_tables", "collect_realisation", "collects_angka_kredit", "combine_ikm",
    "competence_result_valid_until", "compute", "contract_consequence", "convert_angka_kredit",
    "convert_year_of_angka_kredit", "count_absence", "count_jp", "credit_of_cpns", "credit_of_mover",
    "cut_of_day", "cut_of_month", "date_label", "day_label", "day_status", "decide_organisation_predikat",
    "decide_predikat", "decide_predikat_of_head", "degree_listing_window", "education_bonus", "end_of_day",
    "evaluation_periods", "evaluation_rhythm", "examination", "exemptions", "filling_credit",
    "follow_missed_target", "gate_of_new_idea", "golongan_pppk_table", "golongan_table",
    "hand_over_deadline", "has_annual_predikat", "heaviest_cut", "heaviest_punishment", "hint_for_mover",
    "history", "holidays_of", "ikm_of_means", "in_force", "innovation_parameter", "ip_asn_of_discipline",
    "ip_asn_of_performance", "ip_asn_of_unit", "is_in_time", "is_outage_suspected", "is_ramadan",
    "is_working_day", "jenjang_of", "kind_of_rhythm", "known_holiday_years", "known_ramadan_years",
    "last_working_day", "leave_case", "leave_effect", "level_of_impact", "level_of_unfiled_wealth_report",
    "list_choices", "list_parameters", "local_moment", "may_be_pejabat_penilai", "may_decide_objection",
    "may_enter_kipp", "may_judge_village_official", "may_object", "may_reopen_objection",
    "may_work_elsewhere", "measure_achievement", "measure_ikm", "measure_innovation_index",
    "measure_ip_asn", "measure_jpm", "measure_tpp", "merge_days", "move_to_keahlian", "mutu_of_ikm",
    "name_predikat", "next_case_states", "next_golongan", "nip_differences", "objection_deadline",
    "offset_of", "periodic_pay_rise", "plan_day", "plan_shift", "potential_of", "productivity_of_minutes",
    "promote_jenjang", "promote_rank", "promote_rank_without_vacancy", "propose_for_absence",
    "propose_for_days", "propose_satyalancana", "punishment_cut", "punishment_of_silent_superior",
    "punishment_types", "ramadan_of", "rating_of_head", "read_code", "read_golongan", "read_months",
    "read_nip", "read_punches", "recommend_organisation_achievement", "recommend_organisation_predikat",
    "regulation", "remedy_for", "remedy_window", "required_level", "required_minutes", "retirement_age",
    "return_deadline", "round_half_up", "rule_named", "sample_size", "score_indicator_2021",
    "score_innovation", "score_performance", "score_skp_2021", "serving_effects", "show",
    "sick_leave_evidence", "skp_due", "skp_fixed_by", "skp_months", "skp_required", "special_case",
    "special_cases", "special_pay_rise", "status_of_bkn", "study_leave_cases", "surplus_after",
    "talent_box", "total_absence", "total_angka_kredit", "who_may_punish", "whole_months",
    "working_days_between", "written",
]  # fmt: skip
