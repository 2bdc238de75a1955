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
    EmployeeStatus,
    InvalidInput,
    IpAsnTraining,
    NoLawInForce,
    PositionGroup,
    Potential,
    Predikat,
    Ruleset,
    TppCut,
    TppMonth,
    TrainingDone,
    compute,
    count_jp,
    gate_of_new_idea,
    measure_ikm,
    measure_innovation_index,
    measure_ip_asn,
    measure_jpm,
    measure_tpp,
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
    training = IpAsnTraining(for_position, jp, seminar)
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


percents = st.decimals(0, 100, places=2)
cuts = st.lists(st.builds(TppCut, st.just("TL1"), percents, st.integers(0, 40)), max_size=5)
tpp_choices = st.fixed_dictionaries(
    {
        "tpp.productivity_weight": st.integers(50, 80),
        "tpp.cut_base": st.sampled_from(["discipline", "total"]),
        "tpp.cut_cap": st.integers(25, 100),
        "tpp.no_double_cut": st.booleans(),
        "tpp.part_of_month": st.sampled_from(["days", "whole_month_only", "unchanged"]),
        "tpp.rounding": st.sampled_from(["half_up", "down"]),
    }
)


@given(
    st.decimals(0, 200, places=2) | st.sampled_from(Predikat), cuts, percents, percents, st.integers(0, 30),
    tpp_choices,
)  # fmt: skip
def test_pp_12_2019_tpp_is_never_negative_and_never_above_its_base(
    productivity: Decimal | Predikat, cut: list[TppCut], regional: Decimal, allowance: Decimal, days: int,
    choices: dict[str, Any],
) -> None:  # fmt: skip
    month = TppMonth(productivity, tuple(cut), regional, allowance, days, 30)
    found = measure_tpp(month, Ruleset(TODAY, choices)).value
    assert 0 <= found.exact <= 1
    assert 0 <= found.percent <= 100
    parts = (found.productivity_part, found.discipline_part, found.discipline_cut, found.punishment_cut)
    assert all(0 <= part <= 100 for part in parts)


@given(st.decimals(0, 200, places=2), cuts, st.decimals(0, 10, places=2), tpp_choices)
def test_pp_12_2019_more_cuts_never_pay_more_and_more_productivity_never_less(
    productivity: Decimal, cut: list[TppCut], more: Decimal, choices: dict[str, Any]
) -> None:
    law = Ruleset(TODAY, choices)
    before = measure_tpp(TppMonth(productivity, tuple(cut)), law).value
    worse = measure_tpp(TppMonth(productivity, (*cut, TppCut("TL2", more))), law).value
    better = measure_tpp(TppMonth(productivity + more, tuple(cut)), law).value
    assert worse.exact <= before.exact <= better.exact
    assert worse.percent <= before.percent <= better.percent


@given(
    st.fixed_dictionaries(
        {
            "sangat_baik": st.just(100), "baik": st.integers(90, 100), "butuh_perbaikan": st.integers(60, 90),
            "kurang": st.integers(30, 60), "sangat_kurang": st.integers(0, 30),
        }
    )
)  # fmt: skip
def test_pp_12_2019_within_the_bounds_a_better_predikat_never_pays_less(table: dict[str, int]) -> None:
    law = Ruleset(TODAY, {"tpp.productivity_by_predikat": table})
    paid = [measure_tpp(TppMonth(predikat), law).value.exact for predikat in Predikat]
    assert paid == sorted(paid, reverse=True)


sids = st.lists(st.decimals(0, 111, places=2), max_size=30)


@given(st.decimals(0, 63, places=2), sids, st.integers(0, 6), st.integers(0, 111))
def test_bskdn_2026_the_index_lies_between_0_and_100_and_better_innovations_never_lower_it(
    region: Decimal, points: list[Decimal], affairs: int, other: int
) -> None:
    found = measure_innovation_index(region, points, affairs, LAW).value
    assert 0 <= found.index <= 100
    if points:
        better = [max(points[0], Decimal(other)), *points[1:]]
        assert measure_innovation_index(region, better, affairs, LAW).value.index >= found.index


@given(st.sampled_from(Predikat), st.booleans(), st.sampled_from([date(2021, 12, 31), TODAY]))
def test_pasal_41_the_gate_never_raises_and_touches_only_sangat_baik(
    predikat: Predikat, idea: bool, day: date
) -> None:
    found = gate_of_new_idea(predikat, idea, Ruleset(day)).value
    assert predikat.is_at_least(found)
    assert found is predikat or (predikat, found) == (Predikat.SANGAT_BAIK, Predikat.BAIK)


trainings = st.lists(
    st.builds(
        TrainingDone,
        st.sampled_from(["A1", "a1", "A2", "B 3", "B3"]),
        st.sampled_from(["teknis", "coaching", "belajar_mandiri", "magang", "pendidikan_formal"]),
        st.dates(date(2025, 12, 1), date(2027, 1, 31)),
        st.decimals("0.5", 60, places=1),
        st.none(),
        st.integers(1, 5),
    ),
    max_size=8,
)


@given(trainings, st.sampled_from(EmployeeStatus))
def test_pp_49_2018_a_ceiling_is_kept_a_floor_is_told_and_no_certificate_counts_twice(
    done: list[TrainingDone], status: EmployeeStatus
) -> None:
    found = count_jp(status, done, date(2026, 1, 1), date(2026, 12, 31), LAW).value
    if status is EmployeeStatus.PPPK:
        assert found.counted <= 24
        assert found.short == 0
    else:
        assert found.short == max(Decimal(0), 20 - found.counted)
        assert found.over == 0
    assert found.counted + found.over == sum(row.jp for row in found.trainings)
    counted = [
        row.certificate.replace(" ", "").casefold()
        for row in found.trainings
        if row.outcome in ("dihitung", "dibatasi")
    ]
    assert len(counted) == len(set(counted))
    coaching: dict[int, Decimal] = {}
    for training, row in zip(done, found.trainings, strict=True):
        if training.form == "coaching":
            coaching[training.day.month] = coaching.get(training.day.month, Decimal(0)) + row.jp
        assert row.jp <= 20 * training.units or training.form == "teknis"
    assert all(jp <= 4 for jp in coaching.values())


levels = st.dictionaries(
    st.sampled_from(["integritas", "komunikasi", "kerja_sama"]), st.integers(1, 5), min_size=1
)


@given(levels, st.data(), st.booleans())
def test_permenpanrb_38_2017_a_higher_level_never_lowers_the_jpm(
    required: dict[str, int], data: st.DataObject, surplus: bool
) -> None:
    law = Ruleset(TODAY, {"competence.jpm_surplus": surplus})
    actual = {code: data.draw(st.integers(0, 5)) for code in required}
    code = data.draw(st.sampled_from(sorted(required)))
    better = {**actual, code: data.draw(st.integers(actual[code], 5))}
    before, after = measure_jpm(required, actual, law).value, measure_jpm(required, better, law).value
    assert after.percent >= before.percent
    assert surplus or after.percent <= 100
    assert all(one.gap == required[one.competence] - actual[one.competence] > 0 for one in before.gaps)


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), 0.5, True])
def test_only_exact_numbers_reach_the_formulas(number: Any) -> None:
    for field, call in (
        ("produktivitas", lambda: measure_tpp(TppMonth(number), LAW)),
        ("potongan[1].persen", lambda: measure_tpp(TppMonth(Decimal(90), (TppCut("TL1", number),)), LAW)),
        ("spd", lambda: measure_innovation_index(number, [], 6, LAW)),
        ("sid[1]", lambda: measure_innovation_index(Decimal(1), [number], 6, LAW)),
        ("nilai_potensial", lambda: potential_of(number, LAW)),
        ("ikm", lambda: mutu_of_ikm(number, LAW)),
    ):
        with pytest.raises(InvalidInput) as refused:
            call()
        assert refused.value.field == field
