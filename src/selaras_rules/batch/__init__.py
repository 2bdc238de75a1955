"""The rules over whole columns: the same names as in `selaras_rules`, NumPy arrays in and out.

There is no second formula to drift: what has finitely many inputs is a table filled by calling the scalar rule for
every combination; bounds are those the scalar rule answers. Tests hold both equal, row by row. Only this package
needs NumPy (`pip install selaras[batch]`).

`batch.decide_predikat(batch.encode(Rating, hasil), batch.encode(Rating, perilaku), ruleset)`
"""

from __future__ import annotations

try:
    import numpy  # noqa: F401  (asked for here, so that its absence is told with the remedy)
except ImportError as missing:
    raise ImportError("selaras_rules.batch needs NumPy: pip install 'selaras[batch]'") from missing

from .absence import AbsenceProposals, Absences, absence_steps, count_absence, propose_for_absence
from .achievement import Achievements, measure_achievement
from .angka_kredit import convert_angka_kredit, total_angka_kredit
from .attendance import (
    NO_TIME,
    DayPunches,
    DayResults,
    KnownDays,
    Plans,
    day_status,
    excused_days,
    plan_days,
    read_punches,
    status_of_leave,
)
from .columns import MISSING, NO_CODE, Amounts, Codes, Column, Whole, amounts, code_of, decode, encode
from .distribution import Distributions, check_distribution, count_predikat
from .ip_asn import IpAsns, IpAsnTrainings, heaviest_punishment, measure_ip_asn
from .lateness import DayCuts, cut_of_attendance_month, cut_of_days
from .predikat import decide_organisation_predikat, decide_predikat, rating_of_head
from .realisation import Realisations, collect_realisation
from .skm import NO_ANSWER, SkmCounts, count_answers, measure_ikm
from .talent import potential_of, talent_box
from .tpp import TppMonths, Tpps, measure_tpp, productivity_of_minutes

__all__ = [
    "MISSING",
    "NO_ANSWER",
    "NO_CODE",
    "NO_TIME",
    "AbsenceProposals",
    "Absences",
    "Achievements",
    "Amounts",
    "Codes",
    "Column",
    "DayCuts",
    "DayPunches",
    "DayResults",
    "Distributions",
    "IpAsnTrainings",
    "IpAsns",
    "KnownDays",
    "Plans",
    "Realisations",
    "SkmCounts",
    "TppMonths",
    "Tpps",
    "Whole",
    "absence_steps",
    "amounts",
    "check_distribution",
    "code_of",
    "collect_realisation",
    "convert_angka_kredit",
    "count_absence",
    "count_answers",
    "count_predikat",
    "cut_of_attendance_month",
    "cut_of_days",
    "day_status",
    "decide_organisation_predikat",
    "decide_predikat",
    "decode",
    "encode",
    "excused_days",
    "heaviest_punishment",
    "measure_achievement",
    "measure_ikm",
    "measure_ip_asn",
    "measure_tpp",
    "plan_days",
    "potential_of",
    "productivity_of_minutes",
    "propose_for_absence",
    "rating_of_head",
    "read_punches",
    "status_of_leave",
    "talent_box",
    "total_angka_kredit",
]
