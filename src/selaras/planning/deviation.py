"""How far a number lies from the promise of a service standard, and on which side (K-38)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from selaras.planning.models import Direction, ServiceStandard


@dataclass(frozen=True, slots=True)
class Deviation:
    """What was reached, and reached minus promised, both in the unit of the standard."""

    value: Decimal
    difference: Decimal
    is_worse: bool

    @property
    def size(self) -> Decimal:
        """The distance without its sign."""
        return abs(self.difference)


def deviation_from(standard: ServiceStandard, value: Decimal | None, unit: str) -> Deviation | None:
    """The deviation of a number, or None without a number or where it is told in another unit."""
    if value is None or unit.strip().casefold() != standard.unit_of_measure.strip().casefold():
        return None
    difference = value - standard.target
    match standard.direction:
        case Direction.LESS:
            is_worse = difference > 0
        case Direction.MORE:
            is_worse = difference < 0
        case _:
            is_worse = difference != 0
    return Deviation(value, difference, is_worse)
