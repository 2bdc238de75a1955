"""Our spreadsheets out: XLSX in constant memory and CSV, where no text can become a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from selaras.core.spreadsheets.reading import Cell

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CellOut: TypeAlias = Cell | Decimal | None

_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_text(text: str) -> str:
    """Text that no spreadsheet program takes for a formula; also without the characters XML cannot hold."""
    clean = text if text.isprintable() else _UNHOLDABLE.sub("", text)
    return "'" + clean if clean.startswith(FORMULA_STARTS) else clean


@dataclass(frozen=True, slots=True)
class SafeWorkbook:
    """A workbook being written row by row; text is always written as text."""

    book: xlsxwriter.Workbook
    heading: Format
    text: Format
    day: Format
    moment: Format
    wrapped: Format
    refused: Format
    doubtful: Format

    def add_sheet(self, name: str) -> Worksheet:
        return self.book.add_worksheet(name)

    def write(
        self, sheet: Worksheet, row: int, column: int, value: CellOut, style: Format | None = None
    ) -> None:
        """Write one cell; rows must come in order, because finished rows are already on disk."""
        match value:
            case None | "":
                if style is not None:
                    sheet.write_blank(row, column, None, style)
            case bool():
                sheet.write_boolean(row, column, value, style)
            case int() | float() | Decimal():
                sheet.write_number(row, column, float(value), style)
            case datetime():
                sheet.write_datetime(row, column, value, style or self.moment)
            case date():
                sheet.write_datetime(row, column, value, style or self.day)
            case _:
                sheet.write_string(row, column, safe_text(str(value))[:32_767], style or self.text)


@contextmanager
def safe_workbook(out: BinaryIO) -> Iterator[SafeWorkbook]:
    """Open a workbook written into `out` in constant memory; text never becomes a formula or a link."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
        "nan_inf_to_errors": True,
    }
    top = {"valign": "top"}
    refused = {
        "num_format": "@",
        "text_wrap": True,
        "bg_color": "#FBD5D0",
        "border": 1,
        "border_color": "#B3261E",
    }
    import xlsxwriter  # 8 MB, of which a worker that sends no workbook needs nothing

    with xlsxwriter.Workbook(out, options) as book:
        yield SafeWorkbook(
            book,
            heading=book.add_format(
                {**top, "bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True}
            ),
            text=book.add_format({**top, "num_format": "@"}),
            day=book.add_format({**top, "num_format": "dd-mm-yyyy"}),
            moment=book.add_format({**top, "num_format": "dd-mm-yyyy hh:mm"}),
            wrapped=book.add_format({**top, "num_format": "@", "text_wrap": True}),
            refused=book.add_format({**top, **refused}),
            doubtful=book.add_format({**top, "bg_color": "#FFF3CD"}),
        )


def write_xlsx(
    out: BinaryIO,
    *,
    sheet: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[CellOut]],
    widths: Sequence[int] = (),
) -> None:
    """Write one table as XLSX: frozen heading, filter, dates as dates, everything else as it is."""
    with safe_workbook(out) as book:
        page = book.add_sheet(sheet)
        for column, heading in enumerate(headings):
            width = widths[column] if column < len(widths) else max(12, min(40, len(heading) + 4))
            page.set_column(column, column, width)
            book.write(page, 0, column, heading, book.heading)
        page.freeze_panes(1, 0)
        last = 0
        for last, values in enumerate(rows, start=1):
            for column, value in enumerate(values):
                book.write(page, last, column, value)
        page.autofilter(0, 0, last, max(0, len(headings) - 1))


def write_csv(
    out: BinaryIO, *, headings: Sequence[str], rows: Iterable[Sequence[CellOut]], delimiter: str = ";"
) -> None:
    """Write one table as CSV: UTF-8 with mark and `;`, as Indonesian Excel expects; dates dd-mm-yyyy."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([safe_text(heading) for heading in headings])
    writer.writerows([_as_csv(value) for value in values] for values in rows)
    text.flush()
    text.detach()


def _as_csv(value: CellOut) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float() | Decimal():
            return str(value)
        case datetime():
            return value.strftime("%d-%m-%Y %H:%M")
        case date():
            return value.strftime("%d-%m-%Y")
        case _:
            return safe_text(str(value))
