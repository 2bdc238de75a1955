"""Numbers that arrive by themselves: what can tell them, and what it tells (K-16, K-17).

Service counts are told here; apps above register what they know, such as the published result of a survey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from selaras.core.errors import NotFound
from selaras.intake.models import FeedRun
from selaras.monitoring.models import CountedIndicator
from selaras.planning.models import Skp
from selaras_rules import Pattern


@dataclass(frozen=True, slots=True)
class WantedNumber:
    """Which number an indicator takes: of a service of a unit, as a source counts it or as its users judge it."""

    origin: str
    unit_id: UUID
    service: str
    source_id: UUID | None = None

    @property
    def key(self) -> str:
        """The same as one word, for a form."""
        return f"{self.origin}:{self.source_id or ''}:{self.unit_id}:{self.service}"


@dataclass(frozen=True, slots=True)
class OfferedNumber:
    """A number one can choose: the name of its source, and what it tells so far, in words."""

    wanted: WantedNumber
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class ArrivedNumber:
    """A number of one month with the words that say where it comes from, and the delivery, where it came by one."""

    value: Decimal
    words: str
    run: FeedRun | None = None


Arrived = Mapping[tuple[UUID, int], ArrivedNumber]
"""Key of the row that chose it, and month → number."""


class NumberOrigin(Protocol):
    """One kind of number. `patterns` are those of indicators it can fill: counts add up, an index is a level."""

    code: str
    patterns: frozenset[Pattern]

    def offered(self, skp: Skp, on: date) -> list[OfferedNumber]:
        """What the unit of an SKP and the units below it can choose in its year; a bounded number of queries."""

    def numbers(self, rows: Sequence[CountedIndicator], on: date) -> Arrived:
        """What is known for these indicators on a day; a bounded number of queries."""


_origins: dict[str, NumberOrigin] = {}


def register_origin(origin: NumberOrigin) -> None:
    """Make a kind of number known; an app calls it when it is ready."""
    _origins[origin.code] = origin


def origin_named(code: str) -> NumberOrigin:
    """The kind of number of this name. Raises `NotFound`."""
    try:
        return _origins[code]
    except KeyError:
        raise NotFound() from None


def offered_numbers(skp: Skp, pattern: Pattern, on: date) -> list[OfferedNumber]:
    """Everything an indicator of this pattern in an SKP can choose."""
    fitting = [origin for origin in _origins.values() if pattern in origin.patterns]
    return [offer for origin in fitting for offer in origin.offered(skp, on)]


def arrived_numbers(rows: Sequence[CountedIndicator], on: date) -> dict[tuple[UUID, int], ArrivedNumber]:
    """What is known for these indicators, whatever their kinds."""
    found: dict[tuple[UUID, int], ArrivedNumber] = {}
    for code, origin in _origins.items():
        if own := [row for row in rows if row.origin == code]:
            found |= origin.numbers(own, on)
    return found
