"""Batch and scalar give the same TPP, row by row, for every choice an agency has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras_rules import InvalidInput, Predikat, Ruleset, batch
from selaras_rules.tpp import TppCut, TppMonth, measure_tpp, productivity_of_minutes

DAY = date(2026, 10, 31)
LAWS = [
    Ruleset(
        DAY,
        {
            "tpp.cut_base": base, "tpp.rounding": rounding, "tpp.part_of_month": part, "tpp.no_double_cut": guard,
            "tpp.cut_cap": cap, "tpp.productivity_weight": weight,
        },
    )
    for base, rounding, part, (guard, cap, weight) in product(
        ["discipline", "total"], ["half_up", "down"], ["days", "whole_month_only", "unchanged"],
        [(True, 100, 60), (False, 25, 73)],
    )
]  # fmt: skip
percents = st.sampled_from([0, 1, 2499, 2500, 2501, 3999, 4000, 4001, 9999, 10_000]) | st.integers(0, 10_000)
productivity = st.sampled_from([0, 9999, 10_000, 10_001, 100_000]) | st.integers(0, 100_000)
cuts = st.lists(st.tuples(st.sampled_from([50, 100, 150, 200, 400, 33]), st.integers(0, 40)), max_size=3)
months = st.integers(1, 31).flatmap(lambda length: st.tuples(st.integers(0, length), st.just(length)))
rows = st.lists(
    st.tuples(st.sampled_from(Predikat), productivity, cuts, percents, percents, months),
    min_size=1,
    max_size=10,
)
Row = tuple[Predikat, int, list[tuple[int, int]], int, int, tuple[int, int]]


@settings(max_examples=150)
@given(rows, st.sampled_from(LAWS), st.booleans())
def test_pasal_58_every_month_is_that_of_the_scalar_rule(
    given_rows: list[Row], law: Ruleset, of_predikat: bool
) -> None:
    found = batch.measure_tpp(
        batch.TppMonths(
            productivity=batch.encode(Predikat, [row[0] for row in given_rows])
            if of_predikat
            else batch.Amounts(np.array([row[1] for row in given_rows])),
            cut=batch.Amounts(
                np.array([sum(percent * times for percent, times in row[2]) for row in given_rows])
            ),
            regional_cut=batch.Amounts(np.array([row[3] for row in given_rows])),
            allowance_cut=batch.Amounts(np.array([row[4] for row in given_rows])),
            days=np.array([row[5][0] for row in given_rows]),
            days_in_month=np.array([row[5][1] for row in given_rows]),
        ),
        law,
    )
    for place, (predikat, percent, cut, regional, allowance, (days, length)) in enumerate(given_rows):
        month = TppMonth(
            predikat if of_predikat else Decimal(percent) / 100,
            tuple(TppCut("terlambat", Decimal(one) / 100, times) for one, times in cut),
            Decimal(regional) / 100,
            Decimal(allowance) / 100,
            days,
            length,
        )
        expected = measure_tpp(month, law).value
        for name in ("percent", "productivity_part", "discipline_part", "discipline_cut", "punishment_cut"):
            assert getattr(found, name).decimal(place) == getattr(expected, name), name


def test_every_number_of_minutes_has_the_productivity_of_the_scalar_rule() -> None:
    minutes = np.array([0, 1, 3374, 3375, 6749, 6750, 6751, 44_640])
    found = batch.productivity_of_minutes(minutes, LAWS[0])
    expected = [productivity_of_minutes(int(one), LAWS[0]).value for one in minutes]
    assert [found.decimal(row) for row in range(len(minutes))] == expected


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("produktivitas[2]", {"productivity": batch.Amounts(np.array([0, 100_001]))}),
        ("predikat[2]", {"productivity": np.array([0, 5])}),
        ("potongan_hukuman[2]", {"regional_cut": batch.Amounts(np.array([0, 10_001]))}),
        ("potongan_tukin[2]", {"allowance_cut": batch.Amounts(np.array([0, -1]))}),
        ("hari[2]", {"days": np.array([30, 31])}),
        ("hari_sebulan[2]", {"days_in_month": np.array([30, 32])}),
        ("potongan", {"cut": batch.Amounts(np.array([0, 0]), 5)}),
    ],
)
def test_a_wrong_row_is_named(field: str, wrong: dict[str, object]) -> None:
    nothing = batch.Amounts(np.array([0, 0]))
    right: dict[str, object] = {
        "productivity": nothing, "cut": nothing, "regional_cut": nothing, "allowance_cut": nothing,
        "days": np.array([30, 30]), "days_in_month": np.array([30, 30]),
    }  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        batch.measure_tpp(batch.TppMonths(**(right | wrong)), LAWS[0])  # type: ignore[arg-type]
    assert refused.value.field == field
