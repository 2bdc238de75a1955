"""A month of attendance: punches become days, days become lateness and absence, and these become the TPP.

Codes are those of `selaras_rules.batch`; NO_CODE (255) says that there is none. Cuts are ten-thousandths of a percent,
the TPP hundredths of a percent of its base; nothing is money.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selaras_rules import batch
from selaras_rules.absence import DayStatus
from selaras_rules.periods import Period
from selaras_rules.ruleset import Ruleset
from selaras_rules.working_time import DayPlan

from .parquet import Columns, read_columns, rows_of, write_columns
from .tally import Tally

# What is read; the synthetic nation of tools/bench_law writes the same.
PUNCHES = ("employee", "at")
KNOWN_DAYS = ("employee", "day", "status")
PEOPLE = (
    "employee", "status", "predikat", "regional_cut", "allowance_cut", "days", "days_before", "minutes_before",
    "minutes_ramadan_before", "run_before", "longest_run_before", "act_before",
)  # fmt: skip
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class AttendanceMonth:
    """The job: `source` holds months/, punches/ and known_days/; `target` receives days/ and months/.

    `month` is written "2026-10"; `on` is the day on which it is judged, with the law and the choices of that day.
    All people of the tables share one roster: agencies of other hours are jobs of their own, with their choices.
    """

    source: Path
    target: Path
    month: str
    on: date
    choices: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, part: str) -> Tally:
        """Works on one part; a part that was worked on before is written again, the same."""
        ruleset, tally = Ruleset(self.on, self.choices), Tally()
        days = _days_of(Period.parse(self.month))
        plans = batch.plan_days(days, ruleset)
        with tally.timing("read"):
            people = read_columns(self.source / "months" / part, PEOPLE)
            punches = read_columns(self.source / "punches" / part, PUNCHES)
            known = read_columns(self.source / "known_days" / part, KNOWN_DAYS)
        with tally.timing("rules"):
            person = rows_of(people["employee"], punches["employee"], "employee")
            read = batch.read_punches(person, punches["at"], plans, len(people["employee"]), ruleset)
            tally.counts["punches"] += len(person)
            del punches, person
            excused = _excused(known, people["employee"], days)
            found = batch.day_status(read, plans, batch.KnownDays(excused), ruleset)
            cuts = batch.cut_of_days(found, ruleset)
            months = _months(people, found, cuts, plans, ruleset)
            table = _table(people["employee"], plans, read, found, cuts)
            _sum_up(tally, months, table, cuts.bands)
        with tally.timing("write"):
            write_columns(self.target / "days" / part, table)
            write_columns(self.target / "months" / part, months)
        return tally


def _days_of(month: Period) -> tuple[date, ...]:
    return tuple(map(date.fromordinal, range(month.start.toordinal(), month.end.toordinal() + 1)))


def _excused(known: Columns, employees: NDArray[np.int64], days: Sequence[date]) -> batch.Codes:
    person = rows_of(employees, known["employee"], "employee")
    place = (known["day"].astype("datetime64[D]") - np.datetime64(days[0])) // _DAY
    return batch.excused_days(person, place, known["status"], len(employees), len(days))


def _months(
    people: Columns, found: batch.DayResults, cuts: batch.DayCuts, plans: batch.Plans, ruleset: Ruleset
) -> Columns:
    """Absence of the year so far with its proposed step, the cut of the month and the TPP."""
    absence = _absence(people, found, plans, ruleset)
    cut = batch.cut_of_attendance_month(cuts, ruleset)
    count = len(people["employee"])
    tpp = batch.measure_tpp(
        batch.TppMonths(
            productivity=people["predikat"],
            cut=cut,
            regional_cut=batch.Amounts(people["regional_cut"].astype(np.int64)),
            allowance_cut=batch.Amounts(people["allowance_cut"].astype(np.int64)),
            days=people["days"],
            days_in_month=np.full(count, len(plans), dtype=np.uint8),
        ),
        ruleset,
    )
    return {
        "employee": people["employee"],
        "cut": cut.whole.astype(np.int32),
        "tpp": tpp.percent.whole.astype(np.int32),
        **absence,
    }


def _absence(people: Columns, found: batch.DayResults, plans: batch.Plans, ruleset: Ruleset) -> Columns:
    ramadan = np.array([isinstance(plan, DayPlan) and plan.is_ramadan for plan in plans])
    month = batch.count_absence(
        found.status, found.short_minutes, run_before=people["run_before"], ramadan=ramadan
    )
    first = np.datetime64(plans[0].day)
    act_day = np.where(
        month.last_act >= 0, first + month.last_act * _DAY, people["act_before"].astype("datetime64[D]")
    )
    longest = np.maximum(people["longest_run_before"], month.longest_run)
    proposal = batch.propose_for_absence(
        act_day,
        ruleset,
        days=people["days_before"] + month.days,
        minutes=people["minutes_before"] + month.minutes,
        minutes_ramadan=people["minutes_ramadan_before"] + month.minutes_ramadan,
        longest_run=longest,
        status=people["status"],
    )
    return {
        "absent_days": month.days.astype(np.uint8),
        "short_minutes": (month.minutes + month.minutes_ramadan).astype(np.int32),
        "run": month.open_run.astype(np.int16),
        "longest_run": longest.astype(np.int16),
        "total_days": proposal.total_days.astype(np.int16),
        "step": proposal.step,
        "is_by_run": proposal.is_by_run,
    }


def _table(
    employees: NDArray[np.int64],
    plans: batch.Plans,
    read: batch.DayPunches,
    found: batch.DayResults,
    cuts: batch.DayCuts,
) -> Columns:
    """One row a person and day on which somebody was expected, day after day."""
    expected = np.array([isinstance(plan, DayPlan) for plan in plans])
    days = np.array([plan.day for plan in plans], dtype="datetime64[D]")[expected]
    rows: Columns = {"employee": np.tile(employees, len(days)), "day": np.repeat(days, len(employees))}
    tables: Columns = {
        "status": found.status,
        "came": read.came,
        "left": read.left,
        "late_minutes": found.late_minutes,
        "early_minutes": found.early_minutes,
        "shortage_minutes": found.shortage_minutes,
        "late_band": cuts.late_band,
        "early_band": cuts.early_band,
        "cut": cuts.percent,
    }
    return rows | {name: table[expected].reshape(-1) for name, table in tables.items()}


def _sum_up(tally: Tally, months: Columns, days: Columns, bands: Sequence[str]) -> None:
    tally.counts["people"] += len(months["employee"])
    tally.counts["days"] += len(days["employee"])
    statuses = np.bincount(days["status"], minlength=len(DayStatus)).tolist()
    for status, count in zip(DayStatus, statuses, strict=True):
        tally.counts[f"days {status.value}"] += count
    late, early = (
        np.bincount(days[name], minlength=batch.NO_CODE + 1) for name in ("late_band", "early_band")
    )
    for place, band in enumerate(bands):
        tally.counts[f"band {band}"] += int(late[place] + early[place])
    steps = np.bincount(months["step"], minlength=batch.NO_CODE + 1).tolist()
    for place, step in enumerate(batch.absence_steps()):
        tally.counts[f"step {step}"] += steps[place]
    tally.counts["cut in ten-thousandths of a percent"] += int(months["cut"].sum(dtype=np.int64))
    tally.counts["tpp in hundredths of a percent"] += int(months["tpp"].sum(dtype=np.int64))
