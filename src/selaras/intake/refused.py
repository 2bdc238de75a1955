"""Refused rows given back as a workbook: what is wrong stands before each row, and it can be sent in again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _

from selaras.authorization import Actor, require
from selaras.core.spreadsheets import Line, safe_workbook
from selaras.intake.facts import Refusal
from selaras.intake.kinds import SummedKind, WholeFileKind, kind_named
from selaras.intake.models import FeedRun
from selaras.intake.received import kept_lines
from selaras.intake.running import Pass
from selaras.intake.services.runs import headed, pass_through

MOST_ROWS = 50_000
REPAIR_HEADING = (
    "Yang perlu diperbaiki"  # no kind knows this heading, so it is passed over when it comes back
)


def write_refused(run: FeedRun, out: BinaryIO, *, by: Actor, on: date) -> None:
    """Write the refused rows as they came, each with its reasons in front; the first 50,000 of them."""
    require(by, kind_named(run.source.kind).permission, run.source)
    kind = kind_named(run.source.kind)(run.source, on, run.given)
    if isinstance(kind, WholeFileKind | SummedKind):
        whole = _Refused()
        pass_through(run, on, on_refused=whole.add)
        _write(out, whole, None)
        return
    columns = kind.columns_for(run.source, run.given)
    with kept_lines(run, columns) as lines, headed(kind, lines) as (found, rows):
        refused = _Refused()
        Pass(kind, on_refused=refused.add).go(rows)
        _write(out, refused, found.line if found else None)


class _Refused:
    """Rows in the order in which they were refused, with all their reasons."""

    def __init__(self) -> None:
        self.rows: dict[int, Line] = {}
        self.reasons: dict[int, list[str]] = defaultdict(list)

    def add(self, line: Line, problem: Refusal) -> None:
        if line.number in self.rows or len(self.rows) < MOST_ROWS:
            self.rows[line.number] = line
            sentence = f"{problem.column}: {problem.message}" if problem.column else problem.message
            self.reasons[line.number].append(sentence)


def _write(out: BinaryIO, refused: _Refused, headings: Line | None) -> None:
    with safe_workbook(out) as book:
        page = book.add_sheet(_("Ditolak"))
        page.set_column(0, 0, 60)
        page.set_column(1, 30, 20)
        page.freeze_panes(1, 1)
        texts = headings.cells if headings else []
        for column, cell in enumerate([REPAIR_HEADING, *texts]):
            book.write(page, 0, column, cell, book.heading)
        for number, line in enumerate(refused.rows.values(), start=1):
            reasons = "\n".join([_("Baris %(line)d") % {"line": line.number}, *refused.reasons[line.number]])
            book.write(page, number, 0, reasons, book.refused)
            for column, cell in enumerate(line.cells, start=1):
                book.write(page, number, column, cell)
