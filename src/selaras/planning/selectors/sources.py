"""The same thing measured from several sources, side by side; nothing is averaged (D9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import Text
from selaras.planning.models import Goal, GoalLevel, GoalTarget


@dataclass(frozen=True, slots=True)
class Reading:
    """One source: its indicator, its numbers by year, and what it doesn't tell."""

    goal: Goal
    by_year: dict[int, GoalTarget]
    missing: list[Text]

    @property
    def latest(self) -> GoalTarget | None:
        """The last year with a result."""
        done = [row for row in self.by_year.values() if row.realisation is not None]
        return max(done, key=lambda row: row.year, default=None)


@dataclass(frozen=True, slots=True)
class YearOfSources:
    """One year: target and result of each source, and how far the results lie apart (None below two results)."""

    year: int
    cells: list[tuple[Goal, GoalTarget | None]]
    spread: Decimal | None


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of one measure."""

    readings: list[Reading]
    years: list[YearOfSources]

    @property
    def is_complete(self) -> bool:
        """Whether every source says how it measures, whom it reaches, and as of when."""
        return not any(reading.missing for reading in self.readings)

    @property
    def share_one_unit(self) -> bool:
        """Whether the numbers can be laid side by side at all."""
        return len({reading.goal.unit_of_measure.casefold() for reading in self.readings}) == 1

    @property
    def spread_unit(self) -> str:
        """The unit of a difference: that of two percentages is counted in points."""
        unit = self.readings[0].goal.unit_of_measure
        return _("poin persen") if unit == "%" else unit

    @property
    def widest(self) -> YearOfSources | None:
        """The latest year in which two sources have a result."""
        return next((row for row in reversed(self.years) if row.spread is not None), None)


def sources_of(by: Actor, goal: Goal, known: Iterable[Goal] | None = None) -> Sources:
    """The goal and what measures the same from elsewhere; one reading where there is no other.

    Two queries, one where all goals are `known` already.
    """
    head_id = goal.other_source_of_id or goal.pk
    if known is None:
        rows = Goal.objects.filter(Q(pk=head_id) | Q(other_source_of_id=head_id)).select_related("opd")
        known = visible(by, Permission.VIEW_GOALS, rows)
    group = [row for row in known if head_id in (row.pk, row.other_source_of_id)]
    by_goal: dict[UUID, dict[int, GoalTarget]] = defaultdict(dict)
    for target in GoalTarget.objects.filter(goal__in=[row.pk for row in group]).order_by("year"):
        by_goal[target.goal_id][target.year] = target
    readings = [_reading(row, by_goal[row.pk]) for row in sorted(group, key=lambda row: (row.code, row.pk))]
    return Sources(readings, _years(readings))


def possible_twins(goal: Goal, *, is_sent: bool = False) -> list[Goal]:
    """Indicators that may measure the same thing: those of overlapping years, same unit first.

    A form that `is_sent` may name one that was joined meanwhile: a second click is no mistake.
    """
    rows = Goal.objects.filter(
        level=GoalLevel.INDICATOR, first_year__lte=goal.last_year, last_year__gte=goal.first_year
    ).exclude(pk=goal.pk)
    head_id = goal.other_source_of_id or goal.pk
    apart = rows if is_sent else rows.exclude(Q(pk=head_id) | Q(other_source_of_id=head_id))
    return sorted(apart, key=lambda row: (row.unit_of_measure != goal.unit_of_measure, row.code, row.title))


def sources_that_keep_quiet(by: Actor, year: int) -> list[Goal]:
    """Indicators of the year with another source beside them that don't tell method or coverage; one query."""
    joined = Q(other_source_of__isnull=False) | Q(other_sources__isnull=False)
    rows = Goal.objects.filter(
        joined, Q(method="") | Q(coverage=""), first_year__lte=year, last_year__gte=year
    )
    return list(visible(by, Permission.VIEW_GOALS, rows).distinct().order_by("code", "id"))


def _reading(goal: Goal, by_year: dict[int, GoalTarget]) -> Reading:
    told = (
        (goal.source, _("sumber data")), (goal.method, _("cara menghitung")), (goal.coverage, _("cakupan")),
        (goal.as_of, _("tanggal keadaan data")),
    )  # fmt: skip
    return Reading(goal, by_year, [name for value, name in told if not value])


def _years(readings: list[Reading]) -> list[YearOfSources]:
    years = sorted({year for reading in readings for year in reading.by_year})
    return [
        _year(year, [(reading.goal, reading.by_year.get(year)) for reading in readings]) for year in years
    ]


def _year(year: int, cells: list[tuple[Goal, GoalTarget | None]]) -> YearOfSources:
    done = [row.realisation for _goal, row in cells if row is not None and row.realisation is not None]
    return YearOfSources(year, cells, max(done) - min(done) if len(done) > 1 else None)


def twins_by_goal(goals: list[Goal]) -> dict[UUID, int]:
    """How many sources stand beside each of these goals, which are all of a tree; no query."""
    sizes: dict[UUID, int] = defaultdict(int)
    for goal in goals:
        sizes[goal.other_source_of_id or goal.pk] += 1
    return {goal.pk: sizes[goal.other_source_of_id or goal.pk] - 1 for goal in goals}
