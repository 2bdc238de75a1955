"""What attendance takes in: punches of machines, leave and duty, rosters, months that another system added up."""

from selaras.discipline.feeds.facts import DayFacts
from selaras.discipline.feeds.months import MonthSummaries
from selaras.discipline.feeds.punches import Punches
from selaras.discipline.feeds.shifts import Shifts

KINDS = (Punches, DayFacts, Shifts, MonthSummaries)

__all__ = ["KINDS", "DayFacts", "MonthSummaries", "Punches", "Shifts"]
