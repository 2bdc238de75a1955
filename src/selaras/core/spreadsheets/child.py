"""The process that opens a foreign spreadsheet; run as a script, never imported by the application.

It may be killed, run out of memory or crash without hurting the server. It knows nothing of Selaras: a file
goes in, lines of JSON come out. First a line per sheet (`{"sheet": name, …}`), after it a line per row.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

LONGEST_CELL = 40_000  # a cell of Excel holds 32,767 characters; more is refused later, with its line
EXIT_OUT_OF_MEMORY = 3
EXIT_PASSWORD = 5
DELIMITERS = (";", ",", "\t", "|")
ENCODINGS_BY_MARK = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def limit_memory_and_time(megabytes: int, seconds: int) -> None:
    """Ask the system for limits; where it has none (Windows) or refuses (macOS), the size gate must do."""
    try:
        import resource
    except ImportError:
        return
    for name, limit in (("RLIMIT_AS", megabytes << 20), ("RLIMIT_CPU", seconds), ("RLIMIT_CORE", 0)):
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (limit, limit))


def as_json(value: Any) -> Any:
    """One cell as JSON; text stays text and numbers stay numbers, because the difference ruins an NIP."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_CELL else value[:LONGEST_CELL]
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, datetime):
        at_midnight = not (value.hour or value.minute or value.second)
        return {"day": value.date().isoformat()} if at_midnight else {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return str(value)


def trimmed(row: list[Any]) -> list[Any]:
    """The row without its empty end."""
    end = len(row)
    while end and (row[end - 1] == "" or row[end - 1] is None):
        end -= 1
    return row[:end]


def emit(rows: Iterable[list[Any]], budget: list[int], max_rows: int, max_columns: int) -> None:
    """Write rows until the budget of cells is used up; then say so and stop."""
    for number, row in enumerate(rows, start=1):
        cells = trimmed(row[:max_columns])
        budget[0] -= len(cells)
        if number > max_rows or budget[0] < 0:
            sys.stdout.write('{"too_many": true}\n')
            return
        sys.stdout.write(json.dumps([as_json(cell) for cell in cells], ensure_ascii=True) + "\n")


def say(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


def read_workbook(path: Path, budget: list[int], max_rows: int, max_columns: int) -> None:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError:
        sys.exit(EXIT_PASSWORD)
    with workbook:
        for meta in workbook.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            say(sheet=meta.name, merged=sheet.merged_cell_ranges or [])
            if sheet.start is None:
                continue
            lead = [""] * sheet.start[
                1
            ]  # iter_rows keeps empty rows above the data, not empty columns beside it
            emit((lead + row for row in sheet.iter_rows()), budget, max_rows, max_columns)


def decoded(raw: bytes) -> tuple[str, str]:
    """Text and encoding: what the mark says, else UTF-8, else Windows-1252, which takes anything."""
    for mark, encoding in ENCODINGS_BY_MARK:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), encoding.removesuffix("-sig")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), "windows-1252"


def first_rows(text: str, delimiter: str, count: int = 60) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for _, row in zip(range(count), reader, strict=False):
        yield row


def delimiter_of(text: str) -> str:
    """The sign that cuts most rows into the same, largest number of cells (names hold commas too)."""
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in first_rows(text[:200_000], delimiter) if len(row) > 1)
        score = max((count * width for width, count in widths.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_csv(path: Path, budget: list[int], max_rows: int, max_columns: int) -> None:
    csv.field_size_limit(2**31 - 1)  # an endless field is cut and refused with its line, not a crash
    text, encoding = decoded(path.read_bytes())
    says_delimiter = text[:6].lower().startswith("sep=") and len(text) > 4
    delimiter = text[4] if says_delimiter else delimiter_of(text)
    say(sheet="", merged=[], encoding=encoding, delimiter=delimiter, unreadable=text.count("\ufffd"))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    shown = ([] if says_delimiter and number == 0 else row for number, row in enumerate(rows))
    emit(shown, budget, max_rows, max_columns)


def main(
    path: str, kind: str, megabytes: str, seconds: str, max_rows: str, max_columns: str, max_cells: str
) -> None:
    limit_memory_and_time(int(megabytes), int(seconds))
    read = read_csv if kind == "csv" else read_workbook
    read(Path(path), [int(max_cells)], int(max_rows), int(max_columns))
    say(done=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except MemoryError:
        sys.exit(EXIT_OUT_OF_MEMORY)
