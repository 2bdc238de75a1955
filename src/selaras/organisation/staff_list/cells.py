"""From a cell to a clean value: text without hidden signs, whole numbers, dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from selaras.core.spreadsheets import Cell

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "pebruari", "peb", "february"),
            ("maret", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("agustus", "agu", "ags", "agt", "agst", "aug", "august"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "oct", "october"),
            ("november", "nov", "nopember", "nop"),
            ("desember", "des", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}
FIRST_YEAR, LAST_YEAR = 1900, 2100
_SERIALS = range(1, 73_415)  # 1 January 1900 to 31 December 2100 as Excel counts
_EXCEL_EPOCH = date(1899, 12, 30)

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u3000]+")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?")
_MONTH_NAMED = re.compile(r"(\d{1,2})[\s\-/.]+([A-Za-z]+)[\s\-/.,]+(\d{1,4})")
_WHOLE = re.compile(r"[A-Za-z.: ]*?(\d{1,9})(?:[.,]0+)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


class NotADate(ValueError):
    """The cell holds no day that exists; `impossible_year` tells years outside 1900–2100 from other nonsense."""

    def __init__(self, *, impossible_year: bool = False) -> None:
        super().__init__()
        self.impossible_year = impossible_year


def has_hidden_signs(cell: Cell) -> bool:
    """True for NUL and other control characters, which a person has to know about."""
    return isinstance(cell, str) and not cell.isprintable() and bool(_CONTROL.search(cell))


def text_of(cell: Cell) -> str:
    """The cell as clean text: one kind of blank, no control or direction signs, no sign against formulas."""
    if isinstance(cell, str):
        return _clean(cell)
    if isinstance(cell, bool):
        return "Ya" if cell else "Tidak"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%d-%m-%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y")
    return str(cell)


@lru_cache(maxsize=32_768)
def _clean(raw: str) -> str:
    if raw.isascii() and raw.isprintable() and raw[:1].isalnum() and raw[-1] != " " and "  " not in raw:
        return raw
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", raw))
    text = _SPACES.sub(" ", text).strip()
    if text.startswith("'") and len(text) > 1 and (text[1].isdigit() or text[1] in "=+-@"):
        text = text[1:]
    return text


def is_blank(cell: Cell) -> bool:
    return cell == "" or (isinstance(cell, str) and not cell[0].isalnum() and not _clean(cell))


def whole_number(cell: Cell) -> int | None:
    """«9», 9.0, «Kelas 9» → 9; None if there is no single whole number in the cell."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else None
    found = _WHOLE.fullmatch(text_of(cell))
    return int(found[1]) if found else None


def day_of(cell: Cell) -> date | None:
    """The day in a cell: a date, a serial number of Excel, or text; None if empty.

    Raises `NotADate`. Years below 1900 and above 2100, and years of two digits, are not guessed.
    """
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _day_of_number(float(cell))
    return _day_of_text(text_of(cell))


def _day_of_number(number: float) -> date:
    if number.is_integer() and (match := _COMPACT.fullmatch(str(int(number)))):
        return _day(*match.groups())
    if not 1 <= number < _SERIALS.stop:
        raise NotADate
    return _EXCEL_EPOCH + timedelta(days=int(number))


@lru_cache(maxsize=16_384)
def _day_of_text(text: str) -> date | None:
    if text in ("", "-", "--", "00-00-0000", "0000-00-00"):
        return None
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(*match.groups())
    if match := _DAY_FIRST.fullmatch(text):
        return _day(*reversed(match.groups()))
    if match := _MONTH_NAMED.fullmatch(text):
        month = MONTHS.get(match[2].lower())
        if month is None:
            raise NotADate
        return _day(match[3], str(month), match[1])
    if text.isdecimal() and len(text) == 5:
        return _day_of_number(float(text))
    if "," in text:  # «Kupang, 5 Januari 1986»
        return _day_of_text(text.rsplit(",", 1)[1].strip())
    raise NotADate


def _day(year: str, month: str, day: str) -> date:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise NotADate(impossible_year=True)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as problem:
        raise NotADate from problem


def _within(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotADate(impossible_year=True)
    return day
