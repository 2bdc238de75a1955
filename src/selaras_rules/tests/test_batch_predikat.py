"""Batch and scalar give the same predikat, pattern and angka kredit, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras_rules import (
    Distribution,
    DistributionVerdict,
    InvalidInput,
    Jenjang,
    NoLawInForce,
    OrganisationPredikat,
    Predikat,
    Rating,
    Ruleset,
    batch,
    check_distribution,
    convert_angka_kredit,
    decide_organisation_predikat,
    decide_predikat,
    rating_of_head,
    total_angka_kredit,
)

DAY = date(2026, 12, 31)
LAW = Ruleset(DAY)
LAWS = [
    Ruleset(
        DAY, {"distribution.mode": mode, "distribution.rounding": rounding, "angka_kredit.rounding": points}
    )
    for mode, rounding, points in product(
        ["advise", "block"], ["floor_max_ceil_min", "nearest"], ["two_decimals", "three_decimals"]
    )
]
laws = st.sampled_from(LAWS)
members = st.sampled_from
people = st.lists(st.integers(0, 90), min_size=5, max_size=5)
units = st.lists(st.tuples(people, members(OrganisationPredikat)), min_size=1, max_size=12)
conversions = st.lists(
    st.tuples(members(Predikat), members(Jenjang), st.integers(1, 12), st.integers(0, 3)), max_size=30
)


def test_lampiran_all_nine_quadrants_are_those_of_the_scalar_rule() -> None:
    pairs = list(product(Rating, Rating))
    hasil, perilaku = (batch.encode(Rating, column) for column in zip(*pairs, strict=True))
    found = batch.decode(Predikat, batch.decide_predikat(hasil, perilaku, LAW))
    assert found == [decide_predikat(one, other, LAW).value for one, other in pairs]
    found_organisations = batch.decode(
        OrganisationPredikat, batch.decide_organisation_predikat(hasil, perilaku, LAW)
    )
    assert found_organisations == [
        decide_organisation_predikat(one, other, LAW).value for one, other in pairs
    ]


def test_se_3_2023_the_head_has_the_rating_of_the_organisation() -> None:
    column = batch.encode(OrganisationPredikat, OrganisationPredikat)
    found = batch.decode(Rating, batch.rating_of_head(column, LAW))
    assert found == [rating_of_head(one, LAW).value for one in OrganisationPredikat]


@given(units, laws)
def test_se_3_2023_every_limit_of_every_unit_is_missed_by_as_many_people(
    given_units: list[tuple[list[int], OrganisationPredikat]], law: Ruleset
) -> None:
    counts = np.array([row for row, _ in given_units], dtype=np.int64)
    organisation = batch.encode(OrganisationPredikat, [one for _, one in given_units])
    found = batch.check_distribution(counts, organisation, law)
    for unit, (row, one) in enumerate(given_units):
        expected = check_distribution(dict(zip(Predikat, row, strict=True)), one, law).value
        check_unit(found, unit, expected)


@pytest.mark.parametrize("size", [*range(12), 19, 20, 21, 29, 30, 31, 100, 101])
def test_se_3_2023_at_every_share_of_every_size(size: int) -> None:
    rows = [
        [best, good, size - best - good, 0, 0]
        for best in range(size + 1)
        for good in (0, (size - best) // 2, size - best)
    ]
    for one in OrganisationPredikat:
        organisation = np.full(len(rows), batch.code_of(one), dtype=np.uint8)
        found = batch.check_distribution(np.array(rows, dtype=np.int64), organisation, LAW)
        for unit, row in enumerate(rows):
            expected = check_distribution(dict(zip(Predikat, row, strict=True)), one, LAW).value
            check_unit(found, unit, expected)


def check_unit(found: batch.Distributions, unit: int, expected: Distribution) -> None:
    assert batch.decode(DistributionVerdict, found.verdict[unit : unit + 1]) == [expected.verdict]
    assert found.size[unit] == expected.size
    assert [count for count in found.missed[unit].tolist() if count] == [
        item.people for item in expected.missed
    ]


@given(st.lists(st.tuples(st.integers(0, 3), members(Predikat)), max_size=40))
def test_people_are_counted_once_in_their_unit(given_people: list[tuple[int, Predikat]]) -> None:
    unit = np.array([one for one, _ in given_people], dtype=np.int32)
    predikat = batch.encode(Predikat, [one for _, one in given_people])
    counts = batch.count_predikat(unit, predikat, 4)
    expected = [[given_people.count((row, one)) for one in Predikat] for row in range(4)]
    assert counts.tolist() == expected


@given(conversions, laws)
def test_pasal_13_every_conversion_and_every_sum_is_that_of_the_scalar_rule(
    rows: list[tuple[Predikat, Jenjang, int, int]], law: Ruleset
) -> None:
    predikat = batch.encode(Predikat, [row[0] for row in rows])
    jenjang = batch.encode(Jenjang, [row[1] for row in rows])
    months = np.array([row[2] for row in rows], dtype=np.int8)
    owner = np.array([row[3] for row in rows], dtype=np.int32)
    points = batch.convert_angka_kredit(predikat, jenjang, months, law)
    findings = [convert_angka_kredit(*row[:3], law) for row in rows]
    assert [points.decimal(row) for row in range(len(rows))] == [one.value.points for one in findings]
    totals = batch.total_angka_kredit(points, owner, 4)
    for person in range(4):
        own = [one for one, row in zip(findings, rows, strict=True) if row[3] == person]
        assert totals.decimal(person) == total_angka_kredit(own).value


def test_pasal_13_all_four_hundred_and_eighty_rows() -> None:
    rows = list(product(Predikat, Jenjang, range(1, 13)))
    for law in LAWS[:2]:
        points = batch.convert_angka_kredit(
            batch.encode(Predikat, [row[0] for row in rows]),
            batch.encode(Jenjang, [row[1] for row in rows]),
            np.array([row[2] for row in rows]),
            law,
        )
        expected = [convert_angka_kredit(*row, law).value.points for row in rows]
        assert [points.decimal(row) for row in range(len(rows))] == expected


@pytest.mark.parametrize(
    ("predikat", "jenjang", "months", "field"),
    [
        ([0, 5], [0, 0], [1, 1], "predikat[2]"),
        ([0], [batch.NO_CODE], [1], "jenjang[1]"),
        ([0, 0], [0, 0], [12, 13], "bulan[2]"),
        ([0, 0, 0], [0, 0, 0], [12, 1, 0], "bulan[3]"),
        ([0], [0], [-1], "bulan[1]"),
        ([0, 0], [0], [1, 1], "kolom"),
        ([0], [0], [1.0], "bulan"),
    ],
)
def test_a_wrong_row_is_named(
    predikat: list[int], jenjang: list[int], months: list[float], field: str
) -> None:
    columns = (np.array(predikat), np.array(jenjang), np.array(months))
    with pytest.raises(InvalidInput) as refused:
        batch.convert_angka_kredit(*columns, LAW)
    assert refused.value.field == field


def test_no_predikat_without_both_ratings() -> None:
    with pytest.raises(InvalidInput, match=r"perilaku_kerja\[2\]"):
        batch.decide_predikat(np.array([0, 1]), np.array([2, batch.NO_CODE]), LAW)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(InvalidInput, match="jumlah"):
        batch.check_distribution(np.array([[1, 2, -1, 0, 0]]), np.array([0]), LAW)


def test_a_day_without_law_has_no_batch_either() -> None:
    ratings = batch.encode(Rating, Rating)
    with pytest.raises(NoLawInForce):
        batch.decide_predikat(ratings, ratings, Ruleset(date(2015, 1, 1)))


def test_no_rows_give_no_rows() -> None:
    nothing = np.array([], dtype=np.uint8)
    assert len(batch.decide_predikat(nothing, nothing, LAW)) == 0
    assert len(batch.convert_angka_kredit(nothing, nothing, nothing, LAW)) == 0
    assert batch.count_predikat(nothing, nothing, 2).tolist() == [[0] * 5, [0] * 5]


def test_texts_become_codes_and_come_back() -> None:
    column = batch.encode(Rating, ["sesuai", Rating.DI_ATAS])
    assert batch.decode(Rating, column) == [Rating.SESUAI, Rating.DI_ATAS]
    with pytest.raises(InvalidInput, match=r"rating\[2\]"):
        batch.encode(Rating, ["sesuai", "bagus"], "rating")
    with pytest.raises(InvalidInput):
        batch.decode(Rating, np.array([3]))


def test_amounts_are_whole_units_and_never_lose_a_decimal() -> None:
    assert batch.amounts([Decimal("1.25"), 3, None]).tolist() == [125, 300, batch.MISSING]
    with pytest.raises(InvalidInput, match=r"0\.001"):
        batch.amounts([Decimal("0.001")])
