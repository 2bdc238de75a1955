"""Working hours: the plan of a day, a shift, a roster week (Perpres 21/2023), flexible places, local time.

Times are local times of the place of work. A plan says when somebody is expected; it judges nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from .absence import DayStatus
from .errors import InvalidInput
from .findings import Finding, Step
from .periods import date_label
from .ramadan import is_ramadan, ramadan_of
from .ruleset import Ruleset
from .time_zones import TimeZone, offset_of
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, day_label, holidays_of

_DAY = timedelta(days=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day on which nobody is expected: LIBUR for a holiday or joint leave, BUKAN_HARI_KERJA for a weekend."""

    day: date
    status: DayStatus


@dataclass(frozen=True, slots=True)
class DayPlan:
    """When somebody is expected. `net_minutes` are without the break; `flexible_minutes` may be started later.

    `ends_next_day` marks a night shift; `is_flexible_early` lets an early start end earlier as well.
    """

    day: date
    start: time
    end: time
    break_minutes: int
    net_minutes: int
    is_ramadan: bool = False
    ends_next_day: bool = False
    flexible_minutes: int = 0
    is_flexible_early: bool = False

    @property
    def starts_at(self) -> datetime:
        """The local moment it begins."""
        return datetime.combine(self.day, self.start)

    @property
    def ends_at(self) -> datetime:
        """The local moment it ends."""
        return datetime.combine(self.day + _DAY if self.ends_next_day else self.day, self.end)


@dataclass(frozen=True, slots=True)
class RosterVerdict:
    """A roster of seven days: minutes planned, minutes the law asks for, and what is wrong with it."""

    planned_minutes: int
    required_minutes: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """A moment as the clock on the wall shows it."""

    day: date
    at: time


def plan_day(
    day: date, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[DayPlan | FreeDay]:
    """The plan of an ordinary day in a five or six day week (Perpres 21/2023 art. 3 and 4), by that day's law.

    Raises NoHolidayList or NoRamadanList for a year whose list is missing.
    """
    ruleset = ruleset.at(day)
    ruleset.law("jam_kerja.sepekan")
    free = _free_day(day, ruleset, local)
    if free is not None:
        return free
    in_ramadan = is_ramadan(day)
    net, net_step = _net_minutes(day, in_ramadan, ruleset)
    pause, rule = _break_minutes(day, in_ramadan, ruleset), ruleset.law("jam_kerja.istirahat")
    start, start_step = _start(in_ramadan, ruleset)
    end = (datetime.combine(day, start) + timedelta(minutes=net + pause)).time()
    plan = DayPlan(
        day, start, end, pause, net, in_ramadan, False,
        ruleset.choice("working_time.flexible_minutes"), ruleset.choice("working_time.flexible_early"),
    )  # fmt: skip
    text = f"{day_label(day)}: {start:%H.%M} sampai {end:%H.%M}, istirahat {pause} menit, bersih {net} menit."
    because = [start_step, net_step, rule.step(text)]
    if in_ramadan:
        because.insert(0, _ramadan_step(day))
    if plan.flexible_minutes:
        because.append(ruleset.choice_step("working_time.flexible_minutes"))
    return Finding(plan, tuple(because))


def plan_shift(day: date, start: time, end: time, break_minutes: int, ruleset: Ruleset) -> Finding[DayPlan]:
    """One shift of a roster by its day's law; an end at or before the start is the next day. No holiday frees it.

    Raises InvalidInput for a break longer than the shift or a shift longer than the agency allows.
    """
    ruleset = ruleset.at(day)
    ends_next_day = end <= start
    finish = datetime.combine(day + _DAY if ends_next_day else day, end)
    length = int((finish - datetime.combine(day, start)).total_seconds()) // 60
    longest = ruleset.choice("working_time.longest_shift")
    if length > longest:
        raise InvalidInput("selesai", f"{length} menit", f"giliran paling lama {longest} menit")
    if not 0 <= break_minutes < length:
        raise InvalidInput("istirahat", break_minutes, f"0 sampai {length - 1} menit")
    net = length - break_minutes
    rule = ruleset.law("jam_kerja.giliran")
    text = f"Giliran {date_label(day)} {start:%H.%M} sampai {end:%H.%M}, bersih {net} menit."
    because = [rule.step(text + (" Selesai hari berikutnya." if ends_next_day else ""))]
    if net > rule.value["day"]:
        because.append(
            rule.step(f"Lebih dari {rule.value['day']} menit sehari: wajib diatur sebagai giliran.")
        )
    plan = DayPlan(day, start, end, break_minutes, net, ends_next_day=ends_next_day)
    return Finding(plan, tuple(because))


def required_minutes(
    first_day: date, ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[int]:
    """Net minutes the law asks for in seven days from `first_day`, less what falls on holidays (art. 4)."""
    plans = [plan_day(first_day + _DAY * offset, ruleset, local=local).value for offset in range(7)]
    total = sum(plan.net_minutes for plan in plans if isinstance(plan, DayPlan))
    rule = ruleset.law("jam_kerja.sepekan")
    days = sum(isinstance(plan, DayPlan) for plan in plans)
    text = f"Tujuh hari mulai {date_label(first_day)}: {days} hari kerja, {total} menit bersih."
    return Finding(total, (rule.step(text),))


def check_roster(
    first_day: date,
    shifts: Sequence[DayPlan],
    ruleset: Ruleset,
    *,
    local: LocalHolidays = NO_LOCAL_HOLIDAYS,
) -> Finding[RosterVerdict]:
    """Whether the shifts of seven days add up to the law's minutes and none runs into the next (art. 4 and 7)."""
    ordered = sorted(shifts, key=lambda shift: shift.starts_at)
    needed = required_minutes(first_day, ruleset, local=local)
    planned = sum(shift.net_minutes for shift in ordered)
    problems = _roster_problems(first_day, ordered)
    short = needed.value - planned
    if short > 0:
        problems.append(f"Kurang {short} menit dari jam kerja sepekan.")
    told = [Step(problem) for problem in problems] or [Step("Daftar giliran memenuhi jam kerja sepekan.")]
    if short < 0:
        told.append(Step(f"Melebihi jam kerja sepekan {-short} menit."))
    verdict = RosterVerdict(planned, needed.value, tuple(problems))
    return Finding(verdict, (*needed.because, *told))


def may_work_elsewhere(
    days_this_week: int, ruleset: Ruleset, *, is_new: bool = False, is_under_discipline: bool = False
) -> Finding[bool]:
    """Whether one more day from another place is allowed (PermenPANRB 4/2025 art. 13 and 25)."""
    if not 0 <= days_this_week <= 7:
        raise InvalidInput("hari_sepekan", days_this_week, "0 sampai 7")
    rule = ruleset.law("jam_kerja.lokasi_fleksibel")
    if is_new or is_under_discipline:
        return Finding(False, (rule.step(rule.note),))
    most = rule.value["days"]
    text = f"Paling banyak {most} hari sepekan dari tempat lain; minggu ini sudah {days_this_week} hari."
    return Finding(days_this_week < most, (rule.step(text),))


def local_moment(moment: datetime, zone: TimeZone, ruleset: Ruleset) -> Finding[LocalMoment]:
    """A moment with an offset as the local clock shows it; raises InvalidInput for a moment without offset."""
    if moment.tzinfo is None:
        raise InvalidInput(
            "saat", moment.isoformat(), "saat dengan zona waktu, misalnya 2026-06-02T07:31:00+08:00"
        )
    wall = moment.astimezone(offset_of(zone, ruleset))
    text = f"{moment.isoformat()} adalah {day_label(wall.date())} pukul {wall:%H.%M.%S} {TimeZone(zone)}."
    found = LocalMoment(wall.date(), wall.time().replace(microsecond=0))
    return Finding(found, (ruleset.law("waktu.wilayah").step(text),))


def _free_day(day: date, ruleset: Ruleset, local: LocalHolidays) -> Finding[DayPlan | FreeDay] | None:
    listed = holidays_of(day.year)
    if day in listed.holidays:
        text = f"{day_label(day)} libur: {listed.holidays[day].name}."
        return Finding(FreeDay(day, DayStatus.LIBUR), (listed.step(text),))
    if day in local:
        return Finding(
            FreeDay(day, DayStatus.LIBUR), (Step(f"{day_label(day)} libur daerah: {local[day]}."),)
        )
    if day.weekday() >= (5 if ruleset.choice("working_days.week") == "five" else 6):
        because = (ruleset.choice_step("working_days.week"), Step(f"{day_label(day)} bukan hari kerja."))
        return Finding(FreeDay(day, DayStatus.BUKAN_HARI_KERJA), because)
    return None


def _net_minutes(day: date, in_ramadan: bool, ruleset: Ruleset) -> tuple[int, Step]:
    season = "ramadan" if in_ramadan else "normal"
    week = ruleset.law("jam_kerja.sepekan")
    if ruleset.choice("working_days.week") == "six":
        shared = ruleset.law("jam_kerja.enam_hari").value[ruleset.choice("working_time.six_days")]
        return shared[season][day.weekday()], ruleset.choice_step("working_time.six_days")
    net = week.value[season] // week.value["days"]
    return net, week.step(
        f"{week.value[season]} menit sepekan dibagi {week.value['days']} hari: {net} menit."
    )


def _break_minutes(day: date, in_ramadan: bool, ruleset: Ruleset) -> int:
    rule = ruleset.law("jam_kerja.istirahat").value["ramadan" if in_ramadan else "normal"]
    return int(rule["friday" if day.weekday() == _FRIDAY else "other"])


def _start(in_ramadan: bool, ruleset: Ruleset) -> tuple[time, Step]:
    key = "working_time.start_ramadan" if in_ramadan else "working_time.start"
    chosen = ruleset.choice(key)
    if chosen != "by_law":
        return time.fromisoformat(chosen), ruleset.choice_step(key)
    rule = ruleset.law("jam_kerja.mulai")
    start = time.fromisoformat(rule.value["ramadan" if in_ramadan else "normal"])
    return start, rule.step(f"Jam kerja dimulai pukul {start:%H.%M} waktu setempat.")


def _ramadan_step(day: date) -> Step:
    span = next(span for span in ramadan_of(day.year) if span.start <= day <= span.end)
    return span.step(
        f"Ramadan {date_label(span.start)} sampai {date_label(span.end)}: jam kerja lebih pendek."
    )


def _roster_problems(first_day: date, ordered: Sequence[DayPlan]) -> list[str]:
    problems = [
        f"Giliran {date_label(shift.day)} di luar tujuh hari mulai {date_label(first_day)}."
        for shift in ordered
        if not first_day <= shift.day < first_day + _DAY * 7
    ]
    for before, after in pairwise(ordered):
        if after.starts_at < before.ends_at:
            problems.append(
                f"Giliran {date_label(after.day)} {after.start:%H.%M} mulai sebelum giliran sebelumnya selesai."
            )
    return problems
