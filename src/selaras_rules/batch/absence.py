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
from selaras_rules.errors import InvalidInput
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
    """A span of days of each person, counted: unexcused days, short minutes, longest and last run, open days.

    `minutes` are those outside Ramadan where days of Ramadan were named. `open_run` is the run that the last day
    leaves open, for the days that follow; `last_act` the place of the last day of absence or shortage, -1 for none.
    """

    days: Whole
    minutes: Whole
    minutes_ramadan: Whole
    longest_run: Whole
    open_run: Whole
    pending: Whole
    last_act: Whole


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
    status: Codes, short_minutes: Column, *, run_before: Column | None = None, ramadan: Truth | None = None
) -> Absences:
    """Counts of each person over days × people: codes of DayStatus, and the minutes that were missing.

    Every day of the span has its row, in order; `run_before` is the run of unexcused working days that leads up to
    it, `ramadan` says which days have minutes of their own kind. Raises InvalidInput for an unknown status, negative
    minutes or more than a day has.
    """
    if status.ndim != 2 or status.shape != short_minutes.shape:
        raise InvalidInput("status", f"tabel {status.shape}", f"tabel {short_minutes.shape}: hari × orang")
    require_codes(DayStatus, status.reshape(-1), "status")
    require_between(short_minutes.reshape(-1), 0, 24 * 60, "menit_kurang")
    kinds = tuple(DayStatus)
    free, at_work = (
        np.array(truths)[status]
        for truths in ([kind.is_free for kind in kinds], [kind.was_at_work for kind in kinds])
    )
    unexcused = status == code_of(DayStatus.TANPA_KETERANGAN)
    minutes = np.where(at_work, short_minutes, 0)
    in_ramadan = np.zeros(len(status), dtype=np.bool_) if ramadan is None else ramadan
    longest, run = _runs(unexcused, free, run_before)
    return Absences(
        days=unexcused.sum(axis=0, dtype=np.int64),
        minutes=minutes[~in_ramadan].sum(axis=0, dtype=np.int64),
        minutes_ramadan=minutes[in_ramadan].sum(axis=0, dtype=np.int64),
        longest_run=longest,
        open_run=run,
        pending=(status == code_of(DayStatus.MENUNGGU)).sum(axis=0, dtype=np.int64),
        last_act=_last(unexcused | (minutes > 0)),
    )


def _runs(unexcused: Truth, free: Truth, run_before: Column | None) -> tuple[Whole, Whole]:
    """The longest run that reaches into the span, and the run that its last day leaves open."""
    people = unexcused.shape[1]
    run = np.zeros(people, dtype=np.int64) if run_before is None else run_before.astype(np.int64)
    longest = np.zeros(people, dtype=np.int64)
    for absent, nobody_expected in zip(unexcused, free, strict=True):
        run = np.where(absent, run + 1, np.where(nobody_expected, run, 0))
        longest = np.maximum(longest, np.where(absent, run, 0))
    return longest, run


def _last(acts: Truth) -> Whole:
    """The place of the last true day of each person, -1 for none."""
    last = len(acts) - 1 - acts[::-1].argmax(axis=0) if len(acts) else np.zeros(acts.shape[1], dtype=np.int64)
    return np.where(acts.any(axis=0), last, -1).astype(np.int64)


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
