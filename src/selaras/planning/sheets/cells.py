"""From the cells of an office to words and targets: «≤ 2 hari», «80–90 %», «1.200 bayi», «12»."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from selaras.core.numbers import number_text
from selaras.core.spreadsheets import Cell
from selaras.planning.models import Direction
from selaras.planning.sheets.values import Target

SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
ONE = re.compile(
    rf"^(?P<sign>≤|<=|<|≥|>=|>|maksimal|paling lama|paling banyak|minimal)?\s*(?P<number>{NUMBER})\s*(?P<unit>.*)$",
    re.I,
)
RANGE = re.compile(
    rf"^(?P<low>{NUMBER})\s*(?:–|-|s\.?/?d\.?|sampai)\s*(?P<high>{NUMBER})\s*(?P<unit>.*)$", re.I
)
AT_MOST = frozenset({"≤", "<=", "<", "maksimal", "paling lama", "paling banyak"})
LONGEST_UNIT = 40
THOUSANDS = re.compile(r"^\d{1,3}(\.\d{3})+$")


def words_of(cell: Cell | None) -> str:
    """A cell as clean text: one space between words, days as people write them, whole numbers without «.0»."""
    match cell:
        case None | bool():
            return ""
        case datetime():
            return cell.strftime("%d-%m-%Y")
        case date():
            return cell.strftime("%d-%m-%Y")
        case int() | float():
            return number_text(Decimal(str(cell)))
        case _:
            return SPACES.sub(" ", unicodedata.normalize("NFC", cell)).strip()


def key_of(text: str) -> str:
    """How two texts are compared: letters and figures only, small, so that a dot or a blank changes nothing."""
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def target_of(cell: Cell | None, unit_cell: Cell | None = None) -> Target:
    """A target taken apart; what is no number with a short unit stays as words."""
    unit = words_of(unit_cell)[:LONGEST_UNIT]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Target(Decimal(str(cell)), unit=unit)
    text = words_of(cell)
    if not text:
        return Target()
    return _range(text, unit) or _one(text, unit) or Target(words=text)


def _range(text: str, unit: str) -> Target | None:
    found = RANGE.match(text)
    if found is None or len(found["unit"]) > LONGEST_UNIT:
        return None
    low, high = _number(found["low"]), _number(found["high"])
    if low is None or high is None or high < low:
        return None
    return Target(low, high, unit=unit or found["unit"], direction=Direction.RANGE.value)


def _one(text: str, unit: str) -> Target | None:
    found = ONE.match(text)
    if found is None or len(found["unit"]) > LONGEST_UNIT or any(sign.isdigit() for sign in found["unit"]):
        return None
    number = _number(found["number"])
    if number is None:
        return None
    less = (found["sign"] or "").casefold() in AT_MOST
    direction = Direction.LESS.value if less else Direction.MORE.value
    return Target(number, unit=unit or found["unit"], direction=direction)


def _number(text: str) -> Decimal | None:
    plain = text.replace(".", "") if THOUSANDS.match(text) or "," in text else text
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
