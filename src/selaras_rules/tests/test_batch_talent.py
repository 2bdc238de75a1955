"""Batch and scalar give the same talent box, IP ASN and IKM, row by row."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras_rules import (
    Education,
    InvalidInput,
    IpAsnTraining,
    PositionGroup,
    Potential,
    Predikat,
    Ruleset,
    batch,
)
from selaras_rules.discipline import DisciplineLevel
from selaras_rules.ip_asn import measure_ip_asn
from selaras_rules.skm import measure_ikm
from selaras_rules.talent import potential_of, talent_box

DAY = date(2026, 12, 31)
LAW = Ruleset(DAY)
LAWS = [LAW, Ruleset(DAY, {"talent.high_from": 80, "talent.middle_from": 60}), Ruleset(date(2024, 6, 30))]
ELEMENTS = tuple(LAW.law("skm.unsur").value)
answers = st.lists(st.integers(0, 4), min_size=9, max_size=9)


@pytest.mark.parametrize("law", LAWS)
def test_permenpanrb_3_2020_every_box_is_that_of_the_scalar_rule(law: Ruleset) -> None:
    pairs = list(product(Predikat, Potential))
    predikat, potential = (
        batch.encode(Predikat, [one for one, _ in pairs]), batch.encode(Potential, [one for _, one in pairs]),
    )  # fmt: skip
    expected = [talent_box(one, other, law).value.number for one, other in pairs]
    assert batch.talent_box(predikat, potential, law).tolist() == expected


@pytest.mark.parametrize("law", LAWS)
def test_every_hundredth_of_the_potential_has_the_level_of_the_scalar_rule(law: Ruleset) -> None:
    scores = batch.Amounts(np.arange(10_001, dtype=np.int64))
    bounds = {60, 78, 80, 90}
    near = [bound * 100 + step for bound in bounds for step in (-1, 0, 1)] + [0, 1, 9_999, 10_000]
    found = batch.decode(Potential, batch.potential_of(scores, law))
    for row in near:
        assert found[row] == potential_of(Decimal(row) / 100, law).value
    order = list(Potential)
    assert [order.index(one) for one in found] == sorted(order.index(one) for one in found)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=20), st.sampled_from(LAWS))
def test_any_potential_has_the_level_of_the_scalar_rule(scores: list[int], law: Ruleset) -> None:
    found = batch.decode(Potential, batch.potential_of(batch.Amounts(np.array(scores), 3), law))
    assert found == [potential_of(Decimal(score) / 1000, law).value for score in scores]


def test_a_potential_above_a_hundred_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"nilai_potensial\[2\]"):
        batch.potential_of(batch.Amounts(np.array([100_00, 100_01])), LAW)


people = st.lists(
    st.tuples(
        st.sampled_from(Education), st.sampled_from(PositionGroup), st.booleans(),
        st.sampled_from([0, 1, 1999, 2000, 2001, 1_000_000]), st.booleans(), st.sampled_from(Predikat),
        st.integers(0, 9050),
        st.lists(st.tuples(st.sampled_from(DisciplineLevel), st.integers(0, 2200)), max_size=3),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
Person = tuple[Education, PositionGroup, bool, int, bool, Predikat, int, list[tuple[DisciplineLevel, int]]]
EDGES = [0, 1, 5000, 5001, 6000, 6001, 7500, 7501, 9000, 9001, 12000]


@settings(max_examples=60)
@given(people, st.booleans())
def test_bkn_8_2019_every_index_is_that_of_the_scalar_rule(rows: list[Person], of_scores: bool) -> None:
    check_people(rows, of_scores=of_scores)


def test_bkn_8_2019_at_every_edge_of_the_older_scores() -> None:
    check_people(
        [
            (Education.S1_D4, PositionGroup.PELAKSANA, True, 2000, True, Predikat.BAIK, score, [])
            for score in EDGES
        ],
        of_scores=True,
    )


def test_a_punishment_counts_until_the_same_day_five_years_later() -> None:
    days = [(DAY - date(2021, 12, 31)).days + step for step in (-1, 0, 1)]
    check_people(
        [
            (
                Education.S2,
                PositionGroup.FUNGSIONAL,
                True,
                2000,
                True,
                Predikat.BAIK,
                0,
                [(DisciplineLevel.BERAT, ago)],
            )
            for ago in days
        ],
        of_scores=False,
    )


def check_people(rows: list[Person], *, of_scores: bool) -> None:
    training = batch.IpAsnTrainings(
        np.array([row[2] for row in rows]), batch.Amounts(np.array([row[3] for row in rows])),
        np.array([row[4] for row in rows]),
    )  # fmt: skip
    punished = [(place, level, ago) for place, row in enumerate(rows) for level, ago in row[7]]
    heaviest = batch.heaviest_punishment(
        np.array([one[0] for one in punished], dtype=np.int64),
        batch.encode(DisciplineLevel, [one[1] for one in punished]),
        np.array([DAY - timedelta(one[2]) for one in punished], dtype="datetime64[D]"),
        len(rows),
        LAW,
    )
    found = batch.measure_ip_asn(
        batch.encode(Education, [row[0] for row in rows]),
        batch.encode(PositionGroup, [row[1] for row in rows]),
        training,
        batch.Amounts(np.array([row[6] for row in rows]))
        if of_scores
        else batch.encode(Predikat, [row[5] for row in rows]),
        heaviest,
        LAW,
    )
    for place, (education, group, own, jp, seminar, predikat, score, past) in enumerate(rows):
        expected = measure_ip_asn(
            education, group, IpAsnTraining(own, Decimal(jp) / 100, seminar),
            Decimal(score) / 100 if of_scores else predikat,
            [(level, DAY - timedelta(ago)) for level, ago in past], LAW,
        ).value  # fmt: skip
        assert found.total.decimal(place) == expected.total
        assert found.categories[found.category[place]] == expected.category


def test_a_punishment_of_tomorrow_is_refused() -> None:
    tomorrow = np.array([DAY, DAY + timedelta(1)], dtype="datetime64[D]")
    with pytest.raises(InvalidInput, match=r"tanggal\[2\]"):
        batch.heaviest_punishment(np.array([0, 0]), np.array([0, 0]), tomorrow, 1, LAW)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 2), answers), max_size=25), st.sampled_from(["element", "respondent"])
)
def test_permenpanrb_14_2017_every_unit_has_the_ikm_of_the_scalar_rule(
    rows: list[tuple[int, list[int]]], non_answers: str
) -> None:
    law = Ruleset(DAY, {"skm.non_answers": non_answers, "skm.minimum_respondents": 5})
    # Somebody who answered everything, so that no element of a unit is without an answer.
    rows = [*rows, *((unit, [unit + 1] * 9) for unit in range(3))]
    unit = np.array([one for one, _ in rows])
    table = np.array([row for _, row in rows], dtype=np.uint8)
    found = batch.measure_ikm(unit, table, 4, law)
    assert found[3] is None
    for place in range(3):
        respondents = [
            {code: answer or None for code, answer in zip(ELEMENTS, row, strict=True)}
            for one, row in rows
            if one == place
        ]
        expected, ikm = measure_ikm(respondents, law).value, found[place]
        assert ikm is not None
        assert (ikm.ikm, ikm.scale_4, ikm.exact, ikm.mutu, ikm.respondents, ikm.may_publish) == (
            expected.ikm, expected.scale_4, expected.exact, expected.mutu, expected.respondents, expected.may_publish,
        )  # fmt: skip
        assert ikm.weakest_first == expected.weakest_first
        assert [one.mean for one in ikm.unsur] == [one.mean for one in expected.unsur]


def test_an_answer_outside_the_scale_is_named_with_its_row() -> None:
    table = np.ones((3, 9), dtype=np.uint8)
    table[1, 4] = 5
    with pytest.raises(InvalidInput, match=r"U5\[2\]"):
        batch.measure_ikm(np.zeros(3, dtype=np.int64), table, 1, LAW)


def test_an_element_that_nobody_answered_is_named() -> None:
    table = np.ones((3, 9), dtype=np.uint8)
    table[:, 2] = batch.NO_ANSWER
    with pytest.raises(InvalidInput, match="U3"):
        batch.measure_ikm(np.zeros(3, dtype=np.int64), table, 1, LAW)
