"""A month of attendance of a nation: every day and every person as the scalar rules say, from punch to TPP."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selaras_rules import Predikat, Ruleset, batch
from selaras_rules.absence import DayStatus, RosterDay, count_absence
from selaras_rules.attendance import DayFacts, day_status
from selaras_rules.discipline import propose_for_absence
from selaras_rules.lateness import AttendanceDay, cut_of_day, cut_of_month
from selaras_rules.leave import LeaveKind
from selaras_rules.nation import AttendanceMonth, Tally, parts_in, read_columns, run_here, write_columns
from selaras_rules.nation.month import KNOWN_DAYS, PEOPLE, PUNCHES
from selaras_rules.positions import EmployeeStatus
from selaras_rules.punches import Punch, PunchFlag
from selaras_rules.tpp import TppCut, TppMonth, measure_tpp
from selaras_rules.working_time import DayPlan, plan_day
from tools.bench_law import punches
from tools.bench_law.nation import Size

# No database is in it, so the round on the other one would show nothing new.
pytestmark = pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="only on SQLite")

JUDGED = date(2026, 11, 10)
LAW = Ruleset(JUDGED)
MONTH = [date(2026, 10, 1) + timedelta(offset) for offset in range(31)]
DAYS = ("employee", "day", "status", "late_minutes", "early_minutes", "late_band", "early_band", "cut")
MONTHS = (
    "employee",
    "cut",
    "tpp",
    "absent_days",
    "short_minutes",
    "total_days",
    "step",
    "is_by_run",
    "longest_run",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    for _ in punches.make(folder, Size(people=120, agencies=5)):
        pass
    return folder


@pytest.fixture(scope="module")
def results(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results")
    for part in parts_in(small / "punches"):
        AttendanceMonth(small, folder, "2026-10", JUDGED)(part)
    return folder


def rows(path: Path, names: tuple[str, ...]) -> list[dict[str, Any]]:
    columns = read_columns(path, names)
    for name in ("day", "act_before"):
        if name in columns:
            columns[name] = columns[name].astype("datetime64[D]")
    lists = {name: column.tolist() for name, column in columns.items()}
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def by_employee(path: Path, names: tuple[str, ...]) -> dict[int, list[dict[str, Any]]]:
    found = defaultdict(list)
    for row in rows(path, names):
        found[row["employee"]].append(row)
    return found


def facts_of(status: int | None) -> DayFacts:
    kind = None if status is None else tuple(DayStatus)[status]
    leave = {DayStatus.CUTI: LeaveKind.TAHUNAN, DayStatus.SAKIT: LeaveKind.SAKIT}
    return DayFacts(
        leave=leave.get(kind) if kind else None, is_on_duty=kind is DayStatus.DINAS,
        is_training=kind is DayStatus.PELATIHAN,
    )  # fmt: skip


def judged(taps: list[datetime], known: dict[date, int]) -> tuple[list[RosterDay], list[AttendanceDay]]:
    """The days of a month as the scalar rules read and judge them."""
    roster, attended = [], []
    for day in MONTH:
        found = day_status(
            [Punch(at) for at in taps], plan_day(day, LAW).value, facts_of(known.get(day)), LAW
        ).value
        missing = [
            found.status.was_at_work and flag in found.flags
            for flag in (PunchFlag.TANPA_TAP_MASUK, PunchFlag.TANPA_TAP_PULANG)
        ]
        roster.append(found.roster_day)
        attended.append(
            AttendanceDay(day, found.status, found.late_minutes, found.early_minutes, missing[0], missing[1])
        )
    return roster, attended


@pytest.mark.trace("P-18")
def test_from_punch_to_tpp_everybody_has_what_the_scalar_rules_say(small: Path, results: Path) -> None:
    seen = 0
    for part in parts_in(small / "punches"):
        taps = by_employee(small / "punches" / part, PUNCHES)
        known = by_employee(small / "known_days" / part, KNOWN_DAYS)
        days = by_employee(results / "days" / part, DAYS)
        months = by_employee(results / "months" / part, MONTHS)
        for person in rows(small / "months" / part, PEOPLE):
            employee = person["employee"]
            roster, attended = judged(
                [row["at"] for row in taps[employee]],
                {row["day"]: row["status"] for row in known[employee]},
            )
            check_days(days[employee], attended)
            check_month(months[employee][0], person, roster, attended)
            seen += 1
    assert seen == 120


def check_days(found: list[dict[str, Any]], attended: list[AttendanceDay]) -> None:
    expected = [one for one in attended if isinstance(plan_day(one.day, LAW).value, DayPlan)]
    assert [row["day"] for row in found] == [one.day for one in expected]
    for row, one in zip(found, expected, strict=True):
        assert tuple(DayStatus)[row["status"]] is one.status
        assert (row["late_minutes"], row["early_minutes"]) == (one.late_minutes, one.early_minutes)
        assert Decimal(row["cut"]) / 10_000 == cut_of_day(one, LAW).value.percent


def check_month(
    found: dict[str, Any], person: dict[str, Any], roster: list[RosterDay], attended: list[AttendanceDay]
) -> None:
    cut = cut_of_month(attended, LAW).value.percent
    assert Decimal(found["cut"]) / 10_000 == cut
    month = TppMonth(
        tuple(Predikat)[person["predikat"]], (TppCut("kehadiran", cut),), Decimal(person["regional_cut"]) / 100,
        Decimal(person["allowance_cut"]) / 100, person["days"], 31,
    )  # fmt: skip
    assert Decimal(found["tpp"]) / 100 == measure_tpp(month, LAW).value.percent
    before = [
        RosterDay(MONTH[0] - timedelta(ago), DayStatus.TANPA_KETERANGAN)
        for ago in range(person["run_before"], 0, -1)
    ]
    counted = count_absence(2026, [*before, *roster], LAW).value
    own = count_absence(2026, roster, LAW).value
    proposal = propose_for_absence(
        own.act_day or person["act_before"], LAW, days=person["days_before"] + own.days,
        minutes=person["minutes_before"] + own.minutes, minutes_ramadan=person["minutes_ramadan_before"],
        longest_run=max(person["longest_run_before"], counted.longest_run),
        status=tuple(EmployeeStatus)[person["status"]],
    ).value  # fmt: skip
    assert (found["absent_days"], found["short_minutes"]) == (own.days, own.minutes)
    step = "" if found["step"] == batch.NO_CODE else batch.absence_steps()[found["step"]]
    assert (step, found["is_by_run"], found["total_days"]) == (
        proposal.step, proposal.is_by_run, proposal.total.days,
    )  # fmt: skip


@pytest.mark.slow
def test_two_processes_give_the_same_month(small: Path, results: Path, tmp_path: Path) -> None:
    whole = Tally()
    for tally in run_here(AttendanceMonth(small, tmp_path, "2026-10", JUDGED), parts_in(small / "punches")):
        whole.add(tally)
    assert whole.counts["people"] == 120
    assert whole.counts["days"] == 120 * sum(isinstance(plan_day(day, LAW).value, DayPlan) for day in MONTH)
    for table, names in (("days", DAYS), ("months", MONTHS)):
        for part in parts_in(results / table):
            one, other = (
                read_columns(results / table / part, names),
                read_columns(tmp_path / table / part, names),
            )
            for name in names:
                np.testing.assert_array_equal(one[name], other[name])


def test_a_punch_of_somebody_unknown_stops_the_part(small: Path, tmp_path: Path) -> None:
    part = parts_in(small / "punches")[0]
    for table, names in (("punches", PUNCHES), ("known_days", KNOWN_DAYS), ("months", PEOPLE)):
        columns = read_columns(small / table / part, names)
        if table == "punches":
            columns["employee"][0] = 10**12
        write_columns(tmp_path / table / part, columns)
    with pytest.raises(ValueError, match="employee 1000000000000 is not known"):
        AttendanceMonth(tmp_path, tmp_path / "out", "2026-10", JUDGED)(part)
