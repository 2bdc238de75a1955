"""When people may be reminded: while the office works, where the agency is. Never at night, on weekends or holidays."""

from __future__ import annotations

from datetime import datetime

from selaras.core import clock
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras_rules import is_working_day

# Within the working hours that Perpres 21/2023 gives for both kinds of week, with a margin at either end.
OPENS, CLOSES = 8, 16


def may_remind(agency: Agency, moment: datetime) -> bool:
    """Whether the office of the agency works at this moment, by the working week it has chosen.

    Raises `NoHolidayList` for a year whose holidays are not known: nobody is reminded on a guess.
    """
    there = clock.local(moment, agency)
    if not OPENS <= there.hour < CLOSES:
        return False
    day = there.date()
    return is_working_day(day, week=ruleset_for(agency, day).choice("working_days.week"))
