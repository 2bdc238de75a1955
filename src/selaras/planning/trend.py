"""The course of an indicator over the years: bars of results, marks of targets, and the sentence that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from selaras.core.numbers import number_text
from selaras.planning.models import Direction, Goal, GoalTarget

STEP, BAR, TALL, TOP = 76, 40, 96, 18


@dataclass(frozen=True, slots=True)
class TrendYear:
    """One period: result (None where there is none yet), target (None for the baseline), and their places."""

    year: int
    value: Decimal | None
    target: Decimal | None
    x: int
    bar_y: float
    bar_height: float
    target_y: float

    @property
    def middle(self) -> int:
        """The middle of the bar."""
        return self.x + BAR // 2

    @property
    def end(self) -> int:
        """The right side of the bar."""
        return self.x + BAR

    @property
    def words_y(self) -> float:
        """Where the number stands."""
        return self.bar_y - 5


@dataclass(frozen=True, slots=True)
class Trend:
    """All periods, the width of the drawing, and what they say."""

    years: list[TrendYear]
    width: int
    words: str

    @property
    def periods(self) -> int:
        """How many periods have a number."""
        return sum(row.value is not None for row in self.years)


def trend_of(goal: Goal, targets: Sequence[GoalTarget]) -> Trend | None:
    """The trend from the baseline on, None below two periods with a number."""
    rows = _periods(goal, targets)
    done = [(year, value) for year, value, _target in rows if value is not None]
    if len(done) < 2:
        return None
    numbers = [number for _year, value, target in rows for number in (value, target) if number is not None]
    highest = max(numbers) or Decimal(1)
    years = [_year(place, row, highest) for place, row in enumerate(rows)]
    return Trend(years, STEP * len(rows), _words(goal, done))


def _periods(goal: Goal, targets: Sequence[GoalTarget]) -> list[tuple[int, Decimal | None, Decimal | None]]:
    rows: list[tuple[int, Decimal | None, Decimal | None]] = [
        (row.year, row.realisation, row.target) for row in sorted(targets, key=lambda row: row.year)
    ]
    known = {year for year, _value, _target in rows}
    if goal.baseline is not None and goal.baseline_year is not None and goal.baseline_year not in known:
        rows = sorted([(goal.baseline_year, goal.baseline, None), *rows], key=lambda row: row[0])
    return rows


def _year(place: int, row: tuple[int, Decimal | None, Decimal | None], highest: Decimal) -> TrendYear:
    year, value, target = row
    height = float(value / highest) * TALL if value is not None and value > 0 else 0.0
    mark = TOP + TALL - float(target / highest) * TALL if target is not None else 0.0
    return TrendYear(year, value, target, place * STEP + (STEP - BAR) // 2, TOP + TALL - height, height, mark)


def _words(goal: Goal, done: list[tuple[int, Decimal]]) -> str:
    (first, start), (last, now) = done[0], done[-1]
    said = {
        "first": first, "last": last, "start": number_text(start), "now": number_text(now),
        "unit": goal.unit_of_measure,
    }  # fmt: skip
    if now == start:
        return _("%(first)d sampai %(last)d tetap: %(now)s %(unit)s.") % said
    if goal.direction not in (Direction.MORE, Direction.LESS):
        return _("%(first)d sampai %(last)d berubah: dari %(start)s ke %(now)s %(unit)s.") % said
    if (now > start) == (goal.direction == Direction.MORE):
        return _("%(first)d sampai %(last)d membaik: dari %(start)s ke %(now)s %(unit)s.") % said
    return _("%(first)d sampai %(last)d memburuk: dari %(start)s ke %(now)s %(unit)s.") % said
