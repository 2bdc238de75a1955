"""Days and moments of the demonstration: fixed, on the clock of the city, in working hours."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TODAY = date(2026, 11, 22)
RUNNING = 2026
YEARS = (2024, 2025, 2026)


def at(day: date, zone: ZoneInfo, chance: random.Random) -> datetime:
    """Some minute of the working hours of a day."""
    return datetime.combine(day, time(8 + chance.randrange(8), chance.randrange(60)), zone)


def working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def after(day: date, least: int, most: int, chance: random.Random) -> date:
    """A working day some days later."""
    return working(day + timedelta(days=chance.randint(least, most)))


def between(first: date, last: date, chance: random.Random) -> date:
    """A working day between two days; the last one where all fall on a weekend."""
    day = working(first + timedelta(days=chance.randrange(max((last - first).days, 0) + 1)))
    return min(day, last)
