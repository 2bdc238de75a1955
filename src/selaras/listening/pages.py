"""What the pages of listening show, asked for at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.authorization import Actor, Decision, Permission, decide
from selaras.listening.course import Pace, ThemeCourse, UnitLine, courses_of, lines_by, pace_of
from selaras.listening.models import PublicInput, Theme, ThemeAnswer
from selaras.listening.selectors import Place, answers_of, counted_inputs, waiting_inputs
from selaras.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class ListeningPage:
    """A year of the city or of a unit for one reader."""

    place: Place
    year: int
    this_year: int
    courses: list[ThemeCourse]
    pace: Pace
    waiting: int
    lines: list[UnitLine]
    answers: list[ThemeAnswer]
    may_read: bool
    may_sort: bool
    may_carry: bool

    @property
    def total(self) -> int:
        """Inputs with a theme."""
        return self.pace.total

    @property
    def has_next(self) -> bool:
        """Whether there is a year after this one."""
        return self.year < self.this_year


def listening_page(place: Place, year: int, *, by: Actor, on: date) -> ListeningPage:
    """Everything of the page in a fixed number of queries."""
    rows = counted_inputs(by, place)
    level = "unit__opd" if place.unit is None else "unit"
    return ListeningPage(
        place=place,
        year=year,
        this_year=on.year,
        courses=courses_of(rows, year),
        pace=pace_of(rows, year),
        waiting=waiting_inputs(by, place),
        lines=lines_by(rows, year, level) if place.unit is None or place.is_opd else [],
        answers=answers_of(by, place, year),
        may_read=may_read(by, place),
        may_sort=bool(may_sort(by)),
        may_carry=by.plans or by.leads,
    )


def may_read(by: Actor, place: Place) -> bool:
    """Whether any words of this place may be open to the reader."""
    unit = place.unit or Unit(
        agency_id=by.agency_id, pk=by.unit_id, opd_id=next(iter(by.administered_opd_ids), None)
    )
    return bool(decide(by, Permission.READ_PUBLIC_INPUT, PublicInput(agency_id=by.agency_id, unit=unit)))


def may_sort(by: Actor) -> Decision:
    """Whether the person sorts anything at all: the city admin, or the admin of an OPD."""
    opd_id = next(iter(by.administered_opd_ids), None)
    return decide(by, Permission.MANAGE_THEMES, Theme(agency_id=by.agency_id, opd_id=opd_id))
