"""Questions about closings: which there are, what one found, whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.closing.models import Gap, GapKind, UnitDistribution, YearClosing
from selaras.closing.steps import STEPS
from selaras.core.errors import Text
from selaras.core.rows import row_of
from selaras_rules import Predikat, Rating


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a closing: done in this round, or not yet."""

    label: Text
    is_done: bool
    figures: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Share:
    """How many people are in one group."""

    code: str
    label: Text
    people: int


def closings_seen_by(by: Actor) -> QuerySet[YearClosing]:
    """The closings this person may read, the newest year first."""
    rows = YearClosing.objects.select_related("agency", "opd", "job", "asked_by")
    return visible(by, Permission.CLOSE_YEAR, rows).order_by("-year", "opd__name")


def closing_for(by: Actor, pk: UUID) -> YearClosing:
    """One closing. Raises `NotFound`, also for somebody else's."""
    return row_of(closings_seen_by(by).filter(pk=pk))


def steps_of(closing: YearClosing) -> list[StepLine]:
    """The steps in order. One query."""
    done = {step.code: step for step in closing.steps.all()}
    lines = []
    for step in STEPS:
        found = done.get(step.code)
        is_done = found is not None and found.round == closing.round
        lines.append(StepLine(step.label, is_done, found.figures if found else {}))
    return lines


def figures_of(closing: YearClosing) -> dict[str, Any]:
    """All figures of the steps together. One query."""
    return {step.code: step.figures for step in closing.steps.all()}


def predikat_shares(figures: dict[str, Any]) -> list[Share]:
    """People by predikat in the whole closing."""
    told = figures.get("distribution", {}).get("predikat", {})
    return [Share(one.value, one.label, told.get(one.value, 0)) for one in Predikat]


def performance_shares(figures: dict[str, Any]) -> list[Share]:
    """People by status kinerja, the row of the talent grid."""
    told = figures.get("results", {}).get("performance", {})
    return [Share(one.value, one.label, told.get(one.value, 0)) for one in Rating]


def box_shares(figures: dict[str, Any]) -> list[Share]:
    """People by talent box, as far as their potential is known."""
    told = figures.get("results", {}).get("boxes", {})
    return [Share(box, box, told[box]) for box in sorted(told)]


def gaps_of(closing: YearClosing, kind: str = "") -> QuerySet[Gap]:
    """Who is missing what, by unit and name."""
    rows = Gap.objects.filter(closing=closing, **({"kind": kind} if kind in GapKind.values else {}))
    rows = rows.select_related("employee", "owner", "unit")
    return rows.order_by("unit__name", "employee__name", "pk")


def gap_counts(closing: YearClosing) -> list[Share]:
    """People by what is missing first, in the order of the way to a result. One query."""
    rows = Gap.objects.filter(closing=closing).order_by().values_list("kind").annotate(people=Count("pk"))
    told = dict(rows)
    return [Share(kind.value, kind.label, told[kind]) for kind in GapKind if kind in told]


def distributions_of(closing: YearClosing) -> QuerySet[UnitDistribution]:
    """The spread by unit: each OPD before its units."""
    rows = UnitDistribution.objects.filter(closing=closing).select_related("unit__opd")
    return rows.order_by("unit__opd__name", "-is_opd", "unit__name")
