"""Batch and scalar give the same achievement, row by row, for every direction and at every bound."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras_rules import Direction, InvalidInput, ReadingState, Ruleset, Target, batch, measure_achievement

LAWS = [Ruleset(date(2026, 12, 31), {"achievement.cap": cap}) for cap in ("by_law", "hundred", "none")]
# Small numbers meet at every bound; large ones would overflow if anything could.
numbers = st.one_of(st.integers(0, 8), st.integers(0, 10**14))
reached = st.none() | st.integers(-5, 12) | st.integers(-(10**14), 10**14)
rows = st.lists(st.tuples(st.sampled_from(Direction), numbers, numbers, reached), min_size=1, max_size=25)


@settings(max_examples=200)
@given(rows, st.sampled_from(LAWS))
def test_every_row_is_that_of_the_scalar_rule(
    given_rows: list[tuple[Direction, int, int, int | None]], law: Ruleset
) -> None:
    check_rows([(one, min(low, high), max(low, high), real) for one, low, high, real in given_rows], law)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("direction", Direction)
def test_every_small_combination_is_that_of_the_scalar_rule(direction: Direction, law: Ruleset) -> None:
    small = range(-1, 9)
    check_rows(
        [(direction, low, high, real) for low in range(4) for high in range(low, 5) for real in small], law
    )


def check_rows(given_rows: list[tuple[Direction, int, int, int | None]], law: Ruleset) -> None:
    direction = batch.encode(Direction, [row[0] for row in given_rows])
    lower, upper = (np.array([row[place] for row in given_rows], dtype=np.int64) for place in (1, 2))
    realisation = batch.amounts([row[3] for row in given_rows], places=0)
    found = batch.measure_achievement(direction, lower, upper, realisation, law)
    for row, (one, low, high, real) in enumerate(given_rows):
        # In hundredths, as a column of amounts would be: only the ratio counts.
        target = Target.between(Decimal(low) / 100, Decimal(high) / 100, direction=one)
        expected = measure_achievement(target, None if real is None else Decimal(real) / 100, law).value
        assert batch.decode(ReadingState, found.state[row : row + 1]) == [expected.state]
        assert found.percent[row] == whole(expected.percent)
        assert found.uncapped[row] == whole(expected.uncapped)


def whole(percent: Decimal | None) -> int:
    return batch.MISSING if percent is None else int(percent.scaleb(2))


@pytest.mark.parametrize(
    ("direction", "lower", "upper", "realisation", "field"),
    [
        (4, 1, 1, 1, "arah[2]"),
        (0, -1, 1, 1, "target[2]"),
        (0, 3, 2, 1, "target[2]"),
        (0, 1, 10**14 + 1, 1, "target[2]"),
        (0, 1, 1, 10**14 + 1, "realisasi[2]"),
    ],
)
def test_a_wrong_row_is_named(direction: int, lower: int, upper: int, realisation: int, field: str) -> None:
    one, low, high, real = (np.array([1, value]) for value in (direction, lower, upper, realisation))
    with pytest.raises(InvalidInput) as refused:
        batch.measure_achievement(one, low, high, real, LAWS[0])
    assert refused.value.field == field
