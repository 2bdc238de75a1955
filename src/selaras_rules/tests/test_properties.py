"""What must hold for every input, tried with many."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selaras_rules import (
    Direction,
    InvalidNip,
    Jenjang,
    NipKind,
    OrganisationPredikat,
    Period,
    PeriodKind,
    Predikat,
    Rating,
    Ruleset,
    Sex,
    Target,
    add_working_days,
    check_distribution,
    convert_angka_kredit,
    decide_organisation_predikat,
    decide_predikat,
    evaluation_periods,
    is_working_day,
    measure_achievement,
    objection_deadline,
    read_nip,
    total_angka_kredit,
    whole_months,
    working_days_between,
)
from selaras_rules.numbers import round_half_up, written

REASONS = {
    "none", "empty", "spreadsheet", "old", "letters", "length", "birth_date", "appointment", "sex",
}  # fmt: skip
LAW = Ruleset(date(2026, 12, 31))
UNCAPPED = Ruleset(date(2026, 12, 31), {"achievement.cap": "none"})
ratings = st.sampled_from(Rating)
amounts = st.decimals(min_value=0, max_value=10**9, places=2)
targets = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)
known_days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
counts = st.fixed_dictionaries(dict.fromkeys(Predikat, st.integers(0, 60)))


@given(ratings, ratings, ratings, ratings)
def test_lampiran_a_better_rating_never_lowers_the_predikat(
    hasil: Rating, perilaku: Rating, other_hasil: Rating, other_perilaku: Rating
) -> None:
    better = decide_predikat(min(hasil, other_hasil, key=lambda item: item.place), perilaku, LAW).value
    assert better.is_at_least(decide_predikat(other_hasil, perilaku, LAW).value)
    better = decide_predikat(hasil, min(perilaku, other_perilaku, key=lambda item: item.place), LAW).value
    assert better.is_at_least(decide_predikat(hasil, other_perilaku, LAW).value)


@given(ratings, ratings, ratings)
def test_se_3_2023_a_better_component_never_lowers_the_organisation(
    first: Rating, second: Rating, third: Rating
) -> None:
    better, worse = sorted((first, second), key=lambda item: item.place)
    found = decide_organisation_predikat(better, third, LAW).value
    assert found.is_at_least(decide_organisation_predikat(worse, third, LAW).value)


@given(amounts, amounts, targets)
def test_more_is_better_rises_with_the_realisation(one: Decimal, other: Decimal, target: Decimal) -> None:
    goal = Target.single(Direction.MORE_IS_BETTER, target)
    low, high = sorted((one, other))
    assert percent(goal, low) <= percent(goal, high)


@given(amounts, amounts, targets)
def test_less_is_better_falls_with_the_realisation(one: Decimal, other: Decimal, target: Decimal) -> None:
    goal = Target.single(Direction.LESS_IS_BETTER, target)
    low, high = sorted((one, other))
    assert percent(goal, low) >= percent(goal, high)


@given(amounts, targets, targets, st.sampled_from(Direction))
def test_inside_the_target_is_always_exactly_one_hundred(
    reached: Decimal, one: Decimal, other: Decimal, direction: Direction
) -> None:
    low, high = sorted((one, other))
    inside = min(max(reached, low), high)
    assert percent(Target.between(low, high, direction=direction), inside) == 100


@given(amounts, targets, st.sampled_from([Direction.EXACT, Direction.WITHIN_RANGE]))
def test_missing_a_range_never_exceeds_one_hundred(
    reached: Decimal, target: Decimal, direction: Direction
) -> None:
    assert 0 <= percent(Target.single(direction, target), reached) <= 100


@given(st.decimals(-(10**9), 10**9, places=2), amounts, st.sampled_from(Direction))
def test_pasal_35_36_no_achievement_is_negative_or_above_the_cap(
    reached: Decimal, target: Decimal, direction: Direction
) -> None:
    found = measure_achievement(Target.single(direction, target), reached, LAW).value
    assert found.percent is None or 0 <= found.percent <= 120


@given(counts, st.sampled_from(OrganisationPredikat))
def test_se_3_2023_every_missed_limit_says_a_positive_number_of_people(
    people: dict[Predikat, int], organisation: OrganisationPredikat
) -> None:
    found = check_distribution(people, organisation, LAW).value
    assert found.size == sum(people.values())
    assert not found.blocks
    for item in found.missed:
        assert item.people > 0
        assert str(item.people) in item.text


@given(counts, st.integers(0, 40))
def test_moving_as_many_people_as_asked_gives_the_majority(people: dict[Predikat, int], more: int) -> None:
    people[Predikat.KURANG] += more
    found = check_distribution(people, OrganisationPredikat.ISTIMEWA, LAW).value
    for item in found.missed:
        if item.limit == "majority":
            assert leads_after(people, item.people)
            assert not leads_after(people, item.people - 1)


def leads_after(people: dict[Predikat, int], moved: int) -> bool:
    """Whether Sangat Baik leads after taking people one by one from the largest other group."""
    left = dict(people)
    for _ in range(moved):
        largest = max((key for key in left if key is not Predikat.SANGAT_BAIK), key=lambda key: left[key])
        left[largest] -= 1
        left[Predikat.SANGAT_BAIK] += 1
    others = [left[key] for key in left if key is not Predikat.SANGAT_BAIK]
    return left[Predikat.SANGAT_BAIK] > max(others)


@given(st.dates(date(2024, 1, 1), date(2027, 10, 1)))
def test_pasal_59_a_deadline_never_falls_on_a_free_day(received: date) -> None:
    deadline = objection_deadline(received, LAW).value
    assert is_working_day(deadline)
    assert deadline > received + timedelta(days=14)


@given(known_days, st.integers(0, 60), st.sampled_from(["five", "six"]))
def test_counting_back_gives_the_days_that_were_added(start: date, days: int, week: str) -> None:
    end = add_working_days(start, days, week=week)
    assert working_days_between(start + timedelta(days=1), end, week=week) == days


@given(known_days, st.integers(1, 30), st.sets(known_days, max_size=5))
def test_a_local_holiday_never_brings_a_deadline_nearer(start: date, days: int, local: set[date]) -> None:
    names = dict.fromkeys(local, "Hari jadi")
    assert add_working_days(start, days, local=names) >= add_working_days(start, days)


@given(st.sampled_from(Predikat), st.sampled_from(Jenjang), st.lists(st.integers(1, 11), max_size=6))
def test_pasal_13_pro_rata_parts_never_exceed_the_year(
    predikat: Predikat, jenjang: Jenjang, parts: list[int]
) -> None:
    year = convert_angka_kredit(predikat, jenjang, 12, LAW).value
    kept: list[int] = []
    for part in parts:
        if sum(kept) + part <= 12:
            kept.append(part)
    rows = [convert_angka_kredit(predikat, jenjang, months, LAW) for months in kept]
    assert sum((row.value.exact for row in rows), Fraction(0)) <= year.exact
    assert sum(kept) != 12 or sum((row.value.exact for row in rows), Fraction(0)) == year.exact
    # Each row rounds once, so the sum may differ by at most half a hundredth a row.
    assert abs(Fraction(total_angka_kredit(rows).value) - sum(row.value.exact for row in rows)) <= Fraction(
        len(rows), 200
    )


@given(st.sampled_from(Jenjang), st.integers(1, 12))
def test_pasal_37_a_better_predikat_earns_more(jenjang: Jenjang, months: int) -> None:
    exact = [convert_angka_kredit(predikat, jenjang, months, LAW).value.exact for predikat in Predikat]
    assert exact == sorted(exact, reverse=True)


@given(st.dates(date(1950, 1, 1), date(2005, 12, 31)), st.integers(1970, 2099), st.integers(1, 99),
       st.sampled_from("12"), st.integers(1, 999))  # fmt: skip
def test_a_well_formed_nip_gives_back_what_it_was_made_of(
    born: date, year: int, middle: int, sex: str, serial: int
) -> None:
    assume(year >= born.year)
    nip = read_nip(f"{born:%Y%m%d}{year}{middle:02d}{sex}{serial:03d}")
    assert (nip.birth_date, nip.appointed_year, nip.serial) == (born, year, serial)
    assert nip.kind is (NipKind.PNS if middle <= 12 else NipKind.PPPK)
    assert nip.sex is (Sex.MALE if sex == "1" else Sex.FEMALE)
    assert nip.grouped.replace(" ", "") == nip.text


@given(st.text(max_size=30))
def test_any_other_text_is_refused_by_a_named_error(text: str) -> None:
    assert reason_of_refusal(text) in REASONS


@given(st.integers(1901, 9000), st.sampled_from(PeriodKind), st.data())
def test_a_period_survives_writing_and_reading(year: int, kind: PeriodKind, data: st.DataObject) -> None:
    period = Period(kind, year, data.draw(st.integers(1, kind.per_year)))
    assert Period.parse(period.code) == period
    assert period.contains(period.start)
    assert period.contains(period.end)
    assert Period.containing(kind, period.end) == period
    assert period.next().previous() == period
    assert period.next().start == period.end + timedelta(days=1)
    months = period.split(PeriodKind.MONTH)
    assert [month.number for month in months] == list(period.month_numbers)
    assert whole_months(period.start, period.end) == len(months)


@given(st.integers(1901, 9000), st.sampled_from(["quarterly", "monthly"]))
def test_pasal_24_the_periods_of_a_year_cover_it_without_a_gap(year: int, periodicity: str) -> None:
    law = Ruleset(date(2026, 12, 31), {"evaluation.periodicity": periodicity})
    periods = evaluation_periods(year, law)
    assert [periods[0].start, periods[-1].end] == [date(year, 1, 1), date(year, 12, 31)]
    assert all(one.next() == other for one, other in pairwise(periods))
    assert [period.is_last_of_year for period in periods].count(True) == 1


@settings(max_examples=200)
@given(st.fractions(-(10**6), 10**6), st.integers(0, 4))
def test_rounding_is_half_up_once(number: Fraction, places: int) -> None:
    rounded = Fraction(round_half_up(number, places))
    assert abs(rounded - number) <= Fraction(1, 2 * 10**places)
    if abs(rounded - number) == Fraction(1, 2 * 10**places):
        assert abs(rounded) > abs(number)
    assert written(number)


def percent(target: Target, reached: Decimal) -> Decimal:
    found = measure_achievement(target, reached, UNCAPPED).value.percent
    assert found is not None
    return found


def reason_of_refusal(text: str) -> str:
    try:
        read_nip(text)
    except InvalidNip as refused:
        return refused.reason
    return "none"
