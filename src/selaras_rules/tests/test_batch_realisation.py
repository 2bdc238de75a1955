"""Batch and scalar join the months of an indicator alike, row by row, for every pattern and period."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras_rules import (
    InvalidInput,
    Pattern,
    Period,
    PeriodKind,
    ReadingState,
    Ruleset,
    batch,
    collect_realisation,
    read_months,
)

LAW = Ruleset(date(2026, 12, 31))
PERIODS = [part for kind in PeriodKind for part in Period.of_year(2026).split(kind)]
numbers = st.none() | st.integers(-3, 3) | st.integers(-(10**17), 10**17)
rows = st.lists(
    st.tuples(
        st.sampled_from(Pattern),
        st.lists(numbers, min_size=12, max_size=12),
        st.sets(st.integers(1, 12), min_size=1),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150)
@given(rows, st.sampled_from(PERIODS))
def test_every_row_is_that_of_the_scalar_rule(
    given_rows: list[tuple[Pattern, list[int | None], set[int]]], period: Period
) -> None:
    pattern = batch.encode(Pattern, [row[0] for row in given_rows])
    months = np.stack([batch.amounts(row[1], places=0) for row in given_rows])
    releases = np.array([sum(1 << (month - 1) for month in row[2]) for row in given_rows])
    found = batch.collect_realisation(pattern, months, releases, period)
    for row, (one, values, released) in enumerate(given_rows):
        by_month = dict(enumerate(values, start=1))
        expected = collect_realisation(one, by_month, period, LAW, release_months=released).value
        readings = read_months(one, by_month, period, release_months=released)
        assert found.value[row] == (batch.MISSING if expected is None else expected)
        assert found.owed[row] == sum(reading.state is ReadingState.MISSING for reading in readings)


@pytest.mark.parametrize(
    ("pattern", "number", "release", "field"),
    [
        (3, 1, 1, "pola[2]"),
        (2, 1, 0, "bulan_rilis[2]"),
        (0, 1, 4096, "bulan_rilis[2]"),
        (0, 10**17 + 1, 0, "realisasi[2]"),
    ],
)
def test_a_wrong_row_is_named(pattern: int, number: int, release: int, field: str) -> None:
    months = np.full((2, 12), batch.MISSING)
    months[1, 4] = number
    with pytest.raises(InvalidInput) as refused:
        batch.collect_realisation(np.array([0, pattern]), months, np.array([1, release]), PERIODS[0])
    assert refused.value.field == field


def test_eleven_months_are_no_year() -> None:
    with pytest.raises(InvalidInput, match="dua belas kolom"):
        batch.collect_realisation(np.array([0]), np.zeros((1, 11), dtype=np.int64), np.array([0]), PERIODS[0])
