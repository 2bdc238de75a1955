"""The rencana aksi as ready-made objects: steps by RHK and period, beside what was reached in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide, visible
from selaras.core.rows import row_of
from selaras.monitoring.measured_plan import PlannedResult, plan_of, quarter_of
from selaras.monitoring.models import PlannedStep, Realisation
from selaras.monitoring.selectors import realisations_of
from selaras.monitoring.services.steps import EVERY_MONTH, EVERY_QUARTER, periods_of
from selaras.planning.models import Skp
from selaras_rules import Period
from selaras_rules.numbers import written


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as a page shows it."""

    step: PlannedStep
    is_late: bool

    @property
    def is_done(self) -> bool:
        """Whether it was ticked off."""
        return self.step.done_on is not None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """The steps of one period and, for each indicator, what was reached in its months."""

    label: str
    lines: list[StepLine]
    reached: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StepBlock:
    """One RHK with its periods."""

    result: PlannedResult
    rows: list[PeriodRow]


@dataclass(frozen=True, slots=True)
class StepsPage:
    """The rencana aksi of one SKP."""

    blocks: list[StepBlock]
    may_write: bool
    offers_last_year: bool
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StepCount:
    """How far the steps of one RHK are."""

    done: int
    total: int
    late: int


def steps_of(skp: Skp) -> dict[UUID, list[PlannedStep]]:
    """All steps of an SKP by RHK, in the order they are due. One query."""
    found: dict[UUID, list[PlannedStep]] = {}
    for step in PlannedStep.objects.filter(rhk__skp=skp).order_by("due_on", "period", "id"):
        found.setdefault(step.rhk_id, []).append(step)
    return found


def counts_of_steps(skp: Skp, on: date) -> dict[UUID, StepCount]:
    """How many steps of each RHK are done, and how many are late. One query."""
    return {
        rhk_id: StepCount(
            sum(1 for step in steps if step.done_on),
            len(steps),
            sum(1 for step in steps if is_late(step, on)),
        )
        for rhk_id, steps in steps_of(skp).items()
    }


def steps_in_month(rhk_id: UUID, year: int, month: int) -> list[PlannedStep]:
    """The steps of an RHK for a month, those of its quarter included. One query."""
    codes = (Period.of_month(year, month).code, Period.of_quarter(year, quarter_of(month)).code)
    rows = PlannedStep.objects.filter(rhk_id=rhk_id, period__in=codes)
    return list(rows.order_by("due_on", "id"))


def step_seen_by(by: Actor, pk: UUID) -> PlannedStep:
    """One step of one's own. Raises `NotFound`."""
    rows = PlannedStep.objects.filter(pk=pk).select_related("rhk__skp__employee", "rhk__skp__agency")
    return row_of(visible(by, Permission.RECORD_PROGRESS, rows))


def is_late(step: PlannedStep, on: date) -> bool:
    """Whether its period is over and nobody ticked it off."""
    return step.done_on is None and step.due_on < on


def steps_page(skp: Skp, *, by: Actor, on: date) -> StepsPage:
    """Everything the page shows. Three queries whatever the number of steps, four where there are none yet."""
    steps, reached = steps_of(skp), realisations_of(skp)
    blocks = [
        StepBlock(result, _rows(result, steps.get(result.id, []), reached, on)) for result in plan_of(skp)
    ]
    shown = [line for block in blocks for row in block.rows for line in row.lines]
    may_write = bool(decide(by, Permission.RECORD_PROGRESS, skp))
    return StepsPage(
        blocks=blocks,
        may_write=may_write,
        offers_last_year=may_write and not shown and _has_last_year(skp),
        done=sum(1 for line in shown if line.is_done),
        total=len(shown),
    )


def when_choices(skp: Skp) -> list[tuple[str, str]]:
    """When something may be done: a month, a quarter, or again and again."""
    again = [
        (EVERY_MONTH, _("Setiap bulan yang tersisa")),
        (EVERY_QUARTER, _("Setiap triwulan yang tersisa")),
    ]
    return [*period_choices(skp), *again]


def period_choices(skp: Skp) -> list[tuple[str, str]]:
    """Months and quarters of an SKP for a form."""
    return [(period.code, period.label) for period in periods_of(skp)]


def _has_last_year(skp: Skp) -> bool:
    rows = PlannedStep.objects.filter(rhk__skp__employee_id=skp.employee_id, rhk__skp__year=skp.year - 1)
    return rows.exists()


def _rows(
    result: PlannedResult,
    steps: Iterable[PlannedStep],
    reached: Mapping[UUID, Mapping[int, Realisation]],
    on: date,
) -> list[PeriodRow]:
    by_period: dict[str, list[StepLine]] = {}
    for step in steps:
        by_period.setdefault(step.period, []).append(StepLine(step, is_late(step, on)))
    return [
        PeriodRow(Period.parse(code).label, lines, _reached(result, Period.parse(code), reached))
        for code, lines in by_period.items()
    ]


def _reached(
    result: PlannedResult, period: Period, reached: Mapping[UUID, Mapping[int, Realisation]]
) -> list[tuple[str, str]]:
    found = []
    for indicator in result.indicators:
        months = [
            row for month, row in reached.get(indicator.id, {}).items() if month in period.month_numbers
        ]
        if months:
            found.append((indicator.text, " · ".join(_told(row, indicator.unit) for row in months)))
    return found


def _told(row: Realisation, unit: str) -> str:
    return row.narrative[:120] if row.value is None else f"{written(row.value, 4)} {unit}".strip()
