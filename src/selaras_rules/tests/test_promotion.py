"""What must hold for angka kredit and promotion whatever the input (BKN 3/2023)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras_rules import (
    EmployeeStatus,
    InvalidInput,
    Jenjang,
    JfRecord,
    NoLawInForce,
    Predikat,
    Ruleset,
    TierFacts,
    accumulate_angka_kredit,
    add_months,
    angka_kredit_need,
    convert_angka_kredit,
    convert_year_of_angka_kredit,
    credit_of_mover,
    education_bonus,
    filling_credit,
    next_golongan,
    promote_jenjang,
    promote_rank,
    surplus_after,
)

LAW = Ruleset(date(2026, 12, 31))
any_jenjang = st.sampled_from(Jenjang)
any_predikat = st.sampled_from(Predikat)
amounts = st.decimals(0, 1000, places=2)
ranks = st.sampled_from([(jenjang, code) for jenjang in Jenjang for code in jenjang.golongan])
records = st.builds(
    lambda rank, points, since, told, is_sworn_in: JfRecord(
        EmployeeStatus.PNS, rank[0], rank[1], points, since, tuple(told), is_sworn_in
    ),
    ranks,
    amounts,
    st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    st.lists(any_predikat, max_size=4),
    st.booleans(),
)


@given(any_predikat, any_jenjang, st.lists(st.integers(1, 12), min_size=1, max_size=12))
def test_pasal_13_splitting_a_year_gives_the_same_exact_credit(
    predikat: Predikat, jenjang: Jenjang, parts: list[int]
) -> None:
    rows = [(predikat, jenjang, months) for months in parts]
    if sum(parts) > 12:
        with pytest.raises(InvalidInput, match="jumlah bulan"):
            convert_year_of_angka_kredit(rows, LAW)
        return
    year = convert_year_of_angka_kredit(rows, LAW).value
    assert year.exact == convert_angka_kredit(predikat, jenjang, sum(parts), LAW).value.exact
    assert abs(Fraction(year.points) - year.exact) <= Fraction(len(parts), 200)


@given(any_jenjang)
def test_pasal_21_the_steps_of_a_jenjang_add_up_to_the_jenjang(jenjang: Jenjang) -> None:
    needs = [angka_kredit_need(jenjang, code, LAW).value for code in jenjang.golongan]
    known = [need.rank for need in needs if need.rank is not None]
    assert known == sorted(set(known))
    assert not any(need.leaves_jenjang for need in needs[:-1])
    if jenjang.next is None:
        assert not needs[-1].leaves_jenjang
    else:
        assert needs[-1].rank == needs[-1].tier
        assert needs[-1].leaves_jenjang
        assert needs[-1].next_golongan == jenjang.next.golongan[0]


@pytest.mark.parametrize("jenjang", [jenjang for jenjang in Jenjang if len(jenjang.golongan) > 1])
def test_pasal_21_baik_takes_four_years_a_rank_and_sangat_baik_two_years_and_eight_months(
    jenjang: Jenjang,
) -> None:
    need = angka_kredit_need(jenjang, jenjang.golongan[0], LAW).value.rank
    baik = convert_angka_kredit(Predikat.BAIK, jenjang, 12, LAW).value.exact
    best = convert_angka_kredit(Predikat.SANGAT_BAIK, jenjang, 12, LAW).value.exact
    assert need is not None
    assert baik * 4 == need
    assert best * Fraction(32, 12) == need


@given(ranks, st.lists(st.tuples(any_predikat, st.integers(1, 12)), max_size=6), amounts)
def test_what_is_missing_and_what_is_there_make_the_need(
    rank: tuple[Jenjang, str], years: list[tuple[Predikat, int]], opening: Decimal
) -> None:
    rows = [convert_angka_kredit(predikat, rank[0], months, LAW) for predikat, months in years]
    found = accumulate_angka_kredit(rows, *rank, LAW, opening=opening).value
    assert abs(Fraction(found.points) - found.exact) <= Fraction(len(rows), 200)
    for need, missing in ((found.rank_need, found.rank_missing), (found.tier_need, found.tier_missing)):
        assert (need is None) is (missing is None)
        if need is not None and missing:
            assert found.points + missing == need
        elif need is not None:
            assert found.points >= need
    assert found.reaches_rank is (found.rank_missing == 0)
    assert found.reaches_tier is (found.tier_missing == 0)


@given(amounts, amounts, st.booleans())
def test_pasal_19_a_surplus_is_kept_or_lost_and_never_both(
    need: Decimal, over: Decimal, to_higher_jenjang: bool
) -> None:
    found = surplus_after(need + over, need, LAW, to_higher_jenjang=to_higher_jenjang).value
    assert found.kept + found.lost == over
    assert (found.kept if to_higher_jenjang else found.lost) == 0


@given(any_jenjang, any_predikat, st.booleans(), st.booleans(), st.booleans())
def test_pasal_14_the_bonus_is_a_quarter_or_nothing(
    jenjang: Jenjang, predikat: Predikat, is_higher: bool, is_listed: bool, was_given: bool
) -> None:
    found = education_bonus(
        jenjang, predikat, LAW, is_higher=is_higher, is_listed=is_listed, was_given=was_given
    ).value
    quarter = Fraction(angka_kredit_need(jenjang, jenjang.golongan[0], LAW).value.rank or 0) / 4
    assert found.is_granted is all(one.is_met for one in found.conditions)
    assert Fraction(found.points) == (quarter if found.is_granted else 0)
    if not predikat.is_at_least(Predikat.BAIK):
        assert not found.is_granted


@given(records)
def test_pasal_15_a_shut_gate_says_why_and_an_open_one_has_no_reason_against(record: JfRecord) -> None:
    found = promote_rank(record, LAW)
    assert found.value.is_open is not bool(found.value.refusals)
    assert all(one.text and one.text in found.text for one in found.value.conditions)
    if found.value.is_open:
        assert found.value.need is not None
        assert record.points >= found.value.need
        assert found.value.target == next_golongan(record.golongan)


@given(records, amounts)
def test_pasal_15_more_angka_kredit_never_shuts_a_gate(record: JfRecord, more: Decimal) -> None:
    richer = JfRecord(
        record.status, record.jenjang, record.golongan, record.points + more,
        record.rank_since, record.predikat, record.is_sworn_in,
    )  # fmt: skip
    facts = TierFacts(has_vacancy=True, passed_competence_test=True)
    assert promote_rank(record, LAW).value.is_open <= promote_rank(richer, LAW).value.is_open
    before, after = promote_jenjang(record, facts, LAW), promote_jenjang(richer, facts, LAW)
    assert before.value.is_open <= after.value.is_open


@given(ranks)
def test_an_entrant_above_the_beginning_starts_where_a_mover_starts(rank: tuple[Jenjang, str]) -> None:
    """Two ways into the same golongan of the same jenjang give the same start (SE BKN 9/2024, annex of BKN 3/2023)."""
    jenjang, code = rank
    if jenjang.golongan.index(code) <= 1:
        assert filling_credit(jenjang, code, LAW).value == credit_of_mover([], jenjang, code, LAW).value.base


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_months_added_are_never_too_few(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.day == day.day or (later.day == 1 and day.day > 28)
    assert add_months(day, months + 1) > later
    if later.day == day.day:
        assert (later.year - day.year) * 12 + later.month - day.month == months
    assert add_months(date(2024, 2, 29), 24) == date(2026, 3, 1)


def test_pasal_15_both_sides_of_the_second_anniversary() -> None:
    record = JfRecord(
        EmployeeStatus.PNS, Jenjang.AHLI_PERTAMA, "III/a", Decimal(50), date(2024, 4, 1), (Predikat.BAIK,) * 2
    )
    anniversary = date(2026, 4, 1)
    assert promote_rank(record, Ruleset(anniversary)).value.is_open
    assert not promote_rank(record, Ruleset(anniversary - timedelta(days=1))).value.is_open


def test_before_the_regulation_there_is_no_gate() -> None:
    record = JfRecord(
        EmployeeStatus.PNS, Jenjang.AHLI_PERTAMA, "III/a", Decimal(50), date(2018, 4, 1), (Predikat.BAIK,) * 2
    )
    with pytest.raises(NoLawInForce):
        promote_rank(record, Ruleset(date(2022, 12, 31)))


def test_a_row_of_another_jenjang_is_named_with_its_place() -> None:
    rows = [
        convert_angka_kredit(Predikat.BAIK, jenjang, 12, LAW)
        for jenjang in (Jenjang.AHLI_MUDA, Jenjang.AHLI_PERTAMA)
    ]
    with pytest.raises(InvalidInput) as refused:
        accumulate_angka_kredit(rows, Jenjang.AHLI_MUDA, "III/c", LAW)
    assert (refused.value.field, refused.value.allowed) == ("baris[2].jenjang", "ahli_muda")


def test_a_golongan_outside_the_list_is_refused_with_the_list() -> None:
    for status, golongan, allowed in (
        (EmployeeStatus.PPPK, "III/a", "I sampai XVII untuk PPPK"),
        (EmployeeStatus.PNS, "IX", "I/a sampai IV/e"),
    ):
        with pytest.raises(InvalidInput, match=allowed):
            JfRecord(status, Jenjang.AHLI_PERTAMA, golongan, Decimal(0), date(2024, 1, 1), ())


@pytest.mark.parametrize("months", [True, 0, 13, -1, 6.5, "12", None])
def test_pasal_13_only_one_to_twelve_whole_months_are_months(months: Any) -> None:
    with pytest.raises(InvalidInput, match="1 sampai 12"):
        convert_angka_kredit(Predikat.BAIK, Jenjang.AHLI_MUDA, months, LAW)
