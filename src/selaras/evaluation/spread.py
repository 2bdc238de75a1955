"""How predikat spread in an OPD, against the pattern as advice; hints are calm and change nothing (C-01, C-03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from selaras.evaluation.conditions import counts_of, level_of
from selaras.evaluation.curve import Curve, curve_of
from selaras.evaluation.explain import readable
from selaras.evaluation.masking import masked
from selaras.evaluation.models import Evaluation, OrganisationPredikat
from selaras.evaluation.shares import Share, nearly_everybody, shares_of
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Unit
from selaras_rules import Period, Step, check_distribution


@dataclass(frozen=True, slots=True)
class Spread:
    """The page of one OPD and period."""

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
    """The counts of an OPD with what the pattern advises. Two queries."""
    counts, ruleset = counts_of(opd.pk, period), ruleset_for(opd.agency, period.end)
    decided = counts.decided
    shares = shares_of(counts.people)
    level = level_of(row)
    finding = check_distribution(counts.people, level, ruleset) if level is not None and decided else None
    small = int(ruleset.choice("distribution.small_unit"))
    return Spread(
        shares=shares,
        decided=decided,
        waiting=counts.waiting,
        verdict=finding.value.verdict.value if finding else "",
        verdict_label=finding.value.verdict.label if finding else "",
        because=tuple(readable(step) for step in finding.because) if finding else (),
        is_small=decided <= small,
        law_day=ruleset.on,
        fingerprint=ruleset.fingerprint,
        curve=curve_of(shares, level, ruleset),
        nearly_everybody=nearly_everybody(shares, fewest=small + 1),
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
        "deviations": [asdict(deviation) for deviation in deviations],
        "law_day": spread.law_day.isoformat(),
        "fingerprint": spread.fingerprint,
    }
