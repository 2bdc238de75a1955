"""TL and PSW over columns: every minute and every missing punch asked of the scalar rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from selaras_rules import lateness as scalar
from selaras_rules.absence import DayStatus
from selaras_rules.lateness import AttendanceDay
from selaras_rules.ruleset import Ruleset

from .attendance import DayResults
from .columns import NO_CODE, Amounts, Codes, Whole, code_of, require_between, require_codes, whole_of

# Percent with four decimals holds every table: the finest one cuts a hundredth of a percent a minute.
_PLACES = 4
_MOST = 24 * 60


@dataclass(frozen=True, slots=True)
class DayCuts:
    """Cuts of days × people: ten-thousandths of a percent, and the places of the bands in `bands` (NO_CODE: none)."""

    percent: NDArray[np.int32]
    late_band: Codes
    early_band: Codes
    bands: tuple[str, ...]


def cut_of_days(days: DayResults, ruleset: Ruleset) -> DayCuts:
    """The cut of every day by the agency's table; minutes short of a shifted end count as leaving early.

    Raises InvalidInput for minutes beyond a day.
    """
    early = days.early_minutes + days.shortage_minutes
    for field, minutes in (("menit_terlambat", days.late_minutes), ("menit_pulang_cepat", early)):
        require_between(minutes.reshape(-1), 0, _MOST, field)
    require_codes(DayStatus, days.status.reshape(-1), "status")
    table = _table(ruleset)
    # The place behind the minutes of a day stands for the missing punch.
    came = np.where(days.is_missing_in, _MOST + 1, days.late_minutes)
    left = np.where(days.is_missing_out, _MOST + 1, early)
    at_work = np.isin(days.status, [code_of(kind) for kind in DayStatus if kind.was_at_work])
    absent = (days.status == code_of(DayStatus.TANPA_KETERANGAN)) | (
        at_work & days.is_missing_in & days.is_missing_out
    )
    cuts = np.minimum(table.late[came] + table.early[left], table.cap)
    percent = np.where(absent, table.absent, np.where(at_work, cuts, 0)).astype(np.int32)
    late_band = np.where(at_work, table.late_band[came], NO_CODE)
    early_band = np.where(at_work, table.early_band[left], NO_CODE)
    return DayCuts(
        percent,
        np.where(absent, table.bands.index(_ABSENT), late_band).astype(np.uint8),
        np.where(absent, NO_CODE, early_band).astype(np.uint8),
        table.bands,
    )


def cut_of_attendance_month(cuts: DayCuts, ruleset: Ruleset) -> Amounts:
    """The cut of each person: the days added up, never above the agency's cap."""
    total: Whole = cuts.percent.sum(axis=0, dtype=np.int64)
    return Amounts(np.minimum(total, int(ruleset.choice("lateness.cap_per_month")) * 10**_PLACES), _PLACES)


_ABSENT = "TK"


@dataclass(frozen=True, slots=True)
class _Table:
    """By minute: the cut and the band; behind the last minute stands the missing punch."""

    late: NDArray[np.int32]
    early: NDArray[np.int32]
    late_band: Codes
    early_band: Codes
    absent: int
    cap: int
    bands: tuple[str, ...]


@lru_cache(maxsize=64)
def _table(ruleset: Ruleset) -> _Table:
    late = [_cut(ruleset, late_minutes=minutes) for minutes in range(_MOST + 1)]
    late.append(_cut(ruleset, is_missing_in=True))
    early = [_cut(ruleset, early_minutes=minutes) for minutes in range(_MOST + 1)]
    early.append(_cut(ruleset, is_missing_out=True))
    absent = scalar.cut_of_day(AttendanceDay(ruleset.on, DayStatus.TANPA_KETERANGAN), ruleset).value
    names = tuple(dict.fromkeys(part.code for cut in (*late, *early, absent) for part in cut.parts))
    return _Table(
        late=_percents(late),
        early=_percents(early),
        late_band=_bands(late, names),
        early_band=_bands(early, names),
        absent=whole_of(absent.percent, _PLACES),
        cap=int(ruleset.choice("lateness.cap_per_day")) * 10**_PLACES,
        bands=names,
    )


def _cut(
    ruleset: Ruleset,
    *,
    late_minutes: int = 0,
    early_minutes: int = 0,
    is_missing_in: bool = False,
    is_missing_out: bool = False,
) -> scalar.Cut:
    day = AttendanceDay(
        ruleset.on, DayStatus.HADIR, late_minutes, early_minutes, is_missing_in, is_missing_out
    )
    return scalar.cut_of_day(day, ruleset).value


def _percents(cuts: list[scalar.Cut]) -> NDArray[np.int32]:
    return np.array([whole_of(cut.percent, _PLACES) for cut in cuts], dtype=np.int32)


def _bands(cuts: list[scalar.Cut], names: tuple[str, ...]) -> Codes:
    places = [names.index(cut.parts[0].code) if cut.parts else NO_CODE for cut in cuts]
    return np.array(places, dtype=np.uint8)
