"""Counting unexcused absence from the days of a roster: whole days, minutes, the longest run, what is open.

A status is a conclusion about a day; the punches behind it stay where they are and can be read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .discipline import AbsenceProposal, propose_for_absence
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .periods import Period, date_label
from .positions import EmployeeStatus
from .ramadan import is_ramadan
from .ruleset import Ruleset
from .working_days import NO_LOCAL_HOLIDAYS, LocalHolidays, is_working_day

_ONE = timedelta(days=1)
_MINUTES_OF_A_DAY = 24 * 60


class DayStatus(StrEnum):
    """What one day was for one person. The first that applies wins: a free day over duty over leave over absence."""

    LIBUR = "libur"
    BUKAN_HARI_KERJA = "bukan_hari_kerja"
    DINAS = "dinas"
    PELATIHAN = "pelatihan"
    CUTI = "cuti"
    SAKIT = "sakit"
    FLEKSIBEL = "fleksibel"
    HADIR = "hadir"
    TERLAMBAT = "terlambat"
    PULANG_CEPAT = "pulang_cepat"
    MENUNGGU = "menunggu"
    TANPA_KETERANGAN = "tanpa_keterangan"

    @property
    def is_free(self) -> bool:
        """A day on which nobody expects this person: it neither counts nor breaks a run."""
        return self in (DayStatus.LIBUR, DayStatus.BUKAN_HARI_KERJA)

    @property
    def was_at_work(self) -> bool:
        """Whether the person came, in time or not: only then can minutes be short."""
        return self in (DayStatus.HADIR, DayStatus.TERLAMBAT, DayStatus.PULANG_CEPAT)


_FIRST_WINS = {status: place for place, status in enumerate(DayStatus)}


@dataclass(frozen=True, slots=True)
class RosterDay:
    """One day of one person: its status and the minutes of work that were missing."""

    day: date
    status: DayStatus
    short_minutes: int = 0


@dataclass(frozen=True, slots=True)
class AbsenceCount:
    """A year's unexcused absence. `act_day` is the last day of absence or shortage, None when there is none.

    `longest_run` counts working days; the run may have begun in the year before. `pending` days are in no count.
    """

    year: int
    days: int
    minutes: int
    minutes_ramadan: int
    longest_run: int
    run_start: date | None
    run_end: date | None
    pending: int
    act_day: date | None


def merge_days(rows: Iterable[RosterDay]) -> tuple[RosterDay, ...]:
    """One row a day, by date: leave and duty win over absence, two absences are one, double minutes count once.

    Raises InvalidInput for an unknown status, negative minutes or more minutes than a day has.
    """
    by_day: dict[date, list[RosterDay]] = defaultdict(list)
    for row in rows:
        by_day[row.day].append(_checked(row))
    return tuple(_merged(day, by_day[day]) for day in sorted(by_day))


def count_absence(
    year: int, rows: Iterable[RosterDay], ruleset: Ruleset, *, local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> Finding[AbsenceCount]:
    """Unexcused days, minutes and the longest run of a calendar year (PP 94/2021 art. 9–11).

    Days after `ruleset.on` are not counted. Days of the year before may be given: a run may cross New Year.
    A working day without a row breaks a run, because nobody knows what it was. Raises NoHolidayList or
    NoRamadanList when a list it needs is missing.
    """
    known = tuple(row for row in merge_days(rows) if row.day <= ruleset.on)
    own = tuple(row for row in known if row.day.year == year)
    runs_over = known if ruleset.choice("discipline.run_across_year") else own
    run = _longest_run(runs_over, year, ruleset, local)
    ordinary, ramadan = _minutes(own, ruleset)
    found = AbsenceCount(
        year=year,
        days=sum(row.status is DayStatus.TANPA_KETERANGAN for row in own),
        minutes=ordinary,
        minutes_ramadan=ramadan,
        longest_run=len(run),
        run_start=run[0] if run else None,
        run_end=run[-1] if run else None,
        pending=sum(row.status is DayStatus.MENUNGGU for row in own),
        act_day=max((row.day for row in own if _is_act(row)), default=None),
    )
    return Finding(found, _reasons(found, ruleset))


def propose_for_days(
    year: int,
    rows: Iterable[RosterDay],
    ruleset: Ruleset,
    *,
    status: EmployeeStatus = EmployeeStatus.PNS,
    local: LocalHolidays = NO_LOCAL_HOLIDAYS,
) -> Finding[AbsenceProposal]:
    """Counts the days of a year and says which step of the ladder they propose, by the law of the last absence."""
    counted = count_absence(year, rows, ruleset, local=local)
    found = counted.value
    last_day = min(ruleset.on, Period.of_year(year).end)
    proposal = propose_for_absence(
        found.act_day or last_day,
        ruleset,
        days=found.days,
        minutes=found.minutes,
        minutes_ramadan=found.minutes_ramadan,
        longest_run=found.longest_run,
        status=status,
    )
    return Finding(proposal.value, (*counted.because, *proposal.because))


def _checked(row: RosterDay) -> RosterDay:
    status = require_member(DayStatus, row.status, "status")
    if not 0 <= row.short_minutes <= _MINUTES_OF_A_DAY:
        raise InvalidInput("menit_kurang", row.short_minutes, f"0 sampai {_MINUTES_OF_A_DAY}")
    return RosterDay(row.day, status, row.short_minutes)


def _merged(day: date, rows: list[RosterDay]) -> RosterDay:
    status = min((row.status for row in rows), key=_FIRST_WINS.__getitem__)
    if not status.was_at_work:
        return RosterDay(day, status, 0)
    longest: Mapping[DayStatus, int] = _longest_by_status(rows)
    present = [found for found in longest if found.was_at_work]
    # Late and early are two shortages of one day; a day that has either is no ordinary one.
    shown = max(present, key=lambda found: (longest[found], -_FIRST_WINS[found]))
    return RosterDay(day, shown, min(sum(longest[found] for found in present), _MINUTES_OF_A_DAY))


def _longest_by_status(rows: list[RosterDay]) -> Mapping[DayStatus, int]:
    longest: dict[DayStatus, int] = {}
    for row in rows:
        longest[row.status] = max(row.short_minutes, longest.get(row.status, row.short_minutes))
    return longest


def _is_act(row: RosterDay) -> bool:
    return row.status is DayStatus.TANPA_KETERANGAN or row.short_minutes > 0


def _minutes(rows: tuple[RosterDay, ...], ruleset: Ruleset) -> tuple[int, int]:
    """Minutes outside and inside Ramadan; all are ordinary when both make the same day."""
    same = ruleset.choice("discipline.minutes_per_day") == ruleset.choice(
        "discipline.minutes_per_day_ramadan"
    )
    short = [row for row in rows if row.short_minutes]
    if same:
        return sum(row.short_minutes for row in short), 0
    ramadan = sum(row.short_minutes for row in short if is_ramadan(row.day))
    return sum(row.short_minutes for row in short) - ramadan, ramadan


def _longest_run(
    rows: tuple[RosterDay, ...], year: int, ruleset: Ruleset, local: LocalHolidays
) -> tuple[date, ...]:
    """The longest run of unexcused working days that reaches into the year."""
    best: tuple[date, ...] = ()
    run: list[date] = []
    last: date | None = None
    for row in rows:
        if last is not None and _unknown_between(last, row.day, ruleset, local):
            run = []
        last = row.day
        if row.status is DayStatus.TANPA_KETERANGAN:
            run.append(row.day)
            if row.day.year == year and len(run) > len(best):
                best = tuple(run)
        elif not row.status.is_free:
            run = []
    return best


def _unknown_between(last: date, day: date, ruleset: Ruleset, local: LocalHolidays) -> bool:
    week = ruleset.choice("working_days.week")
    gap = (last + _ONE * offset for offset in range(1, (day - last).days))
    return any(is_working_day(between, week=week, local=local) for between in gap)


def _reasons(found: AbsenceCount, ruleset: Ruleset) -> tuple[Step, ...]:
    ladder = ruleset.law("disiplin.tangga_ketidakhadiran")
    minutes = found.minutes + found.minutes_ramadan
    steps = [
        ladder.step(f"Tahun {found.year}: {found.days} hari tanpa keterangan dan {minutes} menit kekurangan.")
    ]
    if found.longest_run > 1 and found.run_start and found.run_end:
        steps.append(
            Step(
                f"Rangkaian terpanjang {found.longest_run} hari kerja, {date_label(found.run_start)} sampai "
                f"{date_label(found.run_end)}; hari libur tidak menambah dan tidak memutusnya."
            )
        )
    if found.pending:
        steps.append(Step(f"{found.pending} hari masih menunggu kepastian dan tidak dihitung."))
    return tuple(steps)
