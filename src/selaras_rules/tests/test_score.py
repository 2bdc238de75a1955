"""What must hold for the numbers of PP 30/2019 and of 2021 whatever the input: they propose, and never jump back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras_rules import (
    AdditionalWork2021,
    Category2021,
    Direction,
    Finding,
    FollowUpState,
    Formula2021,
    InvalidInput,
    MissedTarget,
    NewIdea,
    NoLawInForce,
    PositionKind,
    Predikat,
    Rating,
    Ruleset,
    Score,
    Target,
    check_ranking,
    follow_missed_target,
    score_indicator_2021,
    score_performance,
    score_skp_2021,
)

LAW = Ruleset(date(2026, 12, 31))
IN_2021 = Ruleset(date(2021, 12, 31))
IDEA = NewIdea("SK 1/2026", "Tim Penilai Kinerja")
scores = st.decimals(0, 120, places=3)
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def proposed(skp: Decimal, perilaku: Decimal, law: Ruleset = LAW, idea: NewIdea | None = IDEA) -> Score:
    found: Finding[Score] = score_performance(skp, perilaku, law, idea=idea)
    return found.value


@given(scores, scores, scores, st.booleans())
def test_pasal_41_a_higher_score_never_lowers_the_proposal(
    one: Decimal, other: Decimal, perilaku: Decimal, has_idea: bool
) -> None:
    low, high = sorted((one, other))
    idea = IDEA if has_idea else None
    better = proposed(high, perilaku, idea=idea).proposal
    assert better.is_at_least(proposed(low, perilaku, idea=idea).proposal)


@given(scores, scores, st.sampled_from(["seventy_thirty", "sixty_forty"]))
def test_pasal_41_the_score_lies_between_its_two_parts(skp: Decimal, perilaku: Decimal, weights: str) -> None:
    found = proposed(skp, perilaku, Ruleset(LAW.on, {"score.weights": weights}))
    assert min(skp, perilaku) <= found.exact <= max(skp, perilaku)
    assert abs(Fraction(found.shown) - found.exact) <= Fraction(1, 200)


@given(scores, scores)
def test_pasal_41_only_a_validated_idea_makes_sangat_baik(skp: Decimal, perilaku: Decimal) -> None:
    without = proposed(skp, perilaku, idea=None).proposal
    assert without is not Predikat.SANGAT_BAIK
    assert proposed(skp, perilaku, idea=NewIdea("SK 1", "")).proposal is without
    assert proposed(skp, perilaku).proposal.is_at_least(without)


@given(st.integers(0, 200), st.booleans())
def test_permenpanrb_8_every_whole_percent_has_a_score_and_it_never_falls(
    percent: int, is_maximum: bool
) -> None:
    found, next_one = (
        score_indicator_2021(
            Formula2021.NORMAL,
            Target.single(Direction.MORE_IS_BETTER, 100),
            reached,
            IN_2021,
            is_maximum=is_maximum and reached <= 100,
        ).value
        for reached in (percent, percent + 1)
    )
    assert 0 <= found.score <= 120
    # A target that cannot be exceeded is worth 120 at 100 percent; nothing lies above it.
    if not (is_maximum and percent == 100):
        assert found.score <= next_one.score


@given(
    st.decimals(1, 1000, places=2), st.decimals(1, 1000, places=2), st.decimals(-10, 5000, places=2),
    st.sampled_from(Formula2021),
)  # fmt: skip
def test_permenpanrb_8_inside_a_range_is_one_hundred_and_nothing_is_negative(
    one: Decimal, other: Decimal, reached: Decimal, formula: Formula2021
) -> None:
    low, high = sorted((one, other))
    found = score_indicator_2021(formula, Target.between(low, high), reached, IN_2021).value
    assert found.exact_percent >= 0
    if low <= reached <= high:
        assert (found.percent, found.category) == (100, Category2021.BAIK)


@given(
    st.lists(st.tuples(st.sampled_from(Category2021), st.integers(0, 100), st.integers(0, 120)), max_size=6)
)
def test_permenpanrb_8_additional_work_adds_at_most_ten(
    work: list[tuple[Category2021, int, int]],
) -> None:
    additional = [
        AdditionalWork2021(category, Decimal(weight), Decimal(score)) for category, weight, score in work
    ]
    found = score_skp_2021([(Decimal(100), Decimal(100))], additional, IN_2021).value
    assert 0 <= found.additional <= 10
    assert found.total == 100 + found.additional


@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 80))
def test_pasal_52_every_group_that_misses_says_by_how_many(above: int, within: int, below: int) -> None:
    people = {Rating.DI_ATAS: above, Rating.SESUAI: within, Rating.DI_BAWAH: below}
    found = check_ranking(people, LAW)
    assert found.value.size == above + within + below
    for missed in found.value.missed:
        assert missed.people == abs(missed.count - missed.bound) > 0
        assert f"{missed.people} orang" in missed.text
        assert missed.text in found.text


@given(
    st.sampled_from(PositionKind), days, days, st.sampled_from([None, True, False]),
    st.sampled_from([None, True, False]), st.sampled_from([None, True, False]), st.integers(1, 900),
    st.integers(0, 900), st.booleans(),
)  # fmt: skip
def test_pasal_56_steps_follow_one_another_and_only_the_last_is_proposed(
    kind: PositionKind, missed_on: date, on: date, improved: bool | None, is_competent: bool | None,
    has_vacancy: bool | None, until_test: int, until_placed: int, is_tested: bool,
) -> None:  # fmt: skip
    tested_on = date.fromordinal(missed_on.toordinal() + until_test) if is_tested else None
    placed_on = date.fromordinal(tested_on.toordinal() + until_placed) if tested_on else None
    case = MissedTarget(
        kind, missed_on, improved, tested_on, is_competent if is_tested else None, has_vacancy, placed_on
    )
    steps = follow_missed_target(case, Ruleset(on)).value
    assert steps[0].code == "masa_perbaikan"
    assert all(one.starts <= other.starts for one, other in pairwise(steps))
    assert all(one.state is FollowUpState.DONE for one in steps[:-1])
    assert all(step.ends is None or step.ends >= step.starts for step in steps)
    if any(step.code == "pemberhentian_dengan_hormat" for step in steps):
        assert kind.group in {"ja", "jf"}
        assert (improved, is_competent, has_vacancy) == (False, False, False)


def test_the_formulas_of_2021_are_refused_outside_their_days() -> None:
    target = Target.single(Direction.MORE_IS_BETTER, 10)
    for on in (date(2021, 3, 4), date(2022, 2, 7)):
        with pytest.raises(NoLawInForce):
            score_indicator_2021(Formula2021.NORMAL, target, 10, Ruleset(on))
    with pytest.raises(InvalidInput, match="pembagi"):
        score_indicator_2021(Formula2021.NORMAL, Target.single(Direction.MORE_IS_BETTER, 0), 1, IN_2021)


def test_a_limit_that_is_only_just_reached_is_not_told_as_a_limit() -> None:
    full = [(Decimal(110), Decimal(100))]
    ten = [AdditionalWork2021(Category2021.SANGAT_BAIK, Decimal(10), Decimal(100))]
    found = score_skp_2021(full, ten, IN_2021)
    assert found.value.total == 120
    assert "paling tinggi" not in found.text
    assert "dibatasi" not in found.text


@pytest.mark.parametrize(
    ("main", "additional", "field"),
    [
        ([(Decimal(100), Decimal(50)), (Decimal(100), Decimal(101))], [], "utama[2].bobot"),
        ([(Decimal(100), Decimal(50)), (Decimal(121), Decimal(50))], [], "utama[2].nilai"),
        ([(Decimal(100), Decimal(99))], [], "bobot kinerja utama"),
        ([(Decimal(100), Decimal(100))], [(Decimal("100.01"), Decimal(100))], "tambahan[1].bobot"),
        ([(Decimal(100), Decimal(100))], [(Decimal(5), Decimal("120.01"))], "tambahan[1].nilai"),
        ([(Decimal("NaN"), Decimal(100))], [], "utama[1].nilai"),
    ],
)
def test_a_wrong_number_is_named_with_its_place(
    main: list[tuple[Decimal, Decimal]], additional: list[tuple[Decimal, Decimal]], field: str
) -> None:
    work = [AdditionalWork2021(Category2021.BAIK, weight, score) for weight, score in additional]
    with pytest.raises(InvalidInput) as refused:
        score_skp_2021(main, work, IN_2021)
    assert refused.value.field == field


@pytest.mark.parametrize("count", [True, -1, Decimal(1), 1.0])
def test_people_are_counted_in_whole_numbers(count: Any) -> None:
    with pytest.raises(InvalidInput):
        check_ranking({Rating.SESUAI: count}, LAW)


def test_pasal_56_a_closed_or_settled_case_does_not_ask_again() -> None:
    late = Ruleset(date(2026, 12, 31))
    for improved in (True, False):
        found = follow_missed_target(MissedTarget(PositionKind.JF, date(2026, 1, 15), improved), late)
        assert "tetapkan dahulu" not in found.text
    running = Ruleset(date(2026, 2, 1))
    unsettled = follow_missed_target(MissedTarget(PositionKind.JF, date(2026, 1, 15)), running)
    assert "tetapkan dahulu" not in unsettled.text
