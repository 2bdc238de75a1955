"""What must hold for every input in the rules around the core: satisfaction, talent, IP ASN, Satyalancana."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selaras_rules import (
    Career,
    Education,
    InvalidInput,
    NoLawInForce,
    PositionGroup,
    Potential,
    Predikat,
    Ruleset,
    Training,
    compute,
    measure_ikm,
    measure_ip_asn,
    mutu_of_ikm,
    potential_of,
    propose_satyalancana,
    sample_size,
    talent_box,
)
from selaras_rules.discipline import DisciplineLevel

TODAY = date(2026, 11, 22)
LAW = Ruleset(TODAY)
CODES = [f"U{number}" for number in range(1, 10)]
answers = st.fixed_dictionaries(dict.fromkeys(CODES, st.none() | st.integers(1, 4)))
full = st.fixed_dictionaries(dict.fromkeys(CODES, st.integers(1, 4)))
past_days = st.dates(date(1990, 1, 1), TODAY)


@given(full, st.lists(answers, max_size=8), st.data())
def test_permenpanrb_14_2017_ikm_is_monotone_in_every_answer(
    first: dict[str, int], others: list[dict[str, int | None]], data: st.DataObject
) -> None:
    people: list[dict[str, int | None]] = [dict(first), *others]
    place = data.draw(st.integers(0, len(people) - 1))
    code = data.draw(st.sampled_from(CODES))
    answer = people[place][code]
    assume(answer is not None and answer < 4)
    changed = [*people]
    changed[place] = {**people[place], code: data.draw(st.integers((answer or 0) + 1, 4))}
    before, after = measure_ikm(people, LAW).value, measure_ikm(changed, LAW).value
    assert after.exact > before.exact
    assert after.ikm >= before.ikm
    assert after.mutu.code <= before.mutu.code


@given(st.lists(full, min_size=1, max_size=8))
def test_permenpanrb_14_2017_ikm_lies_between_25_and_100(people: list[dict[str, int]]) -> None:
    found = measure_ikm(people, LAW).value
    assert 25 <= found.ikm <= 100
    assert found.exact == Fraction(25, 9) * sum(unsur.exact for unsur in found.unsur)
    means = {unsur.code: unsur.exact for unsur in found.unsur}
    assert [means[code] for code in found.weakest_first] == sorted(means.values())


@given(st.decimals(25, 100, places=4), st.decimals(25, 100, places=4), st.booleans())
def test_permenpanrb_14_2017_a_higher_ikm_never_has_a_lower_mutu(
    one: Decimal, other: Decimal, old: bool
) -> None:
    law = Ruleset(date(2016, 1, 1)) if old else LAW
    low, high = sorted((one, other))
    assert mutu_of_ikm(high, law).value.code <= mutu_of_ikm(low, law).value.code


@given(st.integers(1, 10**7))
def test_krejcie_morgan_asks_no_more_people_than_there_are(population: int) -> None:
    asked = sample_size(population, LAW).value
    up = sample_size(population, Ruleset(TODAY, {"skm.sample_rounding": "up"})).value
    assert 1 <= asked <= population
    assert asked <= up <= asked + 1
    assert asked <= sample_size(population + 1, LAW).value <= 385


@pytest.mark.parametrize("answer", [5, 0, -1, 2.5, "3", True])
def test_permenpanrb_14_2017_a_wrong_answer_is_refused_with_its_place(answer: Any) -> None:
    good: dict[str, Any] = dict.fromkeys(CODES, 3)
    for refused in (
        lambda: measure_ikm([good, {**good, "U5": answer}], LAW),
        lambda: compute("ikm", {"responden": [good, {**good, "U5": answer}]}, LAW),
    ):
        with pytest.raises(InvalidInput) as error:
            refused()
        assert error.value.field == "responden[2].U5"
        assert "4" in error.value.allowed


@given(st.sampled_from(Predikat), st.sampled_from(Predikat), st.sampled_from(Potential))
def test_permenpanrb_20_2025_a_better_predikat_never_lowers_the_box(
    one: Predikat, other: Predikat, potential: Potential
) -> None:
    better, worse = sorted((one, other), key=lambda item: item.place)
    assert talent_box(better, potential, LAW).value.number >= talent_box(worse, potential, LAW).value.number


def test_permenpanrb_3_2020_every_box_exists_and_potential_raises_it() -> None:
    boxes = {
        predikat: [talent_box(predikat, potential, LAW).value for potential in Potential]
        for predikat in Predikat
    }
    assert {box.number for row in boxes.values() for box in row} == set(range(1, 10))
    for row in boxes.values():
        assert all(one.number < other.number for one, other in pairwise(row))
        assert all(box.recommendations for box in row)


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.integers(80, 95), st.integers(60, 79))
def test_permenpanrb_3_2020_a_higher_score_never_lowers_the_potential(
    one: Decimal, other: Decimal, high: int, middle: int
) -> None:
    law = Ruleset(TODAY, {"talent.high_from": high, "talent.middle_from": middle})
    order = list(Potential)
    low, top = sorted((one, other))
    assert order.index(potential_of(low, law).value) <= order.index(potential_of(top, law).value)


@given(
    st.sampled_from(Education),
    st.sampled_from(PositionGroup),
    st.booleans(),
    st.decimals(0, 200, places=1),
    st.booleans(),
    st.sampled_from(Predikat) | st.decimals(0, 120, places=2),
    st.lists(st.tuples(st.sampled_from(DisciplineLevel), past_days), max_size=3),
)
def test_permenpanrb_38_2018_no_dimension_exceeds_its_weight(
    education: Education,
    group: PositionGroup,
    for_position: bool,
    jp: Decimal,
    seminar: bool,
    performance: Predikat | Decimal,
    punishments: list[tuple[DisciplineLevel, date]],
) -> None:
    training = Training(for_position, jp, seminar)
    found = measure_ip_asn(education, group, training, performance, punishments, LAW).value
    weights = LAW.law("ip_asn.bobot").value
    parts = {
        "kualifikasi": found.qualification,
        "kompetensi": found.competence,
        "kinerja": found.performance,
        "disiplin": found.discipline,
    }
    assert all(0 <= part <= weights[name] for name, part in parts.items())
    assert found.total == sum(parts.values()) <= sum(weights.values()) == 100
    clean = measure_ip_asn(education, group, training, performance, (), LAW).value
    assert clean.total >= found.total


@given(past_days, st.lists(st.tuples(st.sampled_from(DisciplineLevel), past_days), max_size=3))
def test_pp_35_2010_an_award_needs_its_years_and_no_refusal(
    start: date, punishments: list[tuple[DisciplineLevel, date]]
) -> None:
    found = propose_satyalancana(Career(start, tuple(punishments)), LAW).value
    hindered = any(level is not DisciplineLevel.RINGAN for level, _ in punishments)
    assert (found.award is None) == bool(found.refusals)
    assert ("hukuman" in found.refusals) == hindered
    if found.award:
        assert found.years >= found.award
    restart = Ruleset(TODAY, {"satyalancana.after_punishment": "restart"})
    again = propose_satyalancana(Career(start, tuple(punishments)), restart).value
    assert again.counted_from >= start
    assert again.years <= found.years


def test_before_the_law_there_is_no_answer_and_never_zero() -> None:
    for day, call in (
        (date(2017, 5, 8), lambda law: measure_ikm([dict.fromkeys(CODES, 4)], law)),
        (date(2020, 1, 15), lambda law: talent_box(Predikat.BAIK, Potential.TINGGI, law)),
        (date(2010, 3, 28), lambda law: propose_satyalancana(Career(date(1980, 1, 1)), law)),
    ):
        with pytest.raises(NoLawInForce):
            call(Ruleset(day))
