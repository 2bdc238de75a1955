"""Cells copied from a spreadsheet, laid over the matrix: what would change, and what can't be."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from selaras.core.errors import Text
from selaras.planning.models import RencanaHasilKerja
from selaras.planning.selectors.matrix import Matrix, MatrixRow
from selaras.planning.services.matrix import LONGEST, CellValues

MOST_CELLS = 5000


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One place that would read differently."""

    row: MatrixRow
    rhk: RencanaHasilKerja
    old: str
    new: str

    @property
    def values(self) -> CellValues:
        """What the service takes."""
        return CellValues(self.rhk, self.row.member, self.new)


@dataclass(slots=True)
class Pasted:
    """The changes, how many places stay as they are, and the sentences about what can't be taken."""

    changes: list[PastedCell] = field(default_factory=list)
    same: int = 0
    problems: list[Text] = field(default_factory=list)


def lay_over(matrix: Matrix, text: str, *, first_row: int, first_column: int) -> Pasted:
    """Lay tab-separated text over the matrix from one place on; nothing is written.

    Empty cells are left as they are: a copied gap is no wish to delete. Anything that would not fit is named,
    and then nothing at all can be applied.
    """
    pasted = Pasted()
    lines = read_cells(text)
    if lines is None:
        pasted.problems.append(_("Tempelan ini tidak dapat dibaca. Salin lagi selnya dari lembar kerja."))
        return pasted
    if not any(cell for line in lines for cell in line):
        pasted.problems.append(_("Belum ada isi yang ditempel."))
    _refuse_too_much(pasted, matrix, lines, first_row, first_column)
    if not pasted.problems:
        _compare(pasted, matrix, lines, first_row, first_column)
    return pasted


def read_cells(text: str) -> list[list[str]] | None:
    """The cells as a spreadsheet puts them on the clipboard; None where that is no table."""
    body = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    try:
        rows = list(csv.reader(io.StringIO(body), delimiter="\t", strict=True))
    except csv.Error:
        return None
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _refuse_too_much(
    pasted: Pasted, matrix: Matrix, lines: list[list[str]], first_row: int, first_column: int
) -> None:
    rows, columns = len(lines), max((len(line) for line in lines), default=0)
    if rows > len(matrix.rows) - first_row:
        pasted.problems.append(
            _("Tempelan berisi %(rows)d baris, tetapi dari pegawai itu hanya ada %(room)d baris.")
            % {"rows": rows, "room": len(matrix.rows) - first_row}
        )
    if columns > len(matrix.columns) - first_column:
        pasted.problems.append(
            _("Tempelan berisi %(columns)d kolom, tetapi dari hasil itu hanya ada %(room)d kolom.")
            % {"columns": columns, "room": len(matrix.columns) - first_column}
        )
    if rows * columns > MOST_CELLS:
        pasted.problems.append(_("Tempelan ini terlalu besar. Tempel sebagian-sebagian."))


def _compare(
    pasted: Pasted, matrix: Matrix, lines: list[list[str]], first_row: int, first_column: int
) -> None:
    for row, line in zip(matrix.rows[first_row:], lines, strict=False):
        for (rhk, cell), new in zip(row.cells[first_column:], line, strict=False):
            problem = _problem(row, new)
            if problem is not None:
                pasted.problems.append(problem)
            elif new and new != (cell.text if cell else ""):
                pasted.changes.append(PastedCell(row, rhk, cell.text if cell else "", new))
            elif new:
                pasted.same += 1


def _problem(row: MatrixRow, new: str) -> Text | None:
    if len(new) > LONGEST:
        return _("Isian untuk %(name)s terlalu panjang: %(size)d huruf, paling banyak %(limit)d.") % {
            "name": row.member.name, "size": len(new), "limit": LONGEST,
        }  # fmt: skip
    if new.startswith("="):
        return _("Isian untuk %(name)s berupa rumus («%(text)s»). Salin hasilnya, bukan rumusnya.") % {
            "name": row.member.name, "text": new[:40],
        }  # fmt: skip
    return None
