"""When people may be reminded: while the office works, where the agency is. Never at night, on weekends or holidays."""

from __future__ import annotations

from datetime import datetime

from selaras.core import clock
from selaras_rules import is_working_day

# Within the working hours that Perpres 21/2023 gives for both kinds of week, with a margin at either end.
OPENS, CLOSES = 8, 16


def may_remind(moment: datetime, place: clock.HasZone, *, week: str) -> bool:
    """Whether the office of the agency works at this moment; `week` is "five" or "six".

    Raises `NoHolidayList` for a year whose holidays are not known: nobody is reminded on a guess.
    """
    there = clock.local(moment, place)
    return OPENS <= there.hour < CLOSES and is_working_day(there.date(), week=week)
