"""Tables by subject."""

from selaras.organisation.models.duties import (
    Assignment,
    AssignmentKind,
    Delegation,
    RoleAssignment,
)
from selaras.organisation.models.outages import SystemOutage
from selaras.organisation.models.people import (
    THROUGH_EMPLOYEE,
    WITHOUT_SKP,
    Employee,
    EmployeeKind,
    LegalStatus,
    reasons_without_skp,
    without_skp,
)
from selaras.organisation.models.staff_lists import (
    CorrectionStatus,
    StaffImport,
    SuperiorCorrection,
)
from selaras.organisation.models.units import (
    Agency,
    AgencyChoice,
    Position,
    PositionKind,
    Unit,
)

__all__ = [
    "THROUGH_EMPLOYEE",
    "WITHOUT_SKP",
    "Agency",
    "AgencyChoice",
    "Assignment",
    "AssignmentKind",
    "CorrectionStatus",
    "Delegation",
    "Employee",
    "EmployeeKind",
    "LegalStatus",
    "Position",
    "PositionKind",
    "RoleAssignment",
    "StaffImport",
    "SuperiorCorrection",
    "SystemOutage",
    "Unit",
    "reasons_without_skp",
    "without_skp",
]
