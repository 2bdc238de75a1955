"""Pages of attendance."""

from selaras.discipline.views.corrections import (
    ask_for_correction,
    decide_on_correction,
    list_corrections,
    withdraw_request,
)
from selaras.discipline.views.days import show_day, show_month, show_own_month, show_span
from selaras.discipline.views.holidays import drop_holiday, list_holidays
from selaras.discipline.views.sources import (
    decide_on_outage,
    list_badges,
    list_outages,
    map_columns,
    name_holders,
)

__all__ = [
    "ask_for_correction",
    "decide_on_correction",
    "decide_on_outage",
    "drop_holiday",
    "list_badges",
    "list_corrections",
    "list_holidays",
    "list_outages",
    "map_columns",
    "name_holders",
    "show_day",
    "show_month",
    "show_own_month",
    "show_span",
    "withdraw_request",
]
