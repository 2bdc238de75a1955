"""Pages of attendance."""

from selaras.discipline.views.corrections import (
    ask_for_correction,
    decide_on_correction,
    list_corrections,
    withdraw_request,
)
from selaras.discipline.views.days import show_day, show_month, show_own_month, show_span
from selaras.discipline.views.sources import decide_on_outage, list_badges, list_outages, name_holders

__all__ = [
    "ask_for_correction",
    "decide_on_correction",
    "decide_on_outage",
    "list_badges",
    "list_corrections",
    "list_outages",
    "name_holders",
    "show_day",
    "show_month",
    "show_own_month",
    "show_span",
    "withdraw_request",
]
