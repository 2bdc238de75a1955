"""Batch and scalar count the same absence and propose the same step, row by row, on both sides of every bound."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras_rules import InvalidInput, Ruleset, batch
from selaras_rules.absence import DayStatus, RosterDay, count_absence
from selaras_rules.discipline import propose_for_absence
from selaras_rules.positions import EmployeeStatus

DAY = date(2026, 12, 31)
LAWS = [
    Ruleset(DAY),
    Ruleset(DAY, {"discipline.minutes_per_day": 510, "discipline.minutes_per_day_ramadan": 390}),
    Ruleset(DAY, {"discipline.pppk": "as_pns", "discipline.medium_types": "allowance"}),
]
# Both sides of the day on which PP 94/2021 took over, and of BKN 6/2022.
ACTS = [date(2015, 5, 5), date(2021, 8, 30), date(2021, 8, 31), date(2022, 3, 31), date(2026, 10, 9), DAY]
acts = st.sampled_from(ACTS)
minutes = st.sampled_from([0, 1, 389, 390, 449, 450, 451, 509, 510, 899, 900]) | st.integers(0, 200_000)
Row = tuple[date, int, int, int, int, EmployeeStatus]
rows = st.lists(
    st.tuples(
        acts, st.integers(0, 60) | st.integers(0, 366), minutes, minutes, st.integers(0, 12),
        st.sampled_from(EmployeeStatus),
    ),
    min_size=1, max_size=15,
)  # fmt: skip


@settings(max_examples=150)
@given(rows, st.sampled_from(LAWS))
def test_pasal_9_11_every_proposal_is_that_of_the_scalar_rule(given_rows: list[Row], law: Ruleset) -> None:
    check_rows(given_rows, law)


@pytest.mark.parametrize("act", [date(2021, 8, 30), date(2021, 8, 31)])
@pytest.mark.parametrize("run", [0, 9, 10])
def test_pasal_9_11_every_number_of_days_on_both_sides_of_the_change(act: date, run: int) -> None:
    check_rows([(act, days, 0, 0, run, EmployeeStatus.PNS) for days in range(60)], LAWS[0])


def check_rows(given_rows: list[Row], law: Ruleset) -> None:
    whole = [np.array([row[place] for row in given_rows], dtype=np.int64) for place in (1, 2, 3, 4)]
    found = batch.propose_for_absence(
        np.array([row[0] for row in given_rows], dtype="datetime64[D]"),
        law,
        days=whole[0],
        minutes=whole[1],
        minutes_ramadan=whole[2],
        longest_run=whole[3],
        status=batch.encode(EmployeeStatus, [row[5] for row in given_rows]),
    )
    steps = batch.absence_steps()
    for row, (act, days, short, ramadan, run, status) in enumerate(given_rows):
        expected = propose_for_absence(
            act, law, days=days, minutes=short, minutes_ramadan=ramadan, longest_run=run, status=status
        ).value
        code = int(found.step[row])
        assert ("" if code == batch.NO_CODE else steps[code]) == expected.step
        assert (found.total_days[row], found.days_of_minutes[row], found.remaining_minutes[row]) == (
            expected.total.days, expected.total.days_of_minutes, expected.total.remaining_minutes,
        )  # fmt: skip
        assert (found.is_by_run[row], found.stops_pay[row]) == (expected.is_by_run, expected.stops_pay)


@pytest.mark.parametrize(
    ("days", "short", "status", "field"),
    [(367, 0, 0, r"hari\[2\]"), (0, -1, 0, r"menit\[2\]"), (0, 0, 3, r"status_pegawai\[2\]")],
)
def test_a_wrong_row_is_named(days: int, short: int, status: int, field: str) -> None:
    zero = np.array([0, 0])
    with pytest.raises(InvalidInput, match=field):
        batch.propose_for_absence(
            np.array([DAY, DAY], dtype="datetime64[D]"), LAWS[0], days=np.array([0, days]),
            minutes=np.array([0, short]), minutes_ramadan=zero, longest_run=zero, status=np.array([0, status]),
        )  # fmt: skip


def test_an_act_of_tomorrow_is_refused() -> None:
    zero = np.array([0])
    with pytest.raises(InvalidInput, match="tanggal_perbuatan"):
        batch.propose_for_absence(
            np.array([DAY + timedelta(1)], dtype="datetime64[D]"), LAWS[0], days=zero, minutes=zero,
            minutes_ramadan=zero, longest_run=zero, status=zero,
        )  # fmt: skip


# Many absences and free days, so that runs are long, broken and carried over.
statuses = st.sampled_from([DayStatus.TANPA_KETERANGAN] * 4 + [DayStatus.LIBUR] * 2 + list(DayStatus))
spans = st.lists(st.lists(statuses, min_size=24, max_size=24), min_size=1, max_size=4)


@settings(max_examples=80)
@given(spans, st.integers(0, 12))
def test_counts_and_runs_are_those_of_the_scalar_rule(people: list[list[DayStatus]], before: int) -> None:
    start = date(2026, 10, 5)
    short = [[17 if status.was_at_work else 0 for status in row] for row in people]
    codes = np.array([batch.encode(DayStatus, row) for row in people]).T
    run_before = np.full(len(people), before)
    found = batch.count_absence(codes, np.array(short).T, run_before=run_before)
    for person, row in enumerate(people):
        earlier = [
            RosterDay(start - timedelta(ago), DayStatus.TANPA_KETERANGAN) for ago in range(before, 0, -1)
        ]
        days = [
            RosterDay(start + timedelta(place), status, short[person][place])
            for place, status in enumerate(row)
        ]
        whole = count_absence(2026, [*earlier, *days], LAWS[0]).value
        assert found.days[person] + before == whole.days
        assert (found.minutes[person], found.pending[person]) == (whole.minutes, whole.pending)
        assert max(found.longest_run[person], before) == whole.longest_run
        own = count_absence(2026, days, LAWS[0]).value
        place = int(found.last_act[person])
        assert own.act_day == (None if place < 0 else start + timedelta(place))


def test_minutes_of_ramadan_are_apart_where_a_day_of_it_is_made_of_other_minutes() -> None:
    days = [date(2026, 2, 16), date(2026, 3, 9), date(2026, 3, 10)]
    rows = [RosterDay(day, DayStatus.TERLAMBAT, 10 + place) for place, day in enumerate(days)]
    codes = np.full((3, 1), batch.code_of(DayStatus.TERLAMBAT), dtype=np.uint8)
    found = batch.count_absence(codes, np.array([[10], [11], [12]]), ramadan=np.array([False, True, True]))
    expected = count_absence(2026, rows, LAWS[1]).value
    assert (
        (found.minutes[0], found.minutes_ramadan[0])
        == (expected.minutes, expected.minutes_ramadan)
        == (10, 23)
    )


def test_minutes_count_only_for_who_was_at_work() -> None:
    codes = batch.encode(DayStatus, [DayStatus.TERLAMBAT, DayStatus.CUTI]).reshape(2, 1)
    found = batch.count_absence(codes, np.array([[30], [30]]))
    assert found.minutes.tolist() == [30]
