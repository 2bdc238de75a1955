"""Cells of other systems: counts and months however they are written."""

from __future__ import annotations

import re
from datetime import date, datetime

from selaras.core.spreadsheets import Cell
from selaras_rules.periods import MONTH_NAMES

MOST = 10**12
_GROUPED = re.compile(r"\d{1,3}([. ]\d{3})+")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})(?:[-/.]\d{1,2})?(?:[T ][\d:.]+)?")
_MONTH_FIRST = re.compile(r"(?:\d{1,2}[-/.])?(\d{1,2})[-/.](\d{4})")
_WORDS = re.compile(r"(?:\d{1,2} )?([a-z]{3,})\.?[ -](\d{4})")
_ENGLISH = {"may": 5, "aug": 8, "oct": 10, "dec": 12}


def text_of(cell: Cell) -> str:
    """A cell as text on one line, at most 150 characters."""
    return " ".join(str(cell).split())[:150]


def count_of(cell: Cell) -> int | None:
    """A whole number from 0: 4900, «4.900», 4900.0; None for anything else, such as «4,9 ribu» or -3."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if 0 <= cell < MOST and cell == int(cell) else None
    text = str(cell).strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(" ", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None


def month_of(cell: Cell) -> tuple[int, int] | None:
    """Year and month of a cell: a date, «2026-03», «202603», «03/2026», «Maret 2026», «Mar-2026»; else None."""
    if isinstance(cell, date | datetime):
        return _possible(cell.year, cell.month)
    text = " ".join(str(int(cell) if isinstance(cell, float) else cell).casefold().split())
    if found := _YEAR_FIRST.fullmatch(text):
        return _possible(int(found[1]), int(found[2]))
    if found := _MONTH_FIRST.fullmatch(text):
        return _possible(int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(text):
        return _possible(int(found[2]), _month_named(found[1]))
    return None


def _month_named(word: str) -> int:
    for number, name in enumerate(MONTH_NAMES, start=1):
        if name.casefold().startswith(word):
            return number
    return _ENGLISH.get(word[:3], 0)


def _possible(year: int, month: int) -> tuple[int, int] | None:
    return (year, month) if 2000 <= year <= 2100 and 1 <= month <= 12 else None
