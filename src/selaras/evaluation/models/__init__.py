"""Tables of the third stage: results and objections, periods, and the meetings in which ratings are compared."""

from selaras.evaluation.models.calibration import (
    Calibration,
    CalibrationCase,
    CalibrationChange,
    CalibrationRemark,
    CalibrationUnit,
    InvitedPenilai,
)
from selaras.evaluation.models.kinship import Kinship
from selaras.evaluation.models.law import LawCorrection
from selaras.evaluation.models.objection_support import ObjectionFile, ObjectionReopening
from selaras.evaluation.models.period import (
    EvaluationPeriod,
    LateAdmission,
    PeriodExtension,
)
from selaras.evaluation.models.recommendations import OrganisationRecommendation, RecommendingOffice
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
from selaras.evaluation.models.sample import Clarity, SampleCase

__all__ = [
    "LEVELS",
    "PREDIKAT",
    "RATINGS",
    "Calibration",
    "CalibrationCase",
    "CalibrationChange",
    "CalibrationRemark",
    "CalibrationUnit",
    "Clarity",
    "EvaluatedBehaviour",
    "EvaluatedRhk",
    "Evaluation",
    "EvaluationPeriod",
    "InvitedPenilai",
    "Kinship",
    "LateAdmission",
    "LawCorrection",
    "Objection",
    "ObjectionFile",
    "ObjectionReopening",
    "OrganisationPredikat",
    "OrganisationRecommendation",
    "PeriodExtension",
    "RecommendingOffice",
    "SampleCase",
]
