"""Numbers at their bounds, and what mutation testing found unguarded in the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

from selaras_rules import (
    InvalidInput,
    Jenjang,
    Predikat,
    Ruleset,
    convert_angka_kredit,
    round_half_up,
    total_angka_kredit,
    written,
)
from selaras_rules.angka_kredit import convert_year_of_angka_kredit
from selaras_rules.distribution import check_distribution, people_at_least, people_at_most
from selaras_rules.numbers import exact, exact_sum
from selaras_rules.objection import may_decide_objection, may_object, may_reopen_objection
from selaras_rules.ranking import check_ranking
from selaras_rules.ratings import OrganisationPredikat, Rating
from selaras_rules.talent import Potential, potential_of

RULESET = Ruleset(date(2026, 3, 2))
LARGEST = 10**18


@pytest.mark.parametrize(
    "given", [Decimal("1E-18"), Decimal(LARGEST), LARGEST, -LARGEST, Decimal(0), Fraction(1, 3)]
)
def test_an_exact_number_may_lie_on_its_bound(given: Decimal | int | Fraction) -> None:
    assert exact(given, "nilai") == Fraction(given)


@pytest.mark.parametrize(
    "given",
    [
        Decimal("1E-19"), Decimal("1E+19"), Decimal(LARGEST) + 1, LARGEST + 1, -LARGEST - 1, Decimal("NaN"),
        Decimal("Infinity"), Decimal("1E+999999"), 1.5, True, "1",
    ],
)  # fmt: skip
def test_an_exact_number_beyond_its_bound_is_refused_by_its_field(given: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        exact(given, "nilai")  # type: ignore[arg-type]
    assert refused.value.field == "nilai"


def test_a_sum_is_not_rounded_by_the_precision_of_whoever_calls() -> None:
    with localcontext() as context:
        context.prec = 3
        assert exact_sum([Decimal(LARGEST), Decimal("1E-18")]) == Decimal(
            "1000000000000000000.000000000000000001"
        )
    assert exact_sum([]) == Decimal(0)


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(-1, 200), 2, "-0.01"),
        (Fraction(1, 201), 2, "0.00"),
        (Fraction(-1, 201), 2, "0.00"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(249, 100), 0, "2"),
        (Fraction(12345, 1000), 3, "12.345"),
    ],
)
def test_halves_are_rounded_away_from_zero_and_nothing_is_never_minus(
    number: Fraction, places: int, rounded: str
) -> None:
    assert format(round_half_up(number, places), "f") == rounded


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1234567.5"), "1.234.567,5"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("-1234.25"), "-1.234,25"),
        (Decimal("12.00"), "12"),
        (0, "0"),
        (Fraction(1, 3), "0,33"),
    ],
)
def test_numbers_are_written_the_indonesian_way(number: Decimal | int | Fraction, text: str) -> None:
    assert written(number) == text


def test_pasal_59_a_decision_is_final_and_opening_again_is_none() -> None:
    decided = may_decide_objection(RULESET, has_heard_employee=True, has_heard_penilai=True).value
    opened = may_reopen_objection(RULESET, is_pyb=True, reason="Surat baru ditemukan.").value
    assert (decided.is_allowed, decided.is_final) == (True, True)
    assert (opened.is_allowed, opened.is_final) == (True, False)


@pytest.mark.parametrize(
    ("on", "is_open", "part"),
    [
        (date(2026, 3, 1), False, "belum diterima"),
        (date(2026, 3, 2), True, "sampai Jumat, 27 Maret 2026"),
        (date(2026, 3, 27), True, "sampai Jumat, 27 Maret 2026"),
        (date(2026, 3, 28), False, "berakhir"),
    ],
)
def test_pasal_59_the_window_is_open_from_the_day_of_receipt_to_its_last(
    on: date, is_open: bool, part: str
) -> None:
    found = may_object(date(2026, 3, 2), RULESET, on=on)
    assert found.value is is_open
    assert part in found.because[-1].text


@pytest.mark.parametrize(
    ("share", "size", "most", "least"),
    [("0.70", 10, 7, 7), ("0.70", 11, 7, 8), ("0.10", 9, 0, 1), ("0", 9, 0, 0), ("0.60", 5, 3, 3)],
)
def test_a_limit_in_people_keeps_the_share(share: str, size: int, most: int, least: int) -> None:
    assert people_at_most(Fraction(share), size) == most
    assert people_at_least(Fraction(share), size) == least


@pytest.mark.parametrize(
    ("share", "size", "nearest"), [("0.70", 11, 8), ("0.10", 9, 1), ("0.10", 4, 0), ("0.50", 5, 3)]
)
def test_a_limit_may_be_rounded_to_the_nearest_person(share: str, size: int, nearest: int) -> None:
    assert people_at_most(Fraction(share), size, "nearest") == nearest
    assert people_at_least(Fraction(share), size, "nearest") == nearest


@pytest.mark.parametrize(
    ("best", "good", "needed", "allowed"), [(5, 5, 1, 6), (4, 6, 2, 6), (4, 7, 2, 6), (0, 10, 6, 6)]
)
def test_a_majority_says_how_many_people_are_missing(best: int, good: int, needed: int, allowed: int) -> None:
    counts = {Predikat.SANGAT_BAIK: best, Predikat.BAIK: good}
    found = check_distribution(counts, OrganisationPredikat.ISTIMEWA, RULESET).value
    majority = next(item for item in found.missed if item.limit == "majority")
    assert (majority.count, majority.people, majority.bound) == (best, needed, allowed)


def test_a_predikat_that_nobody_has_counts_nobody() -> None:
    assert check_distribution({Predikat.BAIK: 3}, OrganisationPredikat.BAIK, RULESET).value.size == 3


def test_a_majority_of_few_people_may_need_all_of_them() -> None:
    counts = {Predikat.BAIK: 1, Predikat.KURANG: 1}
    found = check_distribution(counts, OrganisationPredikat.ISTIMEWA, RULESET).value
    assert next(item for item in found.missed if item.limit == "majority").people == 2


@pytest.mark.parametrize("months", [0, 13, -1, 1.5, "12", True, None])
def test_pasal_13_an_angka_kredit_is_for_one_to_twelve_whole_months(months: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        convert_angka_kredit(Predikat.BAIK, Jenjang.AHLI_MUDA, months, RULESET)
    assert refused.value.field == "bulan"


@pytest.mark.parametrize("months", [1, 12])
def test_pasal_13_an_angka_kredit_of_a_year_in_parts_has_one_to_twelve_months(months: int) -> None:
    row = (Predikat.BAIK, Jenjang.AHLI_MUDA, months)
    assert convert_year_of_angka_kredit([row], RULESET).value.months == months
    with pytest.raises(InvalidInput):
        convert_year_of_angka_kredit([], RULESET)
    with pytest.raises(InvalidInput):
        convert_year_of_angka_kredit([row, (Predikat.BAIK, Jenjang.AHLI_MUDA, 12)], RULESET)


def test_pasal_13_the_sentences_of_an_angka_kredit_name_every_number_it_came_from() -> None:
    ruleset = Ruleset(date(2026, 3, 2), {"angka_kredit.rounding": "three_decimals"})
    found = convert_angka_kredit(Predikat.KURANG, Jenjang.AHLI_MUDA, 5, ruleset)
    share, yearly, product = (step.text for step in found.because)
    assert "bernilai 50% dari" in share
    assert "adalah 25." in yearly
    assert "5/12 × 50% × 25 = 5,208333, dibulatkan menjadi 5,208 angka kredit" in product
    assert total_angka_kredit([found, found]).because[-1].text == "Jumlah 2 baris: 10,416 angka kredit."


@pytest.mark.parametrize("count", [-1, 1.0, "1", True, None])
def test_people_are_counted_in_whole_numbers_from_nought(count: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_distribution({Predikat.BAIK: count}, OrganisationPredikat.BAIK, RULESET)
    assert "baik" in refused.value.field
    with pytest.raises(InvalidInput) as refused:
        check_ranking({Rating.SESUAI: count}, RULESET)
    assert "sesuai" in refused.value.field


@pytest.mark.parametrize("score", ["-0.01", "-1", "100.01", "101"])
def test_a_score_for_the_talent_boxes_beyond_nought_to_a_hundred_is_refused(score: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        potential_of(Decimal(score), RULESET)
    assert refused.value.field == "nilai_potensial"


def test_a_potential_for_the_talent_boxes_is_chosen_from_three() -> None:
    assert Potential.choices() == [("rendah", "Rendah"), ("menengah", "Menengah"), ("tinggi", "Tinggi")]


def test_a_share_that_is_too_large_is_told_to_a_tenth_of_a_percent() -> None:
    counts = {Predikat.SANGAT_BAIK: 11, Predikat.BAIK: 1}
    found = check_distribution(counts, OrganisationPredikat.ISTIMEWA, RULESET).value
    (missed,) = found.missed
    assert "91,7% (11 orang) melebihi 70%: paling banyak 8 orang; lebih 3 orang." in missed.text
