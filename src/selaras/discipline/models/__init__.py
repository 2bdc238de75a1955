"""Tables of attendance and of discipline cases."""

from selaras.discipline.models.attendance import (
    FIRST_DAY,
    Badge,
    Correction,
    CorrectionStatus,
    DayFact,
    DeviceDay,
    FactKind,
    MonthSummary,
    Outage,
    OutageStatus,
    Punch,
    Shift,
    Side,
)
from selaras.discipline.models.cases import (
    AbsenceSetAside,
    CaseStatus,
    CaseStep,
    CountedDay,
    CountedFor,
    DisciplineCase,
    Ground,
    Level,
)
from selaras.discipline.models.holidays import LocalHoliday

__all__ = [
    "FIRST_DAY",
    "AbsenceSetAside",
    "Badge",
    "CaseStatus",
    "CaseStep",
    "Correction",
    "CorrectionStatus",
    "CountedDay",
    "CountedFor",
    "DayFact",
    "DeviceDay",
    "DisciplineCase",
    "FactKind",
    "Ground",
    "Level",
    "LocalHoliday",
    "MonthSummary",
    "Outage",
    "OutageStatus",
    "Punch",
    "Shift",
    "Side",
]
