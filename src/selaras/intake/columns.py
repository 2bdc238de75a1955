"""Which column of a file is which: by what the source said before, else by the headings people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from selaras.core.spreadsheets import Cell, Line
from selaras.intake.facts import Column

HEADINGS_WITHIN = 30
_ODD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Headings:
    """The line of headings, and the place of every column that was recognised."""

    line: Line
    places: Mapping[str, int]
    missing: tuple[Column, ...]

    @property
    def names(self) -> dict[str, str]:
        """Name of the column → heading, as the source remembers it."""
        return {name: heading_text(self.line.cells[place]) for name, place in self.places.items()}


def plain_heading(text: object) -> str:
    """A heading without case, marks and spaces: «Jml. Kunjungan» and «jml kunjungan» are the same."""
    return _ODD.sub(" ", str(text).casefold()).strip()


def heading_text(cell: Cell) -> str:
    """A heading as it stands in the file, on one line."""
    return " ".join(str(cell).split())[:100]


def find_headings(
    lines: Iterator[Line], columns: Sequence[Column], remembered: Mapping[str, str]
) -> tuple[Headings | None, Iterable[Line]]:
    """The best line of headings among the first thirty, and the lines after it.

    None with all lines where nothing looks like one. What the source remembers goes before common headings.
    """
    first = list(islice(lines, HEADINGS_WITHIN))
    found = [_match(line, columns, remembered) for line in first if _looks_like_headings(line)]
    if not found:
        return None, chain(first, lines)
    best = max(found, key=lambda headings: (len(headings.places), -headings.line.number))
    after = [line for line in first if line.number > best.line.number]
    return best, chain(after, lines)


def _looks_like_headings(line: Line) -> bool:
    texts = [cell for cell in line.cells if isinstance(cell, str) and cell.strip()]
    return bool(texts) and all(not text.strip().isdigit() for text in texts)


def _match(line: Line, columns: Sequence[Column], remembered: Mapping[str, str]) -> Headings:
    texts = [plain_heading(cell) for cell in line.cells]
    places: dict[str, int] = {}
    for column in columns:
        wanted = [plain_heading(remembered[column.name])] if column.name in remembered else []
        for heading in (*wanted, *column.headings):
            place = texts.index(heading) if heading in texts else None
            if place is not None and place not in places.values():
                places[column.name] = place
                break
    missing = tuple(column for column in columns if column.is_required and column.name not in places)
    return Headings(line, places, missing)
