"""Tables by subject."""

from selaras.consequences.models.allowance import (
    CorrectionCause,
    TppBasis,
    TppCorrection,
    TppGap,
    TppMonth,
    TppRegulation,
    TppShare,
)
from selaras.consequences.models.credit import (
    CreditOpening,
    CreditOrigin,
    ImportedOpening,
    Pak,
    PakGoal,
    PromotionFacts,
)
from selaras.consequences.models.follow_up import Cause, DevelopmentStep, MissedTargetCase, Shortfall

__all__ = [
    "Cause",
    "CorrectionCause",
    "CreditOpening",
    "CreditOrigin",
    "DevelopmentStep",
    "ImportedOpening",
    "MissedTargetCase",
    "Pak",
    "PakGoal",
    "PromotionFacts",
    "Shortfall",
    "TppBasis",
    "TppCorrection",
    "TppGap",
    "TppMonth",
    "TppRegulation",
    "TppShare",
]
