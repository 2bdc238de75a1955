"""Batch and scalar read the same punches, judge the same days and cut the same percentages, cell by cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selaras_rules import InvalidInput, Ruleset, batch
from selaras_rules.absence import DayStatus
from selaras_rules.attendance import DayFacts, DayResult, day_status
from selaras_rules.batch.attendance import NO_TIME
from selaras_rules.lateness import AttendanceDay, cut_of_day, cut_of_month
from selaras_rules.leave import LeaveKind, leave_effect
from selaras_rules.punches import Punch, PunchFlag, PunchSide, read_punches
from selaras_rules.working_time import DayPlan, FreeDay, plan_shift

# Thursday to Saturday in an ordinary week, with the night after it.
DAYS = tuple(date(2026, 10, 8) + timedelta(offset) for offset in range(3))
RAMADAN = tuple(date(2026, 3, 5) + timedelta(offset) for offset in range(3))
LAWS = [
    Ruleset(date(2026, 10, 31)),
    # Open claims still wait, and flexible hours go both ways.
    Ruleset(
        date(2026, 10, 10),
        {
            "working_time.flexible_minutes": 90, "working_time.flexible_early": True,
            "lateness.table": "keuangan", "attendance.pairing": "sides",
        },
    ),
    Ruleset(
        date(2026, 10, 12),
        {
            "lateness.tolerance_minutes": 30, "lateness.makeup": True, "lateness.table": "ketenagakerjaan",
            "lateness.cap_per_day": 3, "lateness.cap_per_month": 5, "working_days.week": "six",
        },
    ),
    Ruleset(
        date(2026, 10, 31),
        {
            "working_time.flexible_minutes": 60, "lateness.missing_punch": "over_90", "lateness.table": "own",
            "attendance.window_before": 480, "attendance.window_after": 720, "attendance.double_tap_minutes": 0,
        },
    ),
]  # fmt: skip
laws = st.sampled_from(LAWS)
# Seconds around every bound of a day: start, noon, end, the filler of 23.59, the windows, midnight.
BOUNDS = [
    hour * 3600 + minute * 60
    for hour, minute in [
        (0, 0), (0, 30), (3, 30), (7, 0), (7, 30), (8, 0), (9, 0), (9, 30), (11, 45), (12, 0), (15, 0), (15, 30),
        (16, 0), (16, 30), (17, 30), (18, 0), (23, 30), (23, 59),
    ]
]  # fmt: skip
near = st.builds(
    lambda bound, step: bound + step,
    st.sampled_from(BOUNDS),
    st.sampled_from([-61, -60, -59, -1, 0, 1, 59, 60, 61]),
)
moments = st.tuples(st.integers(-1, 3), near | st.integers(0, 86_399), st.sampled_from(PunchSide))
people = st.lists(st.lists(moments, max_size=7), min_size=1, max_size=5)
Taps = list[tuple[int, int, PunchSide]]
EXCUSES = (None, DayStatus.DINAS, DayStatus.PELATIHAN, DayStatus.CUTI, DayStatus.SAKIT)
facts = st.tuples(st.sampled_from(EXCUSES), st.booleans(), st.booleans(), st.booleans(), st.booleans())
Fact = tuple[DayStatus | None, bool, bool, bool, bool]
NOTHING: Fact = (None, False, False, False, False)


def scalar_facts(fact: Fact) -> DayFacts:
    excuse, elsewhere, outage, manual, claim = fact
    leave = {DayStatus.CUTI: LeaveKind.TAHUNAN, DayStatus.SAKIT: LeaveKind.SAKIT}
    return DayFacts(
        leave=leave.get(excuse) if excuse else None, is_on_duty=excuse is DayStatus.DINAS,
        is_training=excuse is DayStatus.PELATIHAN, is_flexible_place=elsewhere, is_outage=outage,
        is_manual=manual, has_open_claim=claim,
    )  # fmt: skip


def punches_of(taps: Taps, first: date) -> list[Punch]:
    midnight = datetime.combine(first, datetime.min.time())
    return [Punch(midnight + timedelta(days=day, seconds=second), side) for day, second, side in taps]


def columns_of(given_people: list[Taps], first: date) -> tuple[np.ndarray, np.ndarray, batch.Codes]:
    rows = [(place, punch) for place, taps in enumerate(given_people) for punch in punches_of(taps, first)]
    return (
        np.array([place for place, _ in rows], dtype=np.int64),
        np.array([punch.at for _, punch in rows], dtype="datetime64[s]"),
        batch.encode(PunchSide, [punch.side for _, punch in rows]),
    )


def check(given_people: list[Taps], plans: batch.Plans, rows: list[list[Fact]], law: Ruleset) -> None:
    """Everything of every person and day: reading, judging, cutting, and the month."""
    first = plans[0].day
    person, at, side = columns_of(given_people, first)
    read = batch.read_punches(person, at, plans, len(given_people), law, side=side)
    by_day = [[rows[one][place] for one in range(len(given_people))] for place in range(len(plans))]
    codes = [[batch.NO_CODE if fact[0] is None else batch.code_of(fact[0]) for fact in row] for row in by_day]
    truths = [np.array([[fact[place] for fact in row] for row in by_day]) for place in (1, 2, 3, 4)]
    found = batch.day_status(read, plans, batch.KnownDays(np.array(codes, dtype=np.uint8), *truths), law)
    cuts = batch.cut_of_days(found, law)
    months = batch.cut_of_attendance_month(cuts, law)
    for one, taps in enumerate(given_people):
        punches = punches_of(taps, first)
        attended = []
        for place, plan in enumerate(plans):
            if isinstance(plan, DayPlan):
                check_times(read, place, one, punches, plan, law)
            expected = day_status(punches, plan, scalar_facts(rows[one][place]), law).value
            attended.append(check_day(found, place, one, expected))
            cut = cut_of_day(attended[-1], law).value
            assert Decimal(int(cuts.percent[place, one])) / 10_000 == cut.percent
            bands = [cuts.late_band[place, one], cuts.early_band[place, one]]
            assert [cuts.bands[band] for band in bands if band != batch.NO_CODE] == [
                part.code for part in cut.parts
            ]
        assert months.decimal(one) == cut_of_month(attended, law).value.percent


def check_times(
    read: batch.DayPunches, place: int, one: int, punches: list[Punch], plan: DayPlan, law: Ruleset
) -> None:
    expected = read_punches(punches, plan, law)
    midnight = datetime.combine(plan.day, datetime.min.time())
    for table, moment in ((read.came, expected.came_at), (read.left, expected.left_at)):
        seconds = NO_TIME if moment is None else int((moment - midnight).total_seconds())
        assert table[place, one] == seconds


def check_day(found: batch.DayResults, place: int, one: int, expected: DayResult) -> AttendanceDay:
    assert tuple(DayStatus)[found.status[place, one]] is expected.status
    minutes = (found.late_minutes, found.early_minutes, found.shortage_minutes)
    assert [table[place, one] for table in minutes] == [
        expected.late_minutes, expected.early_minutes, expected.shortage_minutes,
    ]  # fmt: skip
    assert found.short_minutes[place, one] == expected.roster_day.short_minutes
    at_work = expected.status.was_at_work
    missing_in = at_work and PunchFlag.TANPA_TAP_MASUK in expected.flags
    missing_out = at_work and PunchFlag.TANPA_TAP_PULANG in expected.flags
    assert (found.is_missing_in[place, one], found.is_missing_out[place, one]) == (missing_in, missing_out)
    return AttendanceDay(
        expected.day, expected.status, expected.late_minutes,
        expected.early_minutes + expected.shortage_minutes, missing_in, missing_out,
    )  # fmt: skip


@settings(max_examples=150)
@given(people, laws, st.sampled_from([DAYS, RAMADAN]))
def test_perpres_21_2023_every_day_is_read_judged_and_cut_like_the_scalar_rule(
    given_people: list[Taps], law: Ruleset, days: tuple[date, ...]
) -> None:
    check(given_people, batch.plan_days(days, law), [[NOTHING] * 3 for _ in given_people], law)


@pytest.mark.parametrize("law", LAWS)
def test_at_every_bound_of_a_day_alone_and_in_pairs(law: Ruleset) -> None:
    steps = (-61, -60, -1, 0, 1, 60, 61)
    alone: list[Taps] = [[(0, bound + step, PunchSide.AUTO)] for bound in BOUNDS for step in steps]
    pairs: list[Taps] = [
        [(0, one, PunchSide.AUTO), (0, other, PunchSide.AUTO)]
        for one in BOUNDS
        for other in BOUNDS
        if one < other
    ]
    close: list[Taps] = [
        [(0, bound, PunchSide.AUTO), (0, bound + apart, PunchSide.AUTO)]
        for bound in BOUNDS
        for apart in (0, 119, 120, 121)
    ]
    # A shift that ends an hour before 23.59 is near enough to the filler for it to be a real punch.
    late_shift = plan_shift(DAYS[0], time(14), time(22, 59), 30, law).value
    for plan in (batch.plan_days(DAYS[:1], law)[0], late_shift):
        taps = [*alone, *pairs, *close]
        check(taps, (plan,), [[NOTHING] for _ in taps], law)


@settings(max_examples=100)
@given(people, laws, st.data())
def test_duty_leave_outage_and_claims_weigh_as_in_the_scalar_rule(
    given_people: list[Taps], law: Ruleset, data: st.DataObject
) -> None:
    rows = [[data.draw(facts) for _ in DAYS] for _ in given_people]
    check(given_people, batch.plan_days(DAYS, law), rows, law)


@settings(max_examples=60)
@given(people, laws)
def test_a_night_shift_is_read_across_midnight(given_people: list[Taps], law: Ruleset) -> None:
    night = plan_shift(DAYS[0], time(21), time(6), 60, law).value
    plans = (night, FreeDay(DAYS[1], DayStatus.BUKAN_HARI_KERJA))
    check(given_people, plans, [[NOTHING] * 2 for _ in given_people], law)


@pytest.mark.parametrize("law", LAWS)
def test_every_minute_of_lateness_and_of_leaving_early_has_its_band(law: Ruleset) -> None:
    for side in ("late_minutes", "early_minutes"):
        minutes = np.arange(1441, dtype=np.int16).reshape(1, -1)
        zero, none = np.zeros_like(minutes), np.zeros(minutes.shape, dtype=np.bool_)
        at_work = np.full(minutes.shape, batch.code_of(DayStatus.HADIR), dtype=np.uint8)
        late, early = (minutes, zero) if side == "late_minutes" else (zero, minutes)
        cuts = batch.cut_of_days(batch.DayResults(at_work, late, early, zero, none, none), law)
        for minute in [*range(0, 1441, 7), 1, 29, 30, 31, 59, 60, 61, 89, 90, 91, 1440]:
            day = AttendanceDay(DAYS[0], DayStatus.HADIR, **{side: minute})
            assert Decimal(int(cuts.percent[0, minute])) / 10_000 == cut_of_day(day, law).value.percent


def test_the_order_of_the_punches_does_not_matter() -> None:
    taps: Taps = [(0, 27_000, PunchSide.AUTO), (1, 27_300, PunchSide.AUTO), (0, 57_600, PunchSide.AUTO)]
    plans = batch.plan_days(DAYS, LAWS[0])
    person, at, _ = columns_of([taps], DAYS[0])
    read = batch.read_punches(person, at, plans, 1, LAWS[0])
    again = batch.read_punches(person[::-1], at[::-1], plans, 1, LAWS[0])
    assert read.came.tolist() == again.came.tolist() == [[27_000], [27_300], [NO_TIME]]
    assert read.left.tolist() == again.left.tolist() == [[57_600], [NO_TIME], [NO_TIME]]


def test_of_two_excuses_for_one_day_the_one_that_wins_counts() -> None:
    codes = batch.encode(DayStatus, [DayStatus.CUTI, DayStatus.DINAS, DayStatus.SAKIT])
    found = batch.excused_days(np.array([1, 1, 0]), np.array([0, 0, 1]), codes, 2, 2)
    none = batch.NO_CODE
    assert found.tolist() == [
        [none, batch.code_of(DayStatus.DINAS)], [batch.code_of(DayStatus.SAKIT), none],
    ]  # fmt: skip


def test_every_leave_has_the_status_of_the_scalar_rule() -> None:
    found = batch.decode(DayStatus, batch.status_of_leave(batch.encode(LeaveKind, LeaveKind), LAWS[0]))
    assert found == [leave_effect(kind, LAWS[0]).value.status for kind in LeaveKind]


def test_a_wrong_row_is_named() -> None:
    plans = batch.plan_days(DAYS, LAWS[0])
    at = np.array(["2026-10-08T07:30:00"] * 2, dtype="datetime64[s]")
    with pytest.raises(InvalidInput, match=r"orang\[2\]"):
        batch.read_punches(np.array([0, 3]), at, plans, 3, LAWS[0])
    with pytest.raises(InvalidInput, match=r"sisi\[1\]"):
        batch.read_punches(np.array([0, 1]), at, plans, 3, LAWS[0], side=np.array([3, 0]))
    read = batch.read_punches(np.array([0, 1]), at, plans, 3, LAWS[0])
    with pytest.raises(InvalidInput, match="hari"):
        batch.day_status(read, plans, batch.KnownDays(np.zeros((2, 3), dtype=np.uint8)), LAWS[0])
