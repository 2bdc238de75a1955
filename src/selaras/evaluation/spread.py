"""How predikat spread in an OPD, against the pattern as advice; hints are calm and change nothing (C-01, C-03).

Where the agency holds the pattern against each unit, the OPD is shown as a whole and each of its units beside the
pattern of the OPD's own predikat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from selaras.evaluation.conditions import level_of
from selaras.evaluation.counts import Counts, counts_by_unit, counts_of, has_pattern, is_by_unit
from selaras.evaluation.curve import Curve, curve_of
from selaras.evaluation.explain import readable
from selaras.evaluation.masking import masked
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.evaluation.shares import Share, nearly_everybody, shares_of
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras_rules import Distribution, Finding, Period, Predikat, Ruleset, Step, check_distribution
from selaras_rules import OrganisationPredikat as OrganisationLevel


@dataclass(frozen=True, slots=True)
class UnitSpread:
    """One unit beside the pattern. A small unit is not detailed: shares of so few people say nothing."""

    unit: Unit
    decided: int
    waiting: int
    people: tuple[int, ...]
    verdict: str
    verdict_label: str
    because: tuple[Step, ...]
    is_small: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """The page of one OPD and period; with `units` the pattern is held against each of them, not the whole."""

    shares: tuple[Share, ...]
    decided: int
    waiting: int
    verdict: str
    verdict_label: str
    because: tuple[Step, ...]
    is_small: bool
    nearly_everybody: Share | None
    law_day: date
    fingerprint: str
    curve: Curve | None
    has_pattern: bool = True
    is_by_unit: bool = False
    units: tuple[UnitSpread, ...] = ()

    @property
    def remarks(self) -> tuple[Step, ...]:
        """What the pattern says, sentence by sentence; of units only those beside it, each with its name."""
        return self.because + tuple(
            replace(step, text=f"{row.unit.name}: {step.text}")
            for row in self.units_beside
            for step in row.because[1:]
        )

    @property
    def units_beside(self) -> tuple[UnitSpread, ...]:
        """The units that do not fit the pattern."""
        return tuple(row for row in self.units if row.verdict in {"advice", "blocked"})


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
    """The counts of an OPD with what the pattern advises. Two queries; two more where units are looked at."""
    ruleset = ruleset_for(opd.agency, period.end)
    compares = has_pattern(period, ruleset)
    level = level_of(row) if compares else None
    by_unit = is_by_unit(ruleset)
    of_units = counts_by_unit(opd.pk, period) if by_unit else {}
    counts = _sum(of_units) if by_unit else counts_of(opd.pk, period)
    shares = shares_of(counts.people)
    finding = None if by_unit else _finding(counts, level, ruleset)
    small = int(ruleset.choice("distribution.small_unit"))
    return Spread(
        shares=shares,
        decided=counts.decided,
        waiting=counts.waiting,
        verdict=finding.value.verdict.value if finding else "",
        verdict_label=finding.value.verdict.label if finding else "",
        because=_reasons(finding),
        is_small=counts.decided <= small,
        law_day=ruleset.on,
        fingerprint=ruleset.fingerprint,
        curve=curve_of(shares, None if by_unit else level, ruleset),
        nearly_everybody=nearly_everybody(shares, fewest=small + 1),
        has_pattern=compares,
        is_by_unit=by_unit,
        units=_units(of_units, level, ruleset, small),
    )


def spread_as_plain(
    opd: Unit,
    period: Period,
    row: OrganisationPredikat | None,
    spread: Spread,
    deviations: Sequence[Deviation],
) -> dict[str, Any]:
    """The comparison with the pattern as plain data: counts, reasons with article and standing, no name."""
    return {
        "organisation": opd.name,
        "period": period.code,
        "organisation_predikat": row.predikat if row else None,
        "set_by": row.set_by.full_name if row else None,
        "set_at": row.set_at.isoformat() if row else None,
        "is_advice": True,
        "people": {share.predikat: share.people for share in spread.shares},
        "waiting": spread.waiting,
        "verdict": spread.verdict or None,
        "is_small": spread.is_small,
        "because": [step.to_json() for step in spread.because],
        "units": [
            {
                "unit": line.unit.name,
                "decided": line.decided,
                "waiting": line.waiting,
                "verdict": line.verdict or None,
                "because": [step.to_json() for step in line.because],
            }
            for line in spread.units
        ],
        "deviations": [asdict(deviation) for deviation in deviations],
        "law_day": spread.law_day.isoformat(),
        "fingerprint": spread.fingerprint,
    }


def _finding(
    counts: Counts, level: OrganisationLevel | None, ruleset: Ruleset
) -> Finding[Distribution] | None:
    if level is None or not counts.decided:
        return None
    return check_distribution(counts.people, level, ruleset)


def _reasons(finding: Finding[Distribution] | None) -> tuple[Step, ...]:
    return tuple(readable(step) for step in finding.because) if finding else ()


def _units(
    of_units: dict[UUID, Counts], level: OrganisationLevel | None, ruleset: Ruleset, small: int
) -> tuple[UnitSpread, ...]:
    """By name, never by result. One query, none without units."""
    if not of_units:
        return ()
    units = Unit.objects.filter(pk__in=list(of_units)).order_by("name", "pk")
    return tuple(_unit(unit, of_units[unit.pk], level, ruleset, small) for unit in units)


def _unit(
    unit: Unit, counts: Counts, level: OrganisationLevel | None, ruleset: Ruleset, small: int
) -> UnitSpread:
    is_small = counts.decided <= small
    finding = None if is_small else _finding(counts, level, ruleset)
    return UnitSpread(
        unit=unit,
        decided=counts.decided,
        waiting=counts.waiting,
        people=() if is_small else tuple(counts.people[one] for one in Predikat),
        verdict=finding.value.verdict.value if finding else "",
        verdict_label=finding.value.verdict.label if finding else "",
        because=_reasons(finding),
        is_small=is_small,
    )


def _sum(of_units: dict[UUID, Counts]) -> Counts:
    people = {one: sum(counts.people[one] for counts in of_units.values()) for one in Predikat}
    return Counts(people, sum(counts.waiting for counts in of_units.values()))
