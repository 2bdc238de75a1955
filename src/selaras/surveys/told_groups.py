"""Groups of respondents as other tools write them, read into the broad groups of the questionnaire (K-17)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selaras.core.spreadsheets import Cell
from selaras.intake.cells import count_of
from selaras.intake.columns import plain_heading
from selaras.surveys.questions import GROUPINGS

# Nobody has to tell; and what fits no broad group is told by nobody.
UNTOLD = frozenset({"", "tidak disebut", "tidak menjawab", "lainnya", "lain lain", "n a"})
OLDEST = 120
_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sex": {
        "p": ("p", "perempuan", "wanita", "pr", "f", "female"),
        "l": ("l", "laki laki", "laki", "lk", "pria", "m", "male"),
    },
    "education": {
        "sd": ("sd", "mi", "sd sederajat", "tidak sekolah", "tidak tamat sd", "sd atau kurang"),
        "smp": ("smp", "mts", "sltp", "smp sederajat"),
        "sma": ("sma", "smk", "ma", "slta", "sma smk", "sma sederajat", "slta sederajat", "sma smk sederajat"),
        "d": ("diploma", "d1", "d2", "d3", "d4", "d i", "d ii", "d iii", "d iv", "d1 d2 d3", "d3 d4"),
        "s": ("sarjana", "s1", "s2", "s3", "s 1", "s 2", "s 3", "magister", "doktor", "s1 ke atas", "s1 s2 s3",
              "s2 ke atas", "sarjana atau lebih tinggi"),
    },
}  # fmt: skip
_LABELS = {one.name: {plain_heading(str(label)): key for key, label in one.groups} for one in GROUPINGS}
_GROUP_OF = {
    name: {word: key for key, words in rows.items() for word in words} | _LABELS[name]
    for name, rows in _WORDS.items()
}
_UPPER = ((20, "20"), (40, "40"), (60, "60"), (OLDEST, "61"))
_SPAN = re.compile(r"(\d{1,3}) (?:sampai |s d |hingga )?(\d{1,3})(?: tahun| th| thn)?")
_BELOW = re.compile(r"(?:di bawah|kurang dari|sampai|s d|maks) (\d{1,3})(?: tahun| th| thn)?")
_ABOVE = re.compile(r"(?:di atas|lebih dari) (\d{1,3})(?: tahun| th| thn)?")
_ALONE = re.compile(r"(\d{1,3})(?: tahun| th| thn)?")


def group_in(name: str, cell: Cell) -> str | None:
    """The code of a group, "" where none was told, None for what nobody understands.

    A span of years that lies in two groups tells none.
    """
    text = plain_heading(cell)
    if text in UNTOLD:
        return ""
    return _age_in(cell, text) if name == "age" else _GROUP_OF[name].get(text)


def _age_in(cell: Cell, text: str) -> str | None:
    if text in _LABELS["age"]:
        return _LABELS["age"][text]
    years = count_of(cell)
    if years is None and (found := _ALONE.fullmatch(text)) and not str(cell).strip().startswith(("<", ">")):
        years = int(found[1])
    if years is not None:
        return _bucket(years, years)
    return _span_in(str(cell), text)


def _span_in(written: str, text: str) -> str | None:
    sign = written.strip()[:1]
    if found := _SPAN.fullmatch(text):
        return _bucket(int(found[1]), int(found[2]))
    if found := _BELOW.fullmatch(text) or (_ALONE.fullmatch(text) if sign in ("<", "≤") else None):
        return _bucket(1, int(found[1]))
    if found := _ABOVE.fullmatch(text) or (_ALONE.fullmatch(text) if sign in (">", "≥") else None):
        return _bucket(int(found[1]) + 1, OLDEST)
    return None


def _bucket(first: int, last: int) -> str | None:
    """The group in which both ends lie; "" where they lie in two, None for no age of a person."""
    if not 1 <= first <= last <= OLDEST:
        return None
    keys = [next(key for upper, key in _UPPER if years <= upper) for years in (first, last)]
    return keys[0] if keys[0] == keys[1] else ""
