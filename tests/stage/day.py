"""The day on which everything is staged."""

from datetime import date

DAY = date(2026, 4, 6)
MOMENT = "2026-04-06 09:00+08:00"
