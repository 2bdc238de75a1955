"""Tables of the third stage: results with their objections, and the meetings in which they are compared."""

from selaras.evaluation.models.calibration import (
    Calibration,
    CalibrationCase,
    CalibrationChange,
    CalibrationRemark,
    CalibrationUnit,
    InvitedPenilai,
)
from selaras.evaluation.models.results import (
    LEVELS,
    PREDIKAT,
    RATINGS,
    EvaluatedBehaviour,
    EvaluatedRhk,
    Evaluation,
    Objection,
    OrganisationPredikat,
)

__all__ = [
    "LEVELS",
    "PREDIKAT",
    "RATINGS",
    "Calibration",
    "CalibrationCase",
    "CalibrationChange",
    "CalibrationRemark",
    "CalibrationUnit",
    "EvaluatedBehaviour",
    "EvaluatedRhk",
    "Evaluation",
    "InvitedPenilai",
    "Objection",
    "OrganisationPredikat",
]
