"""The absence ladder over columns: every number of days asked of the scalar rule, by the law of the day of the act."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from selaras_rules import discipline as scalar
from selaras_rules.absence import DayStatus
from selaras_rules.parameters import parameter
from selaras_rules.positions import EmployeeStatus
from selaras_rules.ruleset import Ruleset

from .columns import (
    NO_CODE,
    Codes,
    Column,
    Truth,
    Whole,
    code_of,
    require_between,
    require_codes,
    require_same_length,
)

# Above the last number of the ladder nothing changes any more.
_MOST_DAYS = 367
_MOST_MINUTES = 366 * 24 * 60
_KEYS = (
    "disiplin.jenis",
    "disiplin.jenis_sedang",
    "disiplin.tangga_ketidakhadiran",
    "disiplin.berturut_turut",
    "disiplin.berlaku_bagi",
)


@dataclass(frozen=True, slots=True)
class Absences:
    """A month or a year of days, counted: unexcused days, short minutes, longest and last run, open days.

    `open_run` is the run that the last day leaves open, for the days that follow.
    """

    days: Whole
    minutes: Whole
    longest_run: Whole
    open_run: Whole
    pending: Whole


@dataclass(frozen=True, slots=True)
class AbsenceProposals:
    """What the ladder proposes: the place of the step in `absence_steps()`, NO_CODE for none."""

    step: Codes
    total_days: Whole
    days_of_minutes: Whole
    remaining_minutes: Whole
    is_by_run: Truth
    stops_pay: Truth


@cache
def absence_steps() -> tuple[str, ...]:
    """Every step of every version of the law, lightest first: "R1" to "B4"."""
    return tuple(dict.fromkeys(step for value in parameter("disiplin.jenis").values for step in value.value))


def count_absence(
    status: NDArray[np.uint8], short_minutes: Column, *, run_before: Column | None = None
) -> Absences:
    """Counts of each person from a row of days: codes of DayStatus and minutes that were missing.

    Every day of the span has its column; `run_before` is the run of unexcused working days that leads up to it.
    Raises InvalidInput for an unknown status or negative minutes.
    """
    require_codes(DayStatus, status.reshape(-1), "status")
    require_between(short_minutes.reshape(-1), 0, 24 * 60, "menit_kurang")
    unexcused = status == code_of(DayStatus.TANPA_KETERANGAN)
    kinds = tuple(DayStatus)
    free = np.array([kind.is_free for kind in kinds])[status]
    at_work = np.array([kind.was_at_work for kind in kinds])[status]
    run = np.zeros(len(status), dtype=np.int64) if run_before is None else run_before.astype(np.int64)
    longest = np.zeros(len(status), dtype=np.int64)
    for day in range(status.shape[1]):
        run = np.where(unexcused[:, day], run + 1, np.where(free[:, day], run, 0))
        longest = np.maximum(longest, np.where(unexcused[:, day], run, 0))
    return Absences(
        days=unexcused.sum(axis=1, dtype=np.int64),
        minutes=np.where(at_work, short_minutes, 0).sum(axis=1, dtype=np.int64),
        longest_run=longest,
        open_run=run,
        pending=(status == code_of(DayStatus.MENUNGGU)).sum(axis=1, dtype=np.int64),
    )


def propose_for_absence(
    act_day: NDArray[np.datetime64],
    ruleset: Ruleset,
    *,
    days: Column,
    minutes: Column,
    minutes_ramadan: Column,
    longest_run: Column,
    status: Column,
) -> AbsenceProposals:
    """The step of the ladder for each row, by the law of its own day of the act (PP 94/2021 art. 9–11; PP 53/2010).

    `status` are codes of EmployeeStatus. Raises InvalidInput naming the row, or for an act after the ruleset's day.
    """
    require_same_length(
        tanggal_perbuatan=act_day, hari=days, menit=minutes, menit_ramadan=minutes_ramadan,
        berturut_turut=longest_run, status_pegawai=status,
    )  # fmt: skip
    require_codes(EmployeeStatus, status, "status_pegawai")
    require_between(days, 0, 366, "hari")
    require_between(longest_run, 0, 2**31, "berturut_turut")
    for field, column in (("menit", minutes), ("menit_ramadan", minutes_ramadan)):
        require_between(column, 0, _MOST_MINUTES, field)
    whole, rest = _days_of_minutes(minutes.astype(np.int64), minutes_ramadan.astype(np.int64), ruleset)
    total = days.astype(np.int64) + whole
    step = np.full(len(total), NO_CODE, dtype=np.uint8)
    flags = np.zeros((len(total), 2), dtype=np.bool_)
    for of_act, rows in _by_regime(act_day, ruleset):
        table = _ladder(of_act)
        by_run = _reaches_run(longest_run[rows], of_act)
        place = (status[rows].astype(np.int64) * 2 + by_run) * (_MOST_DAYS + 1) + np.minimum(
            total[rows], _MOST_DAYS
        )
        step[rows], flags[rows] = table.step[place], table.flags[place]
    return AbsenceProposals(step, total, whole, rest, flags[:, 0], flags[:, 1])


def _days_of_minutes(minutes: Whole, ramadan: Whole, ruleset: Ruleset) -> tuple[Whole, Whole]:
    """Both kinds of minutes over one denominator: whole days, and the rest in minutes of an ordinary day."""
    a_day = int(ruleset.choice("discipline.minutes_per_day"))
    in_ramadan = int(ruleset.choice("discipline.minutes_per_day_ramadan"))
    parts = minutes * in_ramadan + ramadan * a_day
    return parts // (a_day * in_ramadan), parts % (a_day * in_ramadan) // in_ramadan


@dataclass(frozen=True, slots=True)
class _Ladder:
    step: Codes
    flags: NDArray[np.bool_]


@lru_cache(maxsize=64)
def _ladder(of_act: Ruleset) -> _Ladder:
    """The scalar proposal for every status, with and without a run, for every number of days."""
    run = int(of_act.law("disiplin.berturut_turut").value["days"])
    found = [
        scalar.propose_for_absence(of_act.on, of_act, days=days, longest_run=longest, status=status).value
        for status in EmployeeStatus
        for longest in (0, run)
        for days in range(_MOST_DAYS + 1)
    ]
    places = {step: place for place, step in enumerate(absence_steps())} | {scalar.NO_STEP: NO_CODE}
    return _Ladder(
        np.array([places[one.step] for one in found], dtype=np.uint8),
        np.array([(one.is_by_run, one.stops_pay) for one in found], dtype=np.bool_),
    )


def _reaches_run(longest_run: Column, of_act: Ruleset) -> Column:
    days = int(of_act.law("disiplin.berturut_turut").value["days"])
    return (longest_run >= days).astype(np.int64) if days else np.zeros(len(longest_run), dtype=np.int64)


def _by_regime(act_day: NDArray[np.datetime64], ruleset: Ruleset) -> list[tuple[Ruleset, NDArray[np.intp]]]:
    """The rows that share one version of the law, each with the law of one of their days."""
    distinct, place = np.unique(act_day.astype("datetime64[D]"), return_inverse=True)
    laws: dict[tuple[date, ...], Ruleset] = {}
    rows: dict[tuple[date, ...], list[int]] = defaultdict(list)
    for number, day in enumerate(distinct.tolist()):
        of_act = scalar.ruleset_of_act(day, ruleset)
        version = tuple(of_act.law(key).effective for key in _KEYS)
        laws.setdefault(version, of_act)
        rows[version].append(number)
    return [(laws[version], np.flatnonzero(np.isin(place, numbers))) for version, numbers in rows.items()]
