"""What is laid before the level above an OPD: what was reached, the earlier periods, what other offices recommend.

The rules make a suggestion of it, with reasons; who sets the predikat may decide otherwise (SE MenPANRB 3/2023).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from selaras.core.errors import Text
from selaras.evaluation.explain import readable, short_label
from selaras.evaluation.models import OrganisationPredikat, OrganisationRecommendation
from selaras.monitoring.achievement import achievements_of
from selaras.monitoring.measured_plan import indicators_of, plain
from selaras.monitoring.models import PlannedStep
from selaras.monitoring.progress import target_text
from selaras.organisation.models import Unit
from selaras.planning.models import Goal, GoalBasis, GoalLevel, GoalTarget, Skp, SkpVersion
from selaras_rules import (
    Achievement,
    Direction,
    Finding,
    OrganisationProgress,
    Period,
    PeriodKind,
    Rating,
    ReadingState,
    RulesError,
    Ruleset,
    Step,
    Target,
    decide_organisation_predikat,
    measure_achievement,
    recommend_organisation_achievement,
    recommend_organisation_predikat,
)
from selaras_rules import OrganisationPredikat as OrganisationLevel

# More would be no perjanjian kinerja but a list of everything.
MOST = 200


@dataclass(frozen=True, slots=True)
class IndicatorReached:
    """One indicator of the organisation, its target, and how far it was reached in the period."""

    text: str
    target: str
    achievement: Finding[Achievement]

    @property
    def because(self) -> tuple[Step, ...]:
        """How the percentage came about."""
        return tuple(readable(step) for step in self.achievement.because)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of the yearly matrix: an achievement, and what it gives with each expectation."""

    label: str
    cells: tuple[str, ...]
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """Everything one may weigh: `suggested` of a period, `achievement` of a year, None where nothing was measured."""

    source: Text
    indicators: tuple[IndicatorReached, ...]
    progress: OrganisationProgress
    existing: OrganisationPredikat | None
    earlier: tuple[OrganisationPredikat, ...]
    recommendations: tuple[OrganisationRecommendation, ...]
    suggested: Finding[OrganisationLevel] | None
    achievement: Finding[Rating] | None
    is_annual: bool
    # The period is not over on the day these were looked at: more may still be reached.
    is_running: bool

    @property
    def because(self) -> tuple[Step, ...]:
        """The reasons of what is suggested."""
        finding = self.suggested or self.achievement
        return tuple(readable(step) for step in finding.because) if finding else ()

    def as_inputs(self) -> dict[str, Any]:
        """The same as plain data, kept with the decision."""
        return {
            "indicators": [
                {"text": row.text, "target": row.target, "achievement": row.achievement.value.text}
                for row in self.indicators
            ],
            "steps": {"due": self.progress.steps_due, "done": self.progress.steps_done},
            "earlier": [{"period": row.period, "predikat": row.predikat} for row in self.earlier],
            "recommendations": [
                {
                    "office": row.office,
                    "predikat": row.predikat,
                    "reason": row.reason,
                    "letter": row.letter,
                    "by": row.given_by.full_name,
                }
                for row in self.recommendations
            ],
        }


def facts_of(opd: Unit, span: Period, on: date, ruleset: Ruleset) -> OrganisationFacts:
    """What is known about an OPD in a period. Six queries at most."""
    is_annual = span.kind is PeriodKind.YEAR
    source, indicators = _indicators(opd, span, ruleset, is_annual=is_annual)
    due, done = (0, 0) if is_annual else _steps(opd, span, on)
    progress = _progress(indicators, due, done)
    known, so_far = bool(progress.measured), _set_so_far(opd, span)
    return OrganisationFacts(
        source=source,
        indicators=indicators,
        progress=progress,
        existing=next((row for row in so_far if row.period == span.code), None),
        earlier=tuple(row for row in so_far if row.period != span.code),
        recommendations=recommendations_of(opd, span),
        suggested=recommend_organisation_predikat(progress, ruleset) if known and not is_annual else None,
        achievement=recommend_organisation_achievement(progress, ruleset) if known and is_annual else None,
        is_annual=is_annual,
        is_running=on <= span.end,
    )


def recommendations_of(opd: Unit, span: Period) -> tuple[OrganisationRecommendation, ...]:
    """What other offices recommend, by office. One query."""
    rows = OrganisationRecommendation.objects.filter(opd=opd, period=span.code).select_related("given_by")
    return tuple(rows.order_by("office"))


def matrix_of(facts: OrganisationFacts, ruleset: Ruleset) -> tuple[MatrixRow, ...]:
    """The yearly matrix as the agency chose it; the row that the indicators suggest is marked."""
    suggested = facts.achievement.value if facts.achievement else None
    return tuple(
        MatrixRow(
            _("Capaian %(rating)s") % {"rating": short_label(row).lower()},
            tuple(decide_organisation_predikat(row, column, ruleset).value.label for column in Rating),
            row is suggested,
        )
        for row in Rating
    )


def _indicators(
    opd: Unit, span: Period, ruleset: Ruleset, *, is_annual: bool
) -> tuple[Text, tuple[IndicatorReached, ...]]:
    """For a year the perjanjian kinerja, where its figures are there; else the plan of who leads the OPD."""
    if is_annual:
        agreed = _agreement(opd, span.year, ruleset)
        if any(row.achievement.value.percent is not None for row in agreed):
            return _("Perjanjian kinerja dan IKU"), agreed
    skp = _plan_of_head(opd, span)
    if skp is None:
        return "", ()
    known = indicators_of(skp)
    return _("SKP pimpinan perangkat daerah"), tuple(
        IndicatorReached(known[key].text, target_text(known[key]), finding)
        for key, finding in achievements_of(skp, span, ruleset).items()
    )


def _agreement(opd: Unit, year: int, ruleset: Ruleset) -> tuple[IndicatorReached, ...]:
    rows = GoalTarget.objects.filter(
        year=year, goal__opd=opd, goal__level=GoalLevel.INDICATOR, goal__other_source_of=None
    ).exclude(goal__basis=GoalBasis.OTHER)  # fmt: skip
    rows = rows.select_related("goal").order_by("goal__code", "goal__title", "pk")
    return tuple(_reached(row.goal, row, ruleset) for row in rows[:MOST])


def _reached(goal: Goal, row: GoalTarget, ruleset: Ruleset) -> IndicatorReached:
    wanted = plain(row.target)
    try:
        target = Target(Direction(goal.direction), wanted, wanted, goal.unit_of_measure)
        finding = measure_achievement(target, row.realisation, ruleset)
    except RulesError as error:
        finding = Finding(Achievement(ReadingState.NO_BASE), (Step(str(error)),))
        return IndicatorReached(goal.title, str(wanted), finding)
    return IndicatorReached(goal.title, target.text, finding)


def _plan_of_head(opd: Unit, span: Period) -> Skp | None:
    """The agreed plan of who led the OPD last in the period. One query."""
    rows = Skp.objects.filter(
        opd=opd, unit=opd, year=span.year, version__gt=0, period_start__lte=span.end, period_end__gte=span.start,
        employee__position__is_head=True,
    )  # fmt: skip
    newest = SkpVersion.objects.filter(skp=OuterRef("pk")).order_by("-number")
    rows = rows.annotate(agreed_content=Subquery(newest.values("content")[:1]))
    found: Skp | None = rows.select_related("agency", "employee").order_by("-period_end").first()
    return found


def _steps(opd: Unit, span: Period, on: date) -> tuple[int, int]:
    """How many steps of the rencana aksi were due so far, and how many of them are done. One query."""
    rows = PlannedStep.objects.filter(
        rhk__skp__opd=opd, rhk__skp__year=span.year, due_on__range=(span.start, min(span.end, on))
    )
    counted = rows.aggregate(due=Count("pk"), done=Count("done_on"))
    return counted["due"], counted["done"]


def _progress(indicators: Iterable[IndicatorReached], due: int, done: int) -> OrganisationProgress:
    percents = [row.achievement.value.uncapped for row in indicators]
    known = [percent for percent in percents if percent is not None]
    return OrganisationProgress(
        beyond=sum(percent > 100 for percent in known),
        reached=sum(percent == 100 for percent in known),
        below=sum(percent < 100 for percent in known),
        steps_due=due,
        steps_done=done,
    )


def _set_so_far(opd: Unit, span: Period) -> tuple[OrganisationPredikat, ...]:
    """The predikat of the period itself, and for a year those of its periods, in their order. One query."""
    rows = OrganisationPredikat.objects.filter(opd=opd, period__startswith=span.code).select_related("set_by")
    return tuple(sorted(rows, key=lambda row: (row.span.end, row.period)))
