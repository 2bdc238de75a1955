"""How much is made for each person: much in the cities that people look at, less in load sets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Depth:
    """Upper bounds of what hangs on one plan."""

    results: int
    measures: int
    expectations: int
    lampiran: int
    evidence: int
    feedback: int
    quarterly_talks: bool
    behaviour_lines: bool
    # In past years a load set enters one number a quarter instead of one a month.
    monthly_past: bool
    # How many different courses a year may take in a load set; 0 where everybody has an own one.
    courses: int


DETAILED = Depth(
    results=4, measures=3, expectations=7, lampiran=4, evidence=2, feedback=2, quarterly_talks=True,
    behaviour_lines=True, monthly_past=True, courses=0,
)  # fmt: skip
LEAN = Depth(
    results=3, measures=2, expectations=3, lampiran=1, evidence=1, feedback=1, quarterly_talks=True,
    behaviour_lines=False, monthly_past=False, courses=5,
)  # fmt: skip
