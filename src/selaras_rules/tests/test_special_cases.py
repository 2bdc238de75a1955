"""Properties of the special cases of an SKP and of what PPPK are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras_rules import (
    InvalidInput,
    Predikat,
    Ruleset,
    exemptions,
    hint_for_mover,
    leave_case,
    periodic_pay_rise,
    skp_months,
    skp_required,
    special_pay_rise,
    study_leave_cases,
)

LAW = Ruleset(date(2026, 12, 31))
days = st.dates(date(2023, 2, 1), date(2029, 12, 31))
parts = st.lists(st.tuples(st.sampled_from(Predikat), st.integers(1, 4)), min_size=1, max_size=3)


@given(days, st.integers(0, 800), st.integers(2023, 2029))
def test_se_bkn_1_2023_months_of_a_leave_are_taken_from_their_own_year_only(
    start: date, length: int, year: int
) -> None:
    end = start + timedelta(days=length)
    taken = 12 - skp_months(year, ((start, end),), LAW).value
    inside = [day for day in (start + timedelta(days=n) for n in range(length + 1)) if day.year == year]
    assert 0 <= taken <= 12
    assert (not inside) <= (taken == 0)
    # A month counts as leave only when no working day is left in it.
    assert taken <= len({day.month for day in inside})
    assert taken >= len({day.month for day in inside}) - 2


@given(days, st.integers(0, 1500))
def test_se_bkn_1_2023_a_longer_leave_never_brings_the_skp_back(start: date, length: int) -> None:
    effects = ["disesuaikan", "setelah_kembali"]
    shorter = leave_case(start, start + timedelta(days=length), LAW).value.effect
    longer = leave_case(start, start + timedelta(days=length + 1), LAW).value.effect
    assert effects.index(shorter) <= effects.index(longer)


@given(days, st.integers(0, 1500), st.integers(2023, 2034))
def test_se_bkn_1_2023_study_leave_touches_exactly_its_years(start: date, length: int, year: int) -> None:
    end = start + timedelta(days=length)
    found = study_leave_cases("mandiri_tetap", start, end, year, LAW).value
    assert bool(found) == (start.year <= year <= end.year)
    assert all(case.effect in ("tetap", "versi_baru") for case in found)


@given(parts)
def test_pasal_25_a_hint_lies_between_the_best_and_the_worst(given_parts: list[tuple[Predikat, int]]) -> None:
    hint = hint_for_mover(given_parts, LAW).value
    places = [predikat.place for predikat, _ in given_parts]
    assert min(places) <= hint.predikat.place <= max(places)
    assert hint.months == sum(months for _, months in given_parts)
    assert hint_for_mover(list(reversed(given_parts)), LAW).value == hint


@given(st.lists(st.sampled_from(Predikat), max_size=4), st.booleans(), st.booleans())
def test_permenpanrb_7_2023_a_special_rise_implies_a_periodic_one(
    predikat: list[Predikat], is_first: bool, is_model: bool
) -> None:
    special = special_pay_rise(predikat, LAW, is_model_employee=is_model).value
    if special.may_rise:
        assert periodic_pay_rise("IX", predikat, LAW, is_first=is_first).value.may_rise
    assert special.may_rise == all(condition.is_met for condition in special.conditions)


def test_pasal_4_an_unknown_status_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput) as refused:
        skp_required("honorer", LAW)
    assert refused.value.field == "status"
    for status in ("aktif", "tugas_belajar", *exemptions()):
        assert status in refused.value.allowed
        assert skp_required(status, LAW).because
