"""One function for each thing that is done to attendance."""

from selaras.discipline.services.badges import map_badges, pairs_in
from selaras.discipline.services.corrections import (
    approve_correction,
    ask_correction,
    refuse_correction,
    withdraw_correction,
)
from selaras.discipline.services.outages import dismiss_outage, excuse_outage

__all__ = [
    "approve_correction",
    "ask_correction",
    "dismiss_outage",
    "excuse_outage",
    "map_badges",
    "pairs_in",
    "refuse_correction",
    "withdraw_correction",
]
