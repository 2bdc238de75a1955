"""Achievement over columns: the same four formulas in whole numbers, the cap found by asking the scalar rule.

Targets and realisations of a row are whole numbers of the same unit (both in hundredths, for example): only their
ratio counts, so the unit itself does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from selaras_rules import achievement as scalar
from selaras_rules.achievement import Direction, ReadingState, Target
from selaras_rules.errors import InvalidInput
from selaras_rules.ruleset import Ruleset

from .columns import (
    MISSING,
    Codes,
    Column,
    Truth,
    Whole,
    code_of,
    divide_half_up,
    require_between,
    require_codes,
    require_same_length,
    whole_of,
)

# Percent in hundredths needs four more digits than the number, and twice that for the rounding; 63 bits hold it.
LARGEST = 10**14
_HUNDRED = 10_000
_MORE, _LESS = code_of(Direction.MORE_IS_BETTER), code_of(Direction.LESS_IS_BETTER)


@dataclass(frozen=True, slots=True)
class Achievements:
    """Codes of ReadingState; percent and uncapped percent in hundredths, MISSING where nothing can be said."""

    state: Codes
    percent: Whole
    uncapped: Whole


def measure_achievement(
    direction: Column, lower: Column, upper: Column, realisation: Column, ruleset: Ruleset
) -> Achievements:
    """Achievement of one target a row; a realisation of MISSING gives no percentage, never 0 or 100.

    Raises InvalidInput naming the row for negative or reversed targets and for numbers beyond 10^14.
    """
    require_same_length(arah=direction, target=lower, target_atas=upper, realisasi=realisation)
    require_codes(Direction, direction, "arah")
    _require_target(lower, upper)
    measured = realisation != MISSING
    reached = np.where(measured, realisation, 0).astype(np.int64)
    require_between(reached, -LARGEST, LARGEST, "realisasi")
    uncapped, has_base = _percent(direction, lower.astype(np.int64), upper.astype(np.int64), reached)
    told = measured & has_base
    state = np.full(len(reached), code_of(ReadingState.MEASURED), dtype=np.uint8)
    state[~has_base] = code_of(ReadingState.NO_BASE)
    state[~measured] = code_of(ReadingState.NOT_MEASURED)
    cap = _cap(ruleset)
    percent = uncapped if cap is None else np.minimum(uncapped, cap)
    return Achievements(state, np.where(told, percent, MISSING), np.where(told, uncapped, MISSING))


def _require_target(lower: Column, upper: Column) -> None:
    require_between(lower, 0, LARGEST, "target")
    require_between(upper, 0, LARGEST, "target")
    if (wrong := np.flatnonzero(upper < lower)).size:
        row = int(wrong[0])
        raise InvalidInput(
            f"target[{row + 1}]", f"{lower[row]}–{upper[row]}", "batas atas tidak di bawah batas bawah"
        )


def _percent(direction: Column, lower: Whole, upper: Whole, reached: Whole) -> tuple[Whole, Truth]:
    """Percent in hundredths before the cap, and in which rows there is something to divide by."""
    more, less = direction == _MORE, direction == _LESS
    bound = np.where(reached > upper, upper, lower)
    inside = (lower <= reached) & (reached <= upper) & ((upper > 0) | ~more)
    numerator = np.where(less, 2 * bound - reached, bound - np.abs(reached - bound))
    numerator = np.where(more, reached, numerator)
    # A target of zero is reached or it is not; there is nothing to divide by, and for "more" nothing to say.
    divisible = bound > 0
    rounded = divide_half_up(np.maximum(numerator, 0) * _HUNDRED, np.maximum(bound, 1))
    percent = np.where(inside, _HUNDRED, np.where(divisible, rounded, 0))
    return percent, inside | divisible | ~more


def _cap(ruleset: Ruleset) -> int | None:
    """The cap in hundredths, found by asking the scalar rule for a result far above any."""
    target = Target.single(Direction.MORE_IS_BETTER, 1)
    found = scalar.measure_achievement(target, Decimal(10**12), ruleset).value
    return whole_of(found.percent, 2) if found.percent is not None and found.is_capped else None
