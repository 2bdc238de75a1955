"""Working time, punches and lateness: what must hold for every day, punch and table (Perpres 21/2023)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selaras_rules import (
    AttendanceDay,
    DayFacts,
    DayPlan,
    DayStatus,
    FreeDay,
    InvalidInput,
    LeaveKind,
    NoRamadanList,
    Punch,
    PunchFlag,
    Ruleset,
    check_roster,
    cut_of_day,
    cut_of_month,
    day_status,
    is_working_day,
    plan_day,
    plan_shift,
    ramadan,
    required_minutes,
)

ON = date(2026, 12, 31)
LAW = Ruleset(ON)
DAY = date(2026, 6, 2)
NOON, EVENING = datetime.combine(DAY, time(12)), datetime.combine(DAY, time(19))
TABLES = ["pertanian", "gizi", "keuangan", "ketenagakerjaan", "own"]
known_days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
minutes = st.integers(0, 24 * 60)
moments = st.integers(-8 * 3600, 40 * 3600).map(
    lambda seconds: datetime.combine(DAY, time()) + timedelta(seconds=seconds)
)
punch_lists = st.lists(moments.map(Punch), max_size=8)
laws = st.builds(
    lambda table, tolerance, flexible, early, makeup: Ruleset(
        ON,
        {
            "lateness.table": table,
            "lateness.tolerance_minutes": tolerance,
            "lateness.makeup": makeup,
            "working_time.flexible_minutes": flexible,
            "working_time.flexible_early": early,
        },
    ),
    st.sampled_from(TABLES),
    st.integers(0, 60),
    st.integers(0, 120),
    st.booleans(),
    st.booleans(),
)
cut_rows = st.builds(
    AttendanceDay,
    st.dates(date(2026, 6, 1), date(2026, 6, 30)),
    st.sampled_from(DayStatus),
    minutes,
    minutes,
    st.booleans(),
    st.booleans(),
)


def plan_of(law: Ruleset, day: date = DAY) -> DayPlan:
    plan = plan_day(day, law).value
    assert isinstance(plan, DayPlan)
    return plan


@given(known_days, st.sampled_from(["five", "six"]), st.sampled_from(["even", "short_saturday"]))
def test_pasal_4_a_plan_lasts_its_minutes_and_its_break(day: date, week: str, share: str) -> None:
    law = Ruleset(ON, {"working_days.week": week, "working_time.six_days": share})
    plan = plan_day(day, law).value
    assert isinstance(plan, DayPlan) == is_working_day(day, week=week)
    if isinstance(plan, DayPlan):
        assert plan.ends_at - plan.starts_at == timedelta(minutes=plan.net_minutes + plan.break_minutes)


@given(known_days, st.sampled_from(["even", "short_saturday", "short_friday_saturday"]))
def test_pasal_4_a_week_without_holidays_has_the_minutes_of_the_law(day: date, share: str) -> None:
    days = [day + timedelta(days=offset) for offset in range(7)]
    assume(day.year == days[-1].year)
    assume(all(is_working_day(one, week="six") for one in days if one.weekday() < 6))
    seasons = {ramadan.is_ramadan(one) for one in days}
    assume(len(seasons) == 1)
    expected = 1950 if seasons == {True} else 2250
    assert required_minutes(day, LAW).value == expected
    six = Ruleset(ON, {"working_days.week": "six", "working_time.six_days": share})
    assert required_minutes(day, six).value == expected


@pytest.mark.parametrize("season", ["normal", "ramadan"])
def test_pasal_4_every_share_of_six_days_adds_up_to_the_week(season: str) -> None:
    week = LAW.law("jam_kerja.sepekan").value[season]
    assert {sum(share[season]) for share in LAW.law("jam_kerja.enam_hari").value.values()} == {week}


@given(st.times(), st.times(), st.integers(0, 300))
def test_a_shift_is_as_long_as_the_clock_says(start: time, end: time, pause: int) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    law = Ruleset(ON, {"working_time.longest_shift": 1440})
    length = (datetime.combine(DAY, end) - datetime.combine(DAY, start)) % timedelta(days=1)
    if timedelta() < length <= timedelta(minutes=pause):
        with pytest.raises(InvalidInput, match="istirahat"):
            plan_shift(DAY, start, end, pause, law)
        return
    plan = plan_shift(DAY, start, end, pause, law).value
    assert plan.ends_at - plan.starts_at == timedelta(minutes=plan.net_minutes + pause)
    assert plan.ends_next_day == (end <= start)


def test_a_year_without_ramadan_is_an_error_and_not_a_year_of_ordinary_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ramadan, "_years", dict)
    with pytest.raises(NoRamadanList, match="2026"):
        plan_day(DAY, LAW)


def test_a_roster_of_no_shifts_misses_the_whole_week() -> None:
    found = check_roster(date(2026, 6, 8), [], LAW).value
    assert found.problems == ("Kurang 2250 menit dari jam kerja sepekan.",)


@given(punch_lists, laws)
def test_minutes_of_a_day_are_never_negative_and_never_more_than_the_day(
    punches: list[Punch], law: Ruleset
) -> None:
    plan = plan_of(law)
    found = day_status(punches, plan, DayFacts(), law).value
    assert found.late_minutes >= 0
    assert found.early_minutes >= 0
    assert found.shortage_minutes >= 0
    assert not (found.early_minutes and found.shortage_minutes)
    span = (plan.ends_at - plan.starts_at) // timedelta(minutes=1)
    assert found.roster_day.short_minutes <= span


@given(punch_lists, laws, st.randoms())
def test_the_order_of_punches_and_a_punch_at_noon_change_nothing(
    punches: list[Punch], law: Ruleset, shuffler: object
) -> None:
    plan = plan_of(law)
    found = day_status(punches, plan, DayFacts(), law).value
    mixed = list(punches)
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]
    assert day_status(mixed, plan, DayFacts(), law).value == found
    if found.came_at and found.left_at and found.came_at < NOON < found.left_at:
        more = [*punches, Punch(NOON)]
        assert day_status(more, plan, DayFacts(), law).value == found


@given(st.integers(0, 239 * 60), st.integers(0, 239 * 60), laws)
def test_coming_later_never_costs_less(one: int, other: int, law: Ruleset) -> None:
    earlier, later = sorted((one, other))
    plan = plan_of(law)

    def cost(seconds: int) -> Decimal:
        punches = [Punch(plan.starts_at + timedelta(seconds=seconds)), Punch(EVENING)]
        return cut_of_day(day_status(punches, plan, DayFacts(), law).value.attendance_day, law).value.percent

    assert cost(earlier) <= cost(later)


@given(st.integers(0, 239 * 60), st.integers(0, 239 * 60), laws)
def test_leaving_earlier_never_costs_less(one: int, other: int, law: Ruleset) -> None:
    later, earlier = sorted((one, other))
    plan = plan_of(law)

    def cost(seconds: int) -> Decimal:
        punches = [Punch(plan.starts_at), Punch(plan.ends_at - timedelta(seconds=seconds))]
        return cut_of_day(day_status(punches, plan, DayFacts(), law).value.attendance_day, law).value.percent

    assert cost(later) <= cost(earlier)


@given(punch_lists, st.sampled_from(LeaveKind), laws)
def test_approved_leave_is_never_absence_and_never_cut(
    punches: list[Punch], leave: LeaveKind, law: Ruleset
) -> None:
    found = day_status(punches, plan_of(law), DayFacts(leave=leave), law).value
    assert found.status in (DayStatus.CUTI, DayStatus.SAKIT, DayStatus.LIBUR)
    assert found.roster_day.short_minutes == 0
    assert cut_of_day(found.attendance_day, law).value.percent == 0


@given(punch_lists, st.booleans(), st.booleans(), st.booleans())
def test_a_free_day_is_never_cut_whatever_is_known_of_it(
    punches: list[Punch], duty: bool, claim: bool, outage: bool
) -> None:
    facts = DayFacts(is_on_duty=duty, has_open_claim=claim, is_outage=outage)
    for status in (DayStatus.LIBUR, DayStatus.BUKAN_HARI_KERJA):
        found = day_status(punches, FreeDay(DAY, status), facts, LAW).value
        assert found.status is status
        assert cut_of_day(found.attendance_day, LAW).value.percent == 0


@given(punch_lists)
def test_a_recorded_outage_never_makes_a_day_worse(punches: list[Punch]) -> None:
    plan = plan_of(LAW)
    ordinary = day_status(punches, plan, DayFacts(), LAW).value
    outage = day_status(punches, plan, DayFacts(is_outage=True), LAW).value
    assert outage.status is not DayStatus.TANPA_KETERANGAN
    less = cut_of_day(outage.attendance_day, LAW).value.percent
    assert less <= cut_of_day(ordinary.attendance_day, LAW).value.percent


@given(st.lists(cut_rows, max_size=31), st.sampled_from(TABLES), st.integers(1, 100), st.integers(1, 100))
def test_a_month_never_costs_more_than_its_days_or_its_cap(
    rows: list[AttendanceDay], table: str, per_day: int, per_month: int
) -> None:
    law = Ruleset(
        ON, {"lateness.table": table, "lateness.cap_per_day": per_day, "lateness.cap_per_month": per_month}
    )
    month = cut_of_month(rows, law).value.percent
    assert 0 <= month <= per_month
    # Of two rows on one day each may be worse in another way, so merging costs at most what both cost.
    assert month <= sum(cut_of_day(row, law).value.percent for row in rows)
    assert cut_of_month(rows + rows, law).value.percent == month


@pytest.mark.parametrize("table", [table for table in TABLES if table != "own"])
@pytest.mark.parametrize("side", ["late", "early"])
def test_a_table_begins_at_one_minute_and_rises(table: str, side: str) -> None:
    bands = LAW.law(f"keterlambatan.tabel.{table}").value[side]
    assert bands[0]["from"] == 1
    for before, after in pairwise(bands):
        assert before["from"] < after["from"]
        assert before["percent"] <= after["percent"]


def test_every_flag_says_what_it_means() -> None:
    assert all(flag.sentence.endswith(".") for flag in PunchFlag)


@pytest.mark.parametrize("field", ["late_minutes", "early_minutes"])
@pytest.mark.parametrize("wrong", [-1, 1441])
def test_impossible_minutes_are_refused_and_say_the_bounds(field: str, wrong: int) -> None:
    with pytest.raises(InvalidInput, match="0 sampai 1440"):
        cut_of_day(AttendanceDay(DAY, DayStatus.HADIR, **{field: wrong}), LAW)  # type: ignore[arg-type]
