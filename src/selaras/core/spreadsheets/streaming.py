"""Long tables, read row by row: a million lines pass by, none of them stays."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from selaras.core.spreadsheets.reading import (
    Cell,
    SpreadsheetKind,
    kind_of,
    parse_apart,
    revived,
    too_many_rows,
)

MOST_STREAMED_BYTES = 60 << 20
MOST_STREAMED_ROWS = 1_048_576
MOST_STREAMED_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table with the number people see beside it, counted from 1."""

    number: int
    cells: list[Cell]


@dataclass(slots=True)
class LineStream:
    """The first sheet that has rows. What is said of the file is known once the lines have passed."""

    kind: SpreadsheetKind
    parsed: IO[bytes]
    sheet: str = ""
    other_sheets: int = 0
    unreadable_characters: int = 0

    def lines(self) -> Iterator[Line]:
        """The rows in order, empty ones too. Raises `SpreadsheetTooLarge` where there are more than are read."""
        number, is_over = 0, False
        for raw in self.parsed:
            item = revived(raw)
            if isinstance(item, list):
                if not is_over:
                    number += 1
                    yield Line(number, item)
            elif "sheet" in item:
                is_over = number > 0
                self._open(item, is_over)
            elif "too_many" in item:
                raise too_many_rows(MOST_STREAMED_ROWS)

    def _open(self, item: dict[str, object], is_over: bool) -> None:
        if is_over:
            self.other_sheets += 1
        else:
            self.sheet = str(item["sheet"])
            self.unreadable_characters = int(str(item.get("unreadable", 0)))


@contextmanager
def stream_spreadsheet(path: Path, *, filename: str = "") -> Iterator[LineStream]:
    """Open a table of any length up to 60 MB and 1,048,576 rows. Raises what `read_spreadsheet` raises."""
    kind = kind_of(path, filename=filename, most_bytes=MOST_STREAMED_BYTES)
    with tempfile.TemporaryFile() as parsed:
        parse_apart(path, kind, parsed, max_rows=MOST_STREAMED_ROWS, max_cells=MOST_STREAMED_CELLS)
        yield LineStream(kind, parsed)
