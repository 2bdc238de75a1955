"""What may be done with the library."""

from selaras.indicators.services.doubts import doubt_indicator, withdraw_doubt
from selaras.indicators.services.loading import load_default_library
from selaras.indicators.services.proposals import (
    IndicatorValues,
    accept_proposal,
    decline_proposal,
    propose_change,
    propose_indicator,
    retire_indicator,
    revive_indicator,
)

__all__ = [
    "IndicatorValues",
    "accept_proposal",
    "decline_proposal",
    "doubt_indicator",
    "load_default_library",
    "propose_change",
    "propose_indicator",
    "retire_indicator",
    "revive_indicator",
    "withdraw_doubt",
]
