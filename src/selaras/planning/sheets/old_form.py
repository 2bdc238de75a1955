"""The form of PP 46/2011, which offices still keep: one line for each activity, its targets side by side.

NO | KEGIATAN TUGAS JABATAN | AK | KUANT/OUTPUT (number, unit) | KUAL/MUTU | WAKTU (number, unit) | BIAYA
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selaras.core.spreadsheets import Cell, Sheet
from selaras.planning.sheets.cells import key_of, target_of, words_of
from selaras.planning.sheets.values import SheetIki, Target

ACTIVITY = ("kegiatan tugas jabatan", "kegiatan tugas pokok", "uraian tugas")
# How the heading of a target begins → aspect, and how its indicator is called.
TARGETS: Mapping[str, tuple[str, str]] = {
    "kuant": ("kuantitas", "Jumlah"),
    "output": ("kuantitas", "Jumlah"),
    "kual": ("kualitas", "Mutu"),
    "mutu": ("kualitas", "Mutu"),
    "waktu": ("waktu", "Waktu penyelesaian"),
    "biaya": ("biaya", "Biaya"),
}
MOST_LINES_SEARCHED = 60
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class OldColumns:
    """The last line of the headings (from 0), the column of the activity, and the column of each aspect."""

    line: int
    activity: int
    targets: Mapping[str, tuple[int, str]]


def find_old_columns(sheet: Sheet) -> OldColumns | None:
    """The headings of the old form, which stand on one line or on two; None when the sheet is none."""
    rows = sheet.rows[:MOST_LINES_SEARCHED]
    for line, row in enumerate(rows):
        activity = next((place for place, cell in enumerate(row) if _is_activity(cell)), None)
        if activity is None:
            continue
        for last in (line, line + 1):
            targets = _targets(rows[last]) if last < len(rows) else {}
            if "kuantitas" in targets and len(targets) > 1:
                return OldColumns(last, activity, targets)
    return None


def activity_of(row: Sequence[Cell], columns: OldColumns) -> str:
    """The activity of a line, as text."""
    return words_of(row[columns.activity]) if columns.activity < len(row) else ""


def measures_of(row: Sequence[Cell], columns: OldColumns, activity: str, line: int) -> Iterator[SheetIki]:
    """One indicator for each aspect that has a target in this line."""
    for aspect, (place, name) in columns.targets.items():
        target = _target(row, place, aspect)
        if target.number is not None or target.words:
            pattern = "posisi" if target.unit == PERCENT else "hitungan"
            yield SheetIki(f"{name}: {activity}"[:400], target, aspect=aspect, pattern=pattern, line=line)


def _target(row: Sequence[Cell], place: int, aspect: str) -> Target:
    """The number, with the unit in the cell behind it where the form has one; quality is always in per cent."""
    cell = row[place] if place < len(row) else None
    behind = words_of(row[place + 1]) if place + 1 < len(row) else ""
    unit = behind if behind and not any(sign.isdigit() for sign in behind) and len(behind) <= 40 else ""
    found = target_of(cell, unit or None)
    if aspect == "kualitas" and found.number is not None:
        return Target(found.number, unit=PERCENT)
    if aspect == "waktu" and found.number is not None:
        return Target(found.number, unit=found.unit, direction="less_is_better")
    return found


def _targets(row: Sequence[Cell]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for place, cell in enumerate(row):
        heading = key_of(words_of(cell))
        for start, (aspect, name) in TARGETS.items():
            if heading.startswith(start):
                found.setdefault(aspect, (place, name))
    return found


def _is_activity(cell: Cell) -> bool:
    heading = key_of(words_of(cell)).removeprefix("iii ").removeprefix("i ")
    return heading.startswith(ACTIVITY)
