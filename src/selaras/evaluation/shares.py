"""How predikat spread over a group, in people and whole percent. Pure; counts in, shares out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selaras_rules import Predikat

# From nine in ten on, a group says little about the people in it.
NEARLY_EVERYBODY = 90


@dataclass(frozen=True, slots=True)
class Share:
    """One predikat: how many people of a group have it, in whole percent too."""

    predikat: str
    label: str
    people: int
    percent: int


def shares_of(counts: Mapping[Predikat, int]) -> tuple[Share, ...]:
    """Every predikat in the order of the law, also those that nobody has."""
    everybody = sum(counts.values())
    return tuple(
        Share(predikat.value, predikat.label, people, round(people * 100 / everybody) if everybody else 0)
        for predikat, people in ((predikat, counts.get(predikat, 0)) for predikat in Predikat)
    )


def nearly_everybody(shares: Sequence[Share], *, fewest: int) -> Share | None:
    """The predikat that nearly everybody has; None where nobody's is so common, and in groups below `fewest`."""
    largest = max(shares, key=lambda share: share.people)
    is_large = sum(share.people for share in shares) >= fewest
    return largest if is_large and largest.percent >= NEARLY_EVERYBODY else None
