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
    behaviour_lines: bool
    # A load set enters one number a quarter instead of one a month.
    monthly: bool
    # From which quarter of the running year on there are evaluations.
    first_quarter: int
    # How many different courses a year may take in a load set; 0 where everybody has an own one.
    courses: int


DETAILED = Depth(
    results=4, measures=3, expectations=7, lampiran=4, evidence=2, feedback=2, behaviour_lines=True,
    monthly=True, first_quarter=1, courses=0,
)  # fmt: skip
LEAN = Depth(
    results=3, measures=2, expectations=3, lampiran=1, evidence=1, feedback=1, behaviour_lines=False,
    monthly=False, first_quarter=3, courses=5,
)  # fmt: skip
