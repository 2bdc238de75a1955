"""What lateness, leaving early, missing punches and absence cost in percent: the agency's table (TL, PSW).

There is no national table. The percentage says of which part it is cut only together with the TPP rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .absence import DayStatus
from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact_sum, written
from .parameters import Value
from .ruleset import Ruleset

_ABSENT = "TK"


@dataclass(frozen=True, slots=True)
class AttendanceDay:
    """What a cut is made of: status, minutes, which punches are missing."""

    day: date
    status: DayStatus
    late_minutes: int = 0
    early_minutes: int = 0
    is_missing_in: bool = False
    is_missing_out: bool = False


@dataclass(frozen=True, slots=True)
class CutPart:
    """One reason to cut: the band ("TL2"), its minutes and percent."""

    code: str
    minutes: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut in percent with its parts; `is_capped` when the parts add up to more."""

    percent: Decimal
    parts: tuple[CutPart, ...]
    is_capped: bool


def cut_of_day(day: AttendanceDay, ruleset: Ruleset) -> Finding[Cut]:
    """The cut of one day by the agency's table on that day; raises InvalidInput for impossible minutes.

    Only unexcused absence and time at work are cut. Both punches missing is absence, not two missing punches.
    """
    ruleset = ruleset.at(day.day)
    status = require_member(DayStatus, day.status, "status")
    for field, minutes in (("menit_terlambat", day.late_minutes), ("menit_pulang_cepat", day.early_minutes)):
        if not 0 <= minutes <= 24 * 60:
            raise InvalidInput(field, minutes, "0 sampai 1440")
    table = _table(ruleset)
    both = day.is_missing_in and day.is_missing_out
    if status is DayStatus.TANPA_KETERANGAN or (status.was_at_work and both):
        return _finding((_absent_part(table, ruleset),), "lateness.cap_per_day", ruleset, "sehari")
    if not status.was_at_work:
        text = f"Hari berstatus {status.replace('_', ' ')} tidak dipotong."
        return Finding(Cut(Decimal(0), (), False), (ruleset.law("kehadiran.status").step(text),))
    parts = (
        *_side(table, "late", day.late_minutes, day.is_missing_in, ruleset),
        *_side(table, "early", day.early_minutes, day.is_missing_out, ruleset),
    )
    return _finding(parts, "lateness.cap_per_day", ruleset, "sehari")


def cut_of_month(days: Iterable[AttendanceDay], ruleset: Ruleset) -> Finding[Cut]:
    """The cut of a month: the days added up, never above the agency's cap.

    Two rows for one day are one day: the status that wins counts, doubled minutes once.
    """
    by_day: dict[date, list[AttendanceDay]] = defaultdict(list)
    for row in days:
        by_day[row.day].append(row)
    cuts = [cut_of_day(_merged(by_day[day]), ruleset).value for day in sorted(by_day)]
    parts = tuple(part for cut in cuts for part in cut.parts)
    return _finding(
        parts, "lateness.cap_per_month", ruleset, "sebulan", exact_sum(cut.percent for cut in cuts)
    )


def _merged(rows: list[AttendanceDay]) -> AttendanceDay:
    order = list(DayStatus)
    first = min(rows, key=lambda row: order.index(require_member(DayStatus, row.status, "status")))
    at_work = [row for row in rows if DayStatus(row.status).was_at_work]
    if not DayStatus(first.status).was_at_work:
        return first
    return AttendanceDay(
        first.day,
        first.status,
        max((row.late_minutes for row in at_work if not row.is_missing_in), default=0),
        max((row.early_minutes for row in at_work if not row.is_missing_out), default=0),
        all(row.is_missing_in for row in at_work),
        all(row.is_missing_out for row in at_work),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """The table in use with the reason that names it."""

    bands: Mapping[str, tuple[Mapping[str, Any], ...]]
    missing: Mapping[str, Any]
    absent: Decimal
    step: Step


def _table(ruleset: Ruleset) -> _Table:
    chosen = ruleset.choice("lateness.table")
    law = ruleset.law(f"keterlambatan.tabel.{'pertanian' if chosen == 'own' else chosen}")
    bands = {"late": law.value["late"], "early": law.value["early"]}
    step = law.step(f"{law.key.rpartition('.')[2].capitalize()}: {law.note}")
    if chosen == "own":
        bands = {side: _own_bands(prefix, ruleset) for side, prefix in (("late", "TL"), ("early", "PSW"))}
        step = ruleset.choice_step("lateness.own_percent")
    return _Table(bands, law.value["missing"], Decimal(law.value["absent"]), step)


def _own_bands(prefix: str, ruleset: Ruleset) -> tuple[Mapping[str, Any], ...]:
    starts: Value = ruleset.law("keterlambatan.rentang_sendiri")
    percents = ruleset.choice("lateness.own_percent")
    return tuple(
        {"code": f"{prefix}{place}", "from": start, "percent": Decimal(percents[f"{prefix}{place}"])}
        for place, start in enumerate(starts.value, start=1)
    )


def _side(table: _Table, side: str, minutes: int, is_missing: bool, ruleset: Ruleset) -> tuple[CutPart, ...]:
    if is_missing:
        return (_missing_part(table, side, ruleset),)
    if not minutes:
        return ()
    return (_band_part(table, side, minutes),)


def _band_part(table: _Table, side: str, minutes: int) -> CutPart:
    band = [row for row in table.bands[side] if row["from"] <= minutes][-1]
    if "per_minute" in band:
        return CutPart(band["code"], minutes, Decimal(band["per_minute"]) * minutes)
    return CutPart(band["code"], minutes, Decimal(band["percent"]))


def _missing_part(table: _Table, side: str, ruleset: Ruleset) -> CutPart:
    """A missing punch costs what the agency says; it has no minutes of its own."""
    chosen = ruleset.choice("lateness.missing_punch")
    code = "TANPA_MASUK" if side == "late" else "TANPA_PULANG"
    if chosen == "over_90":
        return _renamed(_band_part(table, side, ruleset.law("keterlambatan.tap_tidak_ada").value))
    if chosen != "by_table":
        return CutPart(code, 0, Decimal(chosen))
    if table.missing["rule"] == "percent":
        return CutPart(code, 0, Decimal(table.missing["percent"]))
    last = table.bands[side][-1]
    return CutPart(last["code"], 0, Decimal(last["percent"]))


def _renamed(part: CutPart) -> CutPart:
    return CutPart(part.code, 0, part.percent)


def _sum(parts: tuple[CutPart, ...]) -> Decimal:
    return exact_sum(part.percent for part in parts)


def _absent_part(table: _Table, ruleset: Ruleset) -> CutPart:
    chosen = ruleset.choice("lateness.absent_percent")
    return CutPart(_ABSENT, 0, table.absent if chosen == "by_table" else Decimal(chosen))


def _finding(
    parts: tuple[CutPart, ...], cap_key: str, ruleset: Ruleset, per: str, total: Decimal | None = None
) -> Finding[Cut]:
    found = _sum(parts) if total is None else total
    cap = Decimal(ruleset.choice(cap_key))
    cut = Cut(min(found, cap), parts, found > cap)
    told = "; ".join(f"{part.code} {written(part.percent)} persen" for part in parts) or "tanpa potongan"
    because = [
        _table(ruleset).step,
        Step(f"Potongan {per}: {told}; jumlah {written(cut.percent)} persen."),
    ]
    if cut.is_capped:
        because.append(ruleset.choice_step(cap_key))
    return Finding(cut, tuple(because))
