"""The plan as it is measured: the RHK and indicators of the version that was agreed.

While a plan is being changed, work is still measured against what was agreed last; only a plan that was
never agreed is read from its draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from selaras.planning.models import Iki, Skp, SkpVersion
from selaras_rules import Direction, Pattern, Period, Target


@dataclass(frozen=True, slots=True)
class Indicator:
    """One IKI as far as measuring needs it."""

    id: UUID
    text: str
    target: Decimal | None
    target_max: Decimal | None
    target_text: str
    unit: str
    direction: Direction
    pattern: Pattern
    release_month: int | None
    data_source: str

    @property
    def release_months(self) -> tuple[int, ...]:
        """The months a release is due; empty for other patterns."""
        return () if self.release_month is None else (self.release_month,)

    def target_for(self, share: Decimal = Decimal(1)) -> Target | None:
        """The target, or a share of it; None where it is told in words. Raises `RulesError` for a negative one."""
        if self.target is None:
            return None
        lower, upper = plain(self.target * share), plain((self.target_max or self.target) * share)
        return Target(self.direction, lower, upper, self.unit)


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """One RHK with its indicators."""

    id: UUID
    text: str
    kind: str
    indicators: tuple[Indicator, ...]


def plan_of(skp: Skp) -> tuple[PlannedResult, ...]:
    """The RHK of the version agreed last, else of the draft. One query, none where the selector brought it."""
    content = agreed_content(skp)
    return _from_content(content) if content is not None else _from_draft(skp)


def indicators_of(skp: Skp) -> dict[UUID, Indicator]:
    """All indicators of the plan by their id."""
    return {indicator.id: indicator for result in plan_of(skp) for indicator in result.indicators}


def agreed_content(skp: Skp) -> Mapping[str, Any] | None:
    """The content frozen at the last agreement, or None where nothing was agreed yet."""
    if hasattr(skp, "agreed_content"):
        return skp.agreed_content
    newest = SkpVersion.objects.filter(skp=skp).order_by("-number")
    return newest.values_list("content", flat=True).first()


def months_of(skp: Skp) -> range:
    """The calendar months in which the SKP runs."""
    return range(skp.period_start.month, skp.period_end.month + 1)


def months_within(skp: Skp, period: Period) -> list[int]:
    """The months of a period in which the SKP runs."""
    running = months_of(skp)
    return [month for month in period.month_numbers if month in running and period.year == skp.year]


def quarters_of(skp: Skp) -> list[int]:
    """The quarters in which the SKP runs."""
    return quarters_in(months_of(skp))


def months_begun(skp: Skp, on: date) -> list[int]:
    """The months of the SKP that have begun on a day: only in these something can have been reached."""
    return [month for month in months_of(skp) if date(skp.year, month, 1) <= on]


def quarter_of(month: int) -> int:
    """The quarter (1–4) of a month (1–12)."""
    return (month - 1) // 3 + 1


def quarters_in(months: Iterable[int]) -> list[int]:
    """The quarters these months lie in, each once and in order."""
    return sorted({quarter_of(month) for month in months})


def plain(number: Decimal) -> Decimal:
    """The number without empty decimals, never in powers of ten."""
    return Decimal(format(number.normalize(), "f"))


def _from_content(content: Mapping[str, Any]) -> tuple[PlannedResult, ...]:
    return tuple(
        PlannedResult(
            id=UUID(str(row["id"])),
            text=row["text"],
            kind=row.get("kind", ""),
            indicators=tuple(_frozen_indicator(iki) for iki in row.get("iki", ())),
        )
        for row in content.get("rhk", ())
    )


def _frozen_indicator(row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        id=UUID(str(row["id"])),
        text=row["text"],
        target=_decimal(row.get("target")),
        target_max=_decimal(row.get("target_max")),
        target_text=row.get("target_text") or "",
        unit=row.get("unit") or "",
        direction=Direction(row.get("direction") or Direction.MORE_IS_BETTER),
        pattern=Pattern(row.get("pattern") or Pattern.HITUNGAN),
        release_month=row.get("release_month") or None,
        data_source=row.get("data_source") or "",
    )


def _decimal(given: Any) -> Decimal | None:
    return None if given in (None, "") else Decimal(str(given))


def _from_draft(skp: Skp) -> tuple[PlannedResult, ...]:
    rows = Iki.objects.filter(rhk__skp=skp, is_active=True, rhk__is_active=True).select_related("rhk")
    return tuple(_grouped(rows.order_by("-rhk__kind", "rhk__order", "rhk_id", "order", "id")))


def _grouped(rows: Iterable[Iki]) -> Iterator[PlannedResult]:
    results: dict[UUID, list[Iki]] = {}
    for iki in rows:
        results.setdefault(iki.rhk_id, []).append(iki)
    for rhk_id, members in results.items():
        rhk = members[0].rhk
        yield PlannedResult(rhk_id, rhk.text, rhk.kind, tuple(_draft_indicator(iki) for iki in members))


def _draft_indicator(iki: Iki) -> Indicator:
    return Indicator(
        id=iki.pk,
        text=iki.text,
        target=iki.target,
        target_max=iki.target_max,
        target_text=iki.target_text,
        unit=iki.unit_of_measure,
        direction=Direction(iki.direction),
        pattern=Pattern(iki.pattern),
        release_month=iki.release_month,
        data_source=iki.data_source,
    )
