"""The list of an HR office given back with the problems beside its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from selaras.core.spreadsheets import Cell, CellOut, SafeWorkbook, Sheet, read_spreadsheet, safe_workbook
from selaras.organisation.staff_list.cells import text_of
from selaras.organisation.staff_list.columns import Columns
from selaras.organisation.staff_list.lines import with_merged_cells
from selaras.organisation.staff_list.reading import choose_sheet
from selaras.organisation.staff_list.rows import Problem

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

REPAIR_HEADING = "Yang perlu diperbaiki"  # the reader passes over this column when the list comes back


def write_problem_workbook(
    path_in: Path | str,
    problems: Sequence[Problem],
    out: BinaryIO,
    *,
    filename: str = "",
    sheet: str | None = None,
) -> None:
    """Write the list as it came, with the problems of each line in front of it and the refused cells coloured.

    Line numbers stay the same. Columns with private data that Selaras does not read stay empty. The corrected
    workbook can be handed in as it is. Raises what `read_staff_list` raises.
    """
    page, columns, _others = choose_sheet(read_spreadsheet(path_in, filename=filename), sheet or None)
    with safe_workbook(out) as book:
        _write_lines(book, page, columns, problems)
        _write_summary(book, problems)


def _write_lines(book: SafeWorkbook, page: Sheet, columns: Columns, problems: Sequence[Problem]) -> None:
    by_line: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.line is not None:
            by_line[problem.line].append(problem)
    target = book.add_sheet(_("Daftar"))
    target.set_column(0, 0, 60)
    target.set_column(1, 40, 18)
    target.freeze_panes(columns.last + 1, 1)
    private = {heading.column_index for heading in columns.headings if heading.is_private}
    rows = with_merged_cells(page, columns.last)
    for number, cells in enumerate(rows):
        if columns.first <= number <= columns.last:
            _write_headings(book, target, number, cells, is_last=number == columns.last)
        else:
            hidden = private if number > columns.last else frozenset()
            _write_line(book, target, number, cells, by_line.get(number + 1, []), hidden)
    target.autofilter(columns.last, 0, max(columns.last, len(rows) - 1), max(map(len, rows), default=0))


def _write_headings(
    book: SafeWorkbook, target: Worksheet, row: int, cells: Sequence[Cell], *, is_last: bool
) -> None:
    if is_last:
        book.write(target, row, 0, REPAIR_HEADING, book.heading)
    for column, cell in enumerate(cells):
        book.write(target, row, column + 1, cell, book.heading)


def _write_line(
    book: SafeWorkbook,
    target: Worksheet,
    row: int,
    cells: Sequence[Cell],
    problems: Sequence[Problem],
    hidden: AbstractSet[int],
) -> None:
    refused = {problem.column_index for problem in problems if problem.is_error}
    doubtful = {problem.column_index for problem in problems if not problem.is_error}
    if problems:
        style = book.wrapped if not refused else book.refused
        book.write(target, row, 0, "\n".join(map(_sentence, problems)), style)
    for column in range(max(len(cells), 1 + max((index or 0 for index in refused | doubtful), default=0))):
        cell: CellOut = cells[column] if column < len(cells) and column not in hidden else None
        if column in refused and isinstance(cell, date):
            cell = text_of(
                cell
            )  # refused cells are formatted as text, so that what is typed there stays text
        style = book.refused if column in refused else book.doubtful if column in doubtful else None
        book.write(target, row, column + 1, cell, style)


def _sentence(problem: Problem) -> str:
    return f"{problem.column}: {problem.message}" if problem.column else problem.message


def _write_summary(book: SafeWorkbook, problems: Sequence[Problem]) -> None:
    target = book.add_sheet(_("Semua masalah"))
    headings = (_("Baris"), _("Kolom"), _("Isi"), _("Tingkat"), _("Yang perlu dilakukan"))
    for column, (heading, width) in enumerate(zip(headings, (8, 24, 32, 12, 90), strict=True)):
        target.set_column(column, column, width)
        book.write(target, 0, column, heading, book.heading)
    target.freeze_panes(1, 0)
    for row, problem in enumerate(problems, start=1):
        severity = _("Ditolak") if problem.is_error else _("Periksa")
        values = (problem.line, problem.column, problem.value, severity, problem.message)
        for column, value in enumerate(values):
            book.write(target, row, column, value)
    target.autofilter(0, 0, max(1, len(problems)), len(headings) - 1)
