"""Attendance over columns: punches of many people become the status and the minutes of their days.

Tables have a row a day and a column a person. Moments are whole seconds from the midnight with which the day of the
plan begins, so that a night shift simply has larger ones. The shift before (`previous_end`) is not looked at: rosters
of shifts that follow each other closely are read one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selaras_rules import attendance as scalar
from selaras_rules.absence import DayStatus
from selaras_rules.errors import InvalidInput
from selaras_rules.leave import LeaveKind, leave_effect
from selaras_rules.punches import PunchSide
from selaras_rules.ruleset import Ruleset
from selaras_rules.working_days import NO_LOCAL_HOLIDAYS, LocalHolidays
from selaras_rules.working_time import DayPlan, FreeDay, plan_day

from .columns import (
    NO_CODE,
    Codes,
    Column,
    Truth,
    code_of,
    require_between,
    require_codes,
    require_same_length,
)

# "There is no such punch" among seconds.
NO_TIME = int(np.iinfo(np.int32).min)
Seconds = NDArray[np.int32]
Minutes = NDArray[np.int16]
Plans = Sequence[DayPlan | FreeDay]
_MINUTE, _DAY = 60, 86_400
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class DayPunches:
    """When people came and left: days × people, NO_TIME for what the punches do not tell."""

    came: Seconds
    left: Seconds


@dataclass(frozen=True, slots=True)
class KnownDays:
    """What is known beside the punches, days × people: as the fields of the scalar DayFacts.

    `excused` is the DayStatus code of duty, training or approved leave, NO_CODE for none; None means nowhere.
    """

    excused: Codes
    is_flexible_place: Truth | None = None
    is_outage: Truth | None = None
    is_manual: Truth | None = None
    has_open_claim: Truth | None = None


@dataclass(frozen=True, slots=True)
class DayResults:
    """Codes of DayStatus and minutes, days × people; a missing punch counts only for who was at work."""

    status: Codes
    late_minutes: Minutes
    early_minutes: Minutes
    shortage_minutes: Minutes
    is_missing_in: Truth
    is_missing_out: Truth

    @property
    def short_minutes(self) -> Minutes:
        """All minutes that were missing, for the count of absence."""
        return self.late_minutes + self.early_minutes + self.shortage_minutes


def plan_days(days: Sequence[date], ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS) -> Plans:
    """The plan of each day by the scalar rule; raises NoHolidayList or NoRamadanList."""
    return tuple(plan_day(day, ruleset, local=local).value for day in days)


def status_of_leave(leave: Column, ruleset: Ruleset) -> Codes:
    """Codes of DayStatus for codes of LeaveKind; raises InvalidInput naming the row."""
    require_codes(LeaveKind, leave, "cuti")
    table = [code_of(leave_effect(kind, ruleset).value.status) for kind in LeaveKind]
    return np.array(table, dtype=np.uint8)[leave]


def excused_days(person: Column, place: Column, status: Column, people: int, days: int) -> Codes:
    """Days × people from rows of (person, place of the day, DayStatus code): the status that wins, NO_CODE for none.

    Raises InvalidInput naming the row.
    """
    require_same_length(orang=person, hari=place, status=status)
    require_between(person, 0, people - 1, "orang")
    require_between(place, 0, days - 1, "hari")
    require_codes(DayStatus, status, "status")
    cells = np.full(days * people, NO_CODE, dtype=np.uint8)
    # The codes stand in the order in which one status wins over the other.
    np.minimum.at(cells, place.astype(np.int64) * people + person, status.astype(np.uint8))
    return cells.reshape(days, people)


def read_punches(
    person: Column,
    at: NDArray[np.datetime64],
    plans: Plans,
    people: int,
    ruleset: Ruleset,
    *,
    side: Column | None = None,
) -> DayPunches:
    """Coming and going of every person (0 to `people` − 1) on every day of the plans, from punches in local time.

    `side` are codes of PunchSide, AUTO when left out. Punches in order of time are read fastest. Raises
    InvalidInput naming the row.
    """
    require_same_length(orang=person, tap=at)
    require_between(person, 0, people - 1, "orang")
    seconds = at.astype("datetime64[s]").astype(np.int64)
    sides = np.full(len(person), code_of(PunchSide.AUTO), dtype=np.uint8) if side is None else side
    require_same_length(tap=at, sisi=sides)
    require_codes(PunchSide, sides, "sisi")
    if len(seconds) > 1 and (seconds[1:] < seconds[:-1]).any():
        order = np.argsort(seconds, kind="stable")
        person, seconds, sides = person[order], seconds[order], sides[order]
    came = np.full((len(plans), people), NO_TIME, dtype=np.int32)
    left = came.copy()
    for place, plan in enumerate(plans):
        if isinstance(plan, DayPlan):
            frame = _Frame.of(plan, ruleset)
            came[place], left[place] = _read_day(frame, person, seconds, sides, people)
    return DayPunches(came, left)


def day_status(read: DayPunches, plans: Plans, known: KnownDays, ruleset: Ruleset) -> DayResults:
    """Status and minutes of every day (PP 94/2021 art. 4 letter f; Perpres 21/2023); raises InvalidInput."""
    shape = read.came.shape
    if known.excused.shape != shape or len(plans) != shape[0]:
        raise InvalidInput("hari", f"{known.excused.shape}, {len(plans)} rencana", f"tabel {shape}")
    late, early, shortage = np.zeros((3, *shape), dtype=np.int16)
    missing_in, missing_out = np.zeros((2, *shape), dtype=np.bool_)
    found = DayResults(np.empty(shape, dtype=np.uint8), late, early, shortage, missing_in, missing_out)
    for place, plan in enumerate(plans):
        if isinstance(plan, FreeDay):
            found.status[place] = code_of(plan.status)
        else:
            _judge(found, place, _Frame.of(plan, ruleset), read, known, ruleset)
    return found


@dataclass(frozen=True, slots=True)
class _Frame:
    """A plan in seconds from its own midnight, with the choices that matter for reading punches."""

    plan: DayPlan
    midnight: int
    start: int
    end: int
    first: int
    last: int
    twice_noon: int
    filler: int
    filler_near: int
    apart: int
    by_sides: bool

    @classmethod
    def of(cls, plan: DayPlan, ruleset: Ruleset) -> _Frame:
        midnight = datetime.combine(plan.day, time())
        start, end = (int((moment - midnight).total_seconds()) for moment in (plan.starts_at, plan.ends_at))
        filler = ruleset.law("kehadiran.pengisi").value
        noon = _of_clock(ruleset.law("kehadiran.tengah_hari").value)
        is_day = start < noon < end and not plan.ends_next_day
        return cls(
            plan=plan,
            midnight=(plan.day - _EPOCH).days * _DAY,
            start=start,
            end=end,
            first=start - int(ruleset.choice("attendance.window_before")) * _MINUTE,
            last=end + int(ruleset.choice("attendance.window_after")) * _MINUTE,
            twice_noon=2 * noon if is_day else start + end,
            filler=_of_clock(filler["at"]),
            filler_near=int(filler["near"]) * _MINUTE,
            apart=int(ruleset.choice("attendance.double_tap_minutes")) * _MINUTE,
            by_sides=ruleset.choice("attendance.pairing") == "sides",
        )


def _of_clock(text: str) -> int:
    clock = time.fromisoformat(text)
    return clock.hour * 3600 + clock.minute * _MINUTE


def _read_day(
    frame: _Frame, person: Column, seconds: NDArray[np.int64], sides: Column, people: int
) -> tuple[Seconds, Seconds]:
    """One day of everybody out of the punches inside its window."""
    begin = int(np.searchsorted(seconds, frame.midnight + frame.first, side="left"))
    finish = int(np.searchsorted(seconds, frame.midnight + frame.last, side="right"))
    at = (seconds[begin:finish] - frame.midnight).astype(np.int32)
    who, side = person[begin:finish], sides[begin:finish]
    filled = _is_filler(frame, at)
    if filled.any():
        at, who, side = at[~filled], who[~filled], side[~filled]
    first, last = _ends(at, who, people)
    has = last != NO_TIME
    single = has & (last - first <= frame.apart)
    came, left = _by_sides(at, who, side, people) if frame.by_sides else _by_time(frame, first, last)
    nearer_to_start = np.abs(first - frame.start) <= np.abs(first - frame.end)
    came = np.where(single, np.where(nearer_to_start, first, NO_TIME), came)
    left = np.where(single, np.where(nearer_to_start, NO_TIME, first), left)
    return np.where(has, came, NO_TIME), np.where(has, left, NO_TIME)


def _is_filler(frame: _Frame, at: Seconds) -> Truth:
    is_that_minute = at % _DAY // _MINUTE == frame.filler // _MINUTE
    apart = np.minimum(np.abs(at - frame.end), np.abs(at - frame.start))
    return is_that_minute & (apart > frame.filler_near)


def _ends(at: Seconds, who: Column, people: int) -> tuple[Seconds, Seconds]:
    """First and last punch of each person; the first of nobody is 0, the last NO_TIME."""
    first = np.full(people, np.iinfo(np.int32).max, dtype=np.int32)
    last = np.full(people, NO_TIME, dtype=np.int32)
    np.minimum.at(first, who, at)
    np.maximum.at(last, who, at)
    return np.where(last == NO_TIME, 0, first), np.where(last == NO_TIME, NO_TIME, last)


def _by_time(frame: _Frame, first: Seconds, last: Seconds) -> tuple[Seconds, Seconds]:
    after = first >= frame.end
    before_noon = ~after & (2 * last.astype(np.int64) < frame.twice_noon)
    return np.where(after, NO_TIME, first), np.where(before_noon, NO_TIME, last)


def _by_sides(at: Seconds, who: Column, side: Column, people: int) -> tuple[Seconds, Seconds]:
    coming, going = side != code_of(PunchSide.PULANG), side != code_of(PunchSide.MASUK)
    came, has_come = _ends(at[coming], who[coming], people)
    _, left = _ends(at[going], who[going], people)
    came = np.where(has_come == NO_TIME, NO_TIME, came)
    # Without a side the same punch may not be both.
    return came, np.where(left == came, NO_TIME, left)


def _judge(
    found: DayResults, place: int, frame: _Frame, read: DayPunches, known: KnownDays, ruleset: Ruleset
) -> None:
    """Fills in one day of everybody, in the order in which the scalar rule asks."""
    came, left, excused = read.came[place], read.left[place], known.excused[place]
    none_in, none_out = came == NO_TIME, left == NO_TIME
    late, early = _late_and_early(frame, came, left, ruleset)
    elsewhere = _row(known.is_flexible_place, place, came)
    manual, outage = _row(known.is_manual, place, came), _row(known.is_outage, place, came)
    waits = _row(known.has_open_claim, place, came) & _may_wait(frame.plan, ruleset)
    incomplete, nothing = none_in | none_out, none_in & none_out
    status = np.where(nothing, code_of(DayStatus.TANPA_KETERANGAN), _present(late, early))
    status = np.where(incomplete & waits, code_of(DayStatus.MENUNGGU), status)
    forgiven = incomplete & (manual | (outage & ~nothing))
    status = np.where(incomplete & outage & ~manual & nothing, code_of(DayStatus.MENUNGGU), status)
    status = np.where(forgiven, _present(late, early), status)
    status = np.where(elsewhere, code_of(DayStatus.FLEKSIBEL), status)
    status = np.where(excused != NO_CODE, excused, status).astype(np.uint8)
    at_work = np.isin(status, [code_of(kind) for kind in DayStatus if kind.was_at_work])
    found.status[place] = status
    found.late_minutes[place] = np.where(at_work, late, 0)
    shifted = frame.plan.flexible_minutes > 0
    (found.shortage_minutes if shifted else found.early_minutes)[place] = np.where(at_work, early, 0)
    found.is_missing_in[place] = at_work & none_in & ~forgiven
    found.is_missing_out[place] = at_work & none_out & ~forgiven


def _present(late: Column, early: Column) -> Column:
    status = np.where(early > 0, code_of(DayStatus.PULANG_CEPAT), code_of(DayStatus.HADIR))
    return np.where(late > 0, code_of(DayStatus.TERLAMBAT), status)


def _row(table: Truth | None, place: int, like: NDArray[Any]) -> Truth:
    return np.zeros(len(like), dtype=np.bool_) if table is None else table[place]


def _may_wait(plan: DayPlan, ruleset: Ruleset) -> bool:
    """Whether an open claim on that day still waits, asked of the scalar rule."""
    claimed = scalar.DayFacts(has_open_claim=True)
    return scalar.day_status((), plan, claimed, ruleset).value.status is DayStatus.MENUNGGU


def _late_and_early(
    frame: _Frame, came: Seconds, left: Seconds, ruleset: Ruleset
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Whole minutes after the start and before the end; 0 where the punch is missing."""
    flexible = frame.plan.flexible_minutes
    has_come, has_left = came != NO_TIME, left != NO_TIME
    arrived, gone = np.where(has_come, came, frame.start), np.where(has_left, left, frame.end)
    end = np.full(len(came), frame.end, dtype=np.int32)
    if flexible:
        lowest = -flexible if frame.plan.is_flexible_early else 0
        end = end + np.clip((arrived - frame.start) // _MINUTE, lowest, flexible) * _MINUTE
    late = np.maximum((arrived - frame.start - flexible * _MINUTE) // _MINUTE, 0)
    tolerated = late <= int(ruleset.choice("lateness.tolerance_minutes"))
    if ruleset.choice("lateness.makeup"):
        tolerated &= has_left & (gone >= end + late * _MINUTE)
    late = np.where(has_come & ~tolerated, late, 0)
    early = np.where(has_left, np.maximum((end - gone) // _MINUTE, 0), 0)
    return late, early
