"""What one day was for one person: from punches, the plan and what is known of the day, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from .absence import DayStatus, RosterDay
from .errors import InvalidInput
from .findings import Finding, Step
from .lateness import AttendanceDay
from .leave import LeaveKind, leave_effect
from .punches import Punch, PunchFlag, ReadPunches, read_punches
from .ruleset import Ruleset
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, add_working_days, day_label
from .working_time import DayPlan, FreeDay


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known of a day beside its punches.

    `leave` is an approved leave. `has_open_claim` means a leave or correction was claimed and is not decided yet;
    `is_outage` a recorded failure of the devices; `is_manual` attendance by hand that the unit's head approved.
    """

    leave: LeaveKind | None = None
    is_on_duty: bool = False
    is_training: bool = False
    is_flexible_place: bool = False
    is_outage: bool = False
    is_manual: bool = False
    has_open_claim: bool = False
    previous_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayResult:
    """A day's status with its minutes.

    `early_minutes` count to the fixed end, `shortage_minutes` to the shifted end of flexible hours; never both.
    """

    day: date
    status: DayStatus
    came_at: datetime | None
    left_at: datetime | None
    late_minutes: int
    early_minutes: int
    shortage_minutes: int
    flags: tuple[PunchFlag, ...]

    @property
    def roster_day(self) -> RosterDay:
        """The row from which absence is counted (discipline)."""
        return RosterDay(
            self.day, self.status, self.late_minutes + self.early_minutes + self.shortage_minutes
        )

    @property
    def attendance_day(self) -> AttendanceDay:
        """The row from which the agency's table cuts (TL, PSW)."""
        return AttendanceDay(
            self.day,
            self.status,
            self.late_minutes,
            self.early_minutes + self.shortage_minutes,
            PunchFlag.TANPA_TAP_MASUK in self.flags,
            PunchFlag.TANPA_TAP_PULANG in self.flags,
        )


def day_status(
    punches: Sequence[Punch],
    plan: DayPlan | FreeDay,
    facts: DayFacts,
    ruleset: Ruleset,
    *,
    local: LocalHolidays = NO_LOCAL_HOLIDAYS,
) -> Finding[DayResult]:
    """The status of one day (PP 94/2021 art. 4 letter f; Perpres 21/2023).

    The law is that of the day itself. A free day is never cut; duty, training and approved leave win over absence;
    what is open waits until the days for corrections have passed on `ruleset.on`, the day somebody looks at it.
    Raises NoHolidayList when that needs a missing year.
    """
    seen_on, ruleset = ruleset.on, ruleset.at(plan.day)
    if isinstance(plan, FreeDay):
        return _free(punches, plan, ruleset)
    excused = _excused(facts, ruleset)
    if excused is not None:
        status, step = excused
        return _without_minutes(plan.day, status, _aside(punches, plan, ruleset, facts), (step,))
    read = read_punches(punches, plan, ruleset, previous_end=facts.previous_end)
    if facts.is_flexible_place:
        text = f"{day_label(plan.day)}: bekerja dari tempat lain."
        return _without_minutes(plan.day, DayStatus.FLEKSIBEL, read, (_rule_step(ruleset, text),))
    if read.came_at is None or read.left_at is None:
        waiting = _waiting_step(plan.day, seen_on, ruleset, local) if facts.has_open_claim else None
        return _incomplete(read, plan, facts, ruleset, waiting)
    return _at_work(read, plan, ruleset, ())


def is_outage_suspected(
    missing: int, present: int, usual: Sequence[tuple[int, int]], ruleset: Ruleset
) -> Finding[bool]:
    """Whether so many missing punches point to failing devices: more than three times the usual median.

    `usual` lists (missing, present) of ordinary days of the same kind; raises InvalidInput when it is empty.
    """
    if not usual:
        raise InvalidInput("hari_biasa", "kosong", "sekurangnya satu hari pembanding")
    rule = ruleset.law("kehadiran.gangguan")
    rates = sorted(_rate(*pair) for pair in usual)
    middle = len(rates) // 2
    median = rates[middle] if len(rates) % 2 else (rates[middle - 1] + rates[middle]) / 2
    found = _rate(missing, present) > rule.value * median
    text = f"{missing} dari {present} orang tanpa tap; batas dugaan gangguan {rule.value} kali tingkat biasa."
    return Finding(found, (rule.step(text),))


def _rate(missing: int, present: int) -> Fraction:
    if present < 1 or not 0 <= missing <= present:
        raise InvalidInput(
            "tanpa_tap", f"{missing} dari {present}", "0 sampai jumlah orang, jumlah orang ≥ 1"
        )
    return Fraction(missing, present)


def _rule_step(ruleset: Ruleset, text: str) -> Step:
    return ruleset.law("kehadiran.status").step(text)


def _free(punches: Sequence[Punch], plan: FreeDay, ruleset: Ruleset) -> Finding[DayResult]:
    came = any(punch.at.date() == plan.day for punch in punches)
    read = ReadPunches(None, None, (PunchFlag.TAP_SAAT_TIDAK_WAJIB,) if came else ())
    text = f"{day_label(plan.day)}: {plan.status.replace('_', ' ')}, tidak ada potongan."
    return _without_minutes(plan.day, plan.status, read, (_rule_step(ruleset, text),))


def _aside(punches: Sequence[Punch], plan: DayPlan, ruleset: Ruleset, facts: DayFacts) -> ReadPunches:
    """Punches on a day on which nobody had to come: kept to be seen, without consequence."""
    read = read_punches(punches, plan, ruleset, previous_end=facts.previous_end)
    came = read.came_at is not None or read.left_at is not None
    return ReadPunches(read.came_at, read.left_at, (PunchFlag.TAP_SAAT_TIDAK_WAJIB,) if came else ())


def _excused(facts: DayFacts, ruleset: Ruleset) -> tuple[DayStatus, Step] | None:
    if facts.is_on_duty:
        return DayStatus.DINAS, _rule_step(ruleset, "Dinas mengalahkan tidak masuk.")
    if facts.is_training:
        return DayStatus.PELATIHAN, _rule_step(ruleset, "Pelatihan dihitung bertugas.")
    if facts.leave is not None:
        effect = leave_effect(facts.leave, ruleset)
        return effect.value.status, effect.because[0]
    return None


def _without_minutes(
    day: date, status: DayStatus, read: ReadPunches, because: tuple[Step, ...]
) -> Finding[DayResult]:
    result = DayResult(day, status, read.came_at, read.left_at, 0, 0, 0, read.flags)
    return Finding(result, (*because, *(Step(flag.sentence) for flag in read.flags)))


def _incomplete(
    read: ReadPunches, plan: DayPlan, facts: DayFacts, ruleset: Ruleset, waiting: Step | None
) -> Finding[DayResult]:
    """A day on which a punch or both are missing."""
    came_at_all = read.came_at is not None or read.left_at is not None
    if facts.is_manual:
        text = f"Presensi manual {ruleset.law('kehadiran.manual').value}."
        step = ruleset.law("kehadiran.manual").step(text)
        return _at_work(_forgiven(read, PunchFlag.HADIR_MANUAL), plan, ruleset, (step,))
    if facts.is_outage and came_at_all:
        step = _rule_step(ruleset, "Hari gangguan: sisi yang tidak ada tidak dihitung.")
        return _at_work(_forgiven(read, PunchFlag.GANGGUAN), plan, ruleset, (step,))
    if facts.is_outage:
        step = _rule_step(ruleset, "Hari gangguan tanpa tap: menunggu presensi manual.")
        return _without_minutes(plan.day, DayStatus.MENUNGGU, _forgiven(read, PunchFlag.GANGGUAN), (step,))
    if waiting is not None:
        return _without_minutes(plan.day, DayStatus.MENUNGGU, read, (waiting,))
    if came_at_all:
        return _at_work(read, plan, ruleset, ())
    step = _rule_step(ruleset, f"{day_label(plan.day)}: tidak ada tap, dinas, atau cuti yang disetujui.")
    return _without_minutes(plan.day, DayStatus.TANPA_KETERANGAN, read, (step,))


def _forgiven(read: ReadPunches, why: PunchFlag) -> ReadPunches:
    missing = (PunchFlag.TANPA_TAP_MASUK, PunchFlag.TANPA_TAP_PULANG)
    kept = tuple(flag for flag in read.flags if flag not in missing)
    return ReadPunches(read.came_at, read.left_at, (*kept, why))


def _waiting_step(day: date, seen_on: date, ruleset: Ruleset, local: LocalHolidays) -> Step | None:
    """A reason to wait, or None when the days for corrections have passed."""
    days = ruleset.choice("attendance.correction_days")
    last = add_working_days(day, days, week=ruleset.choice("working_days.week"), local=local)
    if seen_on > last:
        return None
    told = ruleset.choice_step("attendance.correction_days")
    text = f"Keterangan dapat dilengkapi sampai {day_label(last)}. {told.text}"
    return Step(text, told.source, told.article, told.standing)


def _at_work(
    read: ReadPunches, plan: DayPlan, ruleset: Ruleset, because: tuple[Step, ...]
) -> Finding[DayResult]:
    late = _late_minutes(read, plan, ruleset)
    early = _early_minutes(read, plan)
    status = DayStatus.HADIR
    if late:
        status = DayStatus.TERLAMBAT
    elif early:
        status = DayStatus.PULANG_CEPAT
    is_shifted = plan.flexible_minutes > 0
    result = DayResult(
        plan.day, status, read.came_at, read.left_at, late,
        0 if is_shifted else early, early if is_shifted else 0, read.flags,
    )  # fmt: skip
    told = Step(_told(read, plan, late, early, is_shifted=is_shifted))
    notes = (ruleset.choice_step("lateness.tolerance_minutes"),) if _is_tolerated(read, plan, late) else ()
    return Finding(result, (*because, told, *notes, *(Step(flag.sentence) for flag in read.flags)))


def _whole_minutes(span: timedelta) -> int:
    """Started minutes do not count: 59 seconds are none."""
    return max(0, int(span.total_seconds()) // 60)


def _late_minutes(read: ReadPunches, plan: DayPlan, ruleset: Ruleset) -> int:
    if read.came_at is None:
        return 0
    late = _whole_minutes(read.came_at - plan.starts_at - timedelta(minutes=plan.flexible_minutes))
    if late > ruleset.choice("lateness.tolerance_minutes"):
        return late
    return 0 if _is_made_up(read, plan, ruleset, late) else late


def _is_made_up(read: ReadPunches, plan: DayPlan, ruleset: Ruleset, late: int) -> bool:
    if not ruleset.choice("lateness.makeup"):
        return True
    return read.left_at is not None and read.left_at >= _expected_end(read, plan) + timedelta(minutes=late)


def _is_tolerated(read: ReadPunches, plan: DayPlan, late: int) -> bool:
    if read.came_at is None or late:
        return False
    return _whole_minutes(read.came_at - plan.starts_at - timedelta(minutes=plan.flexible_minutes)) > 0


def _expected_end(read: ReadPunches, plan: DayPlan) -> datetime:
    """The end, moved by as much as flexible hours let the start move."""
    if read.came_at is None or not plan.flexible_minutes:
        return plan.ends_at
    moved = (read.came_at - plan.starts_at) // timedelta(minutes=1)
    lowest = -plan.flexible_minutes if plan.is_flexible_early else 0
    return plan.ends_at + timedelta(minutes=min(max(moved, lowest), plan.flexible_minutes))


def _early_minutes(read: ReadPunches, plan: DayPlan) -> int:
    return 0 if read.left_at is None else _whole_minutes(_expected_end(read, plan) - read.left_at)


def _told(read: ReadPunches, plan: DayPlan, late: int, early: int, *, is_shifted: bool) -> str:
    came = f"masuk {read.came_at:%H.%M.%S}" if read.came_at else "tanpa tap masuk"
    left = f"pulang {read.left_at:%H.%M.%S}" if read.left_at else "tanpa tap pulang"
    word = "kekurangan jam" if is_shifted else "pulang cepat"
    expected = f"Jadwal {plan.start:%H.%M} sampai {plan.end:%H.%M}"
    return f"{expected}; {came}, {left}: terlambat {late} menit, {word} {early} menit."
