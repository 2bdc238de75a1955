"""A month of attendance of the synthetic nation: punches as devices write them, days that HR knows, facts for the TPP.

People come around the start of the day and leave around its end; some forget a punch, some punch twice, some are away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selaras_rules import is_working_day
from selaras_rules.absence import DayStatus
from selaras_rules.batch import code_of
from selaras_rules.nation import write_columns
from tools.bench_law.nation import Part, Size, drawn, form_of, parts

YEAR, MONTH = 2026, 10
_DAY = 86_400
_START, _END = 7 * 3600 + 30 * 60, 16 * 3600
_FRIDAY, _FRIDAY_END = 4, 16 * 3600 + 30 * 60
# Shares of the days of a person who is expected to come.
_AWAY = {DayStatus.CUTI: 0.030, DayStatus.SAKIT: 0.010, DayStatus.DINAS: 0.025, DayStatus.PELATIHAN: 0.010}
_ABSENT, _NO_IN, _NO_OUT, _TWICE = 0.004, 0.007, 0.015, 0.03


@dataclass(frozen=True, slots=True)
class Month:
    """The working days of the month that everybody shares."""

    days: tuple[date, ...]

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """The working days of a week of five days by the national list."""
        first = date(year, month, 1)
        span = (first + timedelta(offset) for offset in range(31))
        return cls(tuple(day for day in span if day.month == month and is_working_day(day)))


def is_made(folder: Path, size: Size) -> bool:
    """Whether the punches of this very nation lie there, whole."""
    try:
        return bool(json.loads((folder / "punched.json").read_text("utf-8")) == form_of(size))
    except (OSError, ValueError):
        return False


def finish(folder: Path, size: Size) -> None:
    """Notes that the month is whole."""
    (folder / "punched.json").write_text(json.dumps(form_of(size)), "utf-8")


def make(folder: Path, size: Size) -> Iterator[Part]:
    """Writes the tables of the month part by part, and yields each part when it is there."""
    month = Month.of(YEAR, MONTH)
    for part in parts(size):
        chance = part.generator("punches")
        expected, away = _days(chance, part, month)
        write_columns(folder / "punches" / part.name, _punches(chance, part, month, expected))
        write_columns(folder / "known_days" / part.name, away)
        write_columns(folder / "months" / part.name, _facts(part))
        yield part


def _days(
    chance: np.random.Generator, part: Part, month: Month
) -> tuple[NDArray[np.bool_], dict[str, NDArray[Any]]]:
    """Who is expected to punch on which day, and the days on which HR knows why somebody does not."""
    shape = (part.people, len(month.days))
    share = chance.random(shape, dtype=np.float32)
    bounds = np.cumsum([*_AWAY.values(), _ABSENT])
    kind = np.searchsorted(bounds.astype(np.float32), share.reshape(-1), side="right").reshape(shape)
    person, day = np.nonzero(kind < len(_AWAY))
    codes = np.array([code_of(status) for status in _AWAY], dtype=np.uint8)
    away: dict[str, NDArray[Any]] = {
        "employee": part.first + person.astype(np.int64),
        "day": np.array(month.days, dtype="datetime64[D]")[day],
        "status": codes[kind[person, day]],
    }
    return kind > len(_AWAY), away


def _punches(
    chance: np.random.Generator, part: Part, month: Month, expected: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """One row a punch, in the order in which devices hand them over: by time."""
    employees, moments = [], []
    for place, day in enumerate(month.days):
        person = np.flatnonzero(expected[:, place])
        midnight = (day - date(1970, 1, 1)).days * _DAY
        finish = _FRIDAY_END if day.weekday() == _FRIDAY else _END
        arrives = _START + chance.normal(-700, 800, len(person))
        leaves = finish + chance.exponential(1500, len(person)) - 240
        came, left = chance.random(len(person)) >= _NO_IN, chance.random(len(person)) >= _NO_OUT
        twice = chance.random(len(person)) < _TWICE
        who = np.concatenate((person[came], person[left], person[twice & came]))
        when = np.concatenate((arrives[came], leaves[left], arrives[twice & came] + 45))
        seconds = midnight + np.clip(when, 0, _DAY - 1).astype(np.int64)
        order = np.argsort(seconds, kind="stable")
        employees.append(part.first + who[order].astype(np.int64))
        moments.append(seconds[order])
    return {"employee": np.concatenate(employees), "at": np.concatenate(moments).astype("datetime64[s]")}


def _facts(part: Part) -> dict[str, NDArray[Any]]:
    """What the month needs to know of each person: predikat for productivity, cuts, absence so far this year."""
    chance, count = part.generator("months"), part.people
    absent = chance.random(count) < 0.03
    run = np.where(absent & (chance.random(count) < 0.05), chance.integers(1, 9, count), 0)
    return {
        "employee": part.first + np.arange(count, dtype=np.int64),
        "status": drawn(chance, count, [0.72, 0.02, 0.26]),  # PNS, CPNS, PPPK
        "predikat": drawn(chance, count, [0.17, 0.76, 0.04, 0.02, 0.01]),
        "regional_cut": np.where(chance.random(count) < 0.003, 2500, 0).astype(np.int16),
        "allowance_cut": np.where(chance.random(count) < 0.001, 2500, 0).astype(np.int16),
        "days": np.where(chance.random(count) < 0.99, 31, chance.integers(1, 31, count)).astype(np.uint8),
        "days_before": np.where(absent, chance.integers(1, 12, count), 0).astype(np.int16),
        "minutes_before": np.minimum(chance.exponential(300, count), 20_000).astype(np.int32),
        "minutes_ramadan_before": np.minimum(chance.exponential(40, count), 5_000).astype(np.int32),
        "run_before": run.astype(np.uint8),
        "longest_run_before": np.maximum(run, absent * chance.integers(1, 4, count)).astype(np.uint8),
        "act_before": np.full(count, np.datetime64(f"{YEAR}-{MONTH - 1:02d}-15"), dtype="datetime64[D]"),
    }
