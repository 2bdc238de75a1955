"""How predikat spread in an OPD, against the pattern as advice; hints are calm and change nothing (C-01, C-03)."""

from __future__ import annotations

from dataclasses import dataclass

from selaras.evaluation.conditions import counts_of, level_of
from selaras.evaluation.curve import Curve, curve_of
from selaras.evaluation.explain import readable
from selaras.evaluation.masking import masked
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras_rules import Period, Step, check_distribution

# From nine in ten on, a group says little about the people in it.
NEARLY_EVERYBODY = 90


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One predikat: how many people, which share in whole percent."""

    predikat: str
    label: str
    people: int
    percent: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The page of one OPD and period."""

    rows: tuple[SpreadRow, ...]
    decided: int
    waiting: int
    verdict: str
    verdict_label: str
    because: tuple[Step, ...]
    is_small: bool
    nearly_everybody: SpreadRow | None
    curve: Curve | None


@dataclass(frozen=True, slots=True)
class Deviation:
    """One result that its pejabat penilai stayed with beside the pattern: the predikat and why, without a name."""

    predikat: str
    reason: str


def deviations_of(opd: Unit, period: Period) -> tuple[Deviation, ...]:
    """The reasons that were given for staying beside the pattern, names taken out. One query."""
    rows = Evaluation.objects.filter(skp__opd=opd, period=period.code, status="finalised")
    rows = rows.exclude(distribution_reason="").order_by("finalised_at")
    found = rows.values_list("predikat", "distribution_reason", "skp__employee__name", "finalised_by__name")
    return tuple(
        Deviation(predikat, masked(reason, [name, penilai or ""]))
        for predikat, reason, name, penilai in found[:200]
    )


def spread_of(opd: Unit, period: Period, row: OrganisationPredikat | None) -> Spread:
    """The counts of an OPD with what the pattern advises. Three queries."""
    counts, ruleset = counts_of(opd.pk, period), ruleset_for(opd.agency, period.end)
    decided = counts.decided
    rows = tuple(
        SpreadRow(predikat.value, predikat.label, people, round(people * 100 / decided) if decided else 0)
        for predikat, people in counts.people.items()
    )
    level = level_of(row)
    finding = check_distribution(counts.people, level, ruleset) if level is not None and decided else None
    is_small = decided <= ruleset.choice("distribution.small_unit")
    largest = max(rows, key=lambda line: line.people)
    return Spread(
        rows=rows,
        decided=decided,
        waiting=counts.waiting,
        verdict=finding.value.verdict.value if finding else "",
        verdict_label=finding.value.verdict.label if finding else "",
        because=tuple(readable(step) for step in finding.because) if finding else (),
        is_small=is_small,
        curve=curve_of(counts.people, row, opd.agency, period),
        nearly_everybody=None if is_small or largest.percent < NEARLY_EVERYBODY else largest,
    )
