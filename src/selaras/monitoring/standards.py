"""How far each month lies from what a service standard promises (K-38)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.monitoring.models import Realisation
from selaras.planning.deviation import Deviation, deviation_from
from selaras.planning.models import Goal, GoalTarget, Iki, Pattern, ServiceStandard

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class MonthsOfIndicator:
    """One indicator that takes up the standard, with the deviation of each of twelve months, None without a number."""

    iki: Iki
    months: list[Deviation | None]

    @property
    def kept(self) -> int:
        """Months in which the promise was kept."""
        return sum(month is not None and not month.is_worse for month in self.months)

    @property
    def measured(self) -> int:
        """Months with a number."""
        return sum(month is not None for month in self.months)


@dataclass(frozen=True, slots=True)
class YearOfGoal:
    """One year of an indicator of the OPD that takes up the standard."""

    goal: Goal
    year: int
    deviation: Deviation


def indicators_on(standard: ServiceStandard, year: int, by: Actor) -> QuerySet[Iki]:
    """Indicators of people this person may see that take up the standard. A count over a year has no month to judge."""
    rows = Iki.objects.filter(standard=standard, rhk__skp__year=year, is_active=True, rhk__is_active=True)
    seen = visible(by, Permission.VIEW_PROGRESS, rows.exclude(pattern=Pattern.COUNT))
    related = seen.select_related("rhk__skp__employee", "rhk__skp__unit")
    return related.order_by("rhk__skp__unit__name", "rhk__skp__employee__name", "order", "id")


def months_of(standard: ServiceStandard, indicators: Iterable[Iki]) -> list[MonthsOfIndicator]:
    """The months of these indicators; one query."""
    rows = list(indicators)
    values: dict[UUID, dict[int, Realisation]] = defaultdict(dict)
    for row in Realisation.objects.filter(iki__in=rows):
        values[row.iki_id][row.month] = row
    return [MonthsOfIndicator(iki, _deviations(standard, iki, values[iki.pk])) for iki in rows]


def years_of_goals(standard: ServiceStandard, by: Actor) -> list[YearOfGoal]:
    """Yearly results of the OPD's indicators that take up the standard; one query."""
    goals = visible(by, Permission.VIEW_GOALS, Goal.objects.filter(standard=standard))
    rows = GoalTarget.objects.filter(goal__in=goals, realisation__isnull=False).select_related("goal")
    found = []
    for row in rows.order_by("goal__code", "goal_id", "year"):
        deviation = deviation_from(standard, row.realisation, row.goal.unit_of_measure)
        if deviation is not None:
            found.append(YearOfGoal(row.goal, row.year, deviation))
    return found


def _deviations(
    standard: ServiceStandard, iki: Iki, months: dict[int, Realisation]
) -> list[Deviation | None]:
    numbers = [months[month].value if month in months else None for month in MONTHS]
    return [deviation_from(standard, value, iki.unit_of_measure) for value in numbers]
