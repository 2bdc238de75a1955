"""One line of the list while it is being read: its cells by field, and the problems found so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from selaras.core.spreadsheets import Cell
from selaras.organisation.staff_list.cells import has_hidden_signs, text_of
from selaras.organisation.staff_list.rows import Heading, Problem, Severity
from selaras.organisation.staff_list.vocabulary import headings

SHOWN = 80


class Line:
    """One line being read: its cells by field, and the problems found so far."""

    __slots__ = ("_cells", "_texts", "fields", "number", "problems")

    def __init__(self, number: int, cells: Sequence[Cell], fields: Mapping[str, Heading]) -> None:
        self.number, self.fields = number, fields
        self.problems: list[Problem] = []
        width = len(cells)
        self._cells = {
            key: cells[heading.column_index]
            for key, heading in fields.items()
            if heading.column_index < width
        }
        self._texts: dict[str, str] = {}

    def cell(self, key: str) -> Cell:
        """The cell as it came; empty text if the list has no such column."""
        return self._cells.get(key, "")

    def text(self, key: str) -> str:
        """Clean text of a field; over-long text is refused and hidden control signs are reported, once."""
        known = self._texts.get(key)
        if known is None:
            raw = self._cells.get(key, "")
            known = self._texts[key] = "" if raw == "" else self._checked(key, raw)
        return known

    def _checked(self, key: str, raw: Cell) -> str:
        text = text_of(raw)
        longest = headings().fields[key].longest
        if len(text) > longest:
            self.error(
                key,
                _(
                    "Isi sel ini %(length)d huruf; paling banyak %(longest)d. Periksa apakah sel-sel tergabung."
                )
                % {"length": len(text), "longest": longest},
                code="too_long",
            )
            return ""
        if has_hidden_signs(raw):
            self.warn(
                key,
                _("Sel ini berisi tanda tak terlihat yang kami buang. Periksa apakah isinya masih benar."),
            )
        return text

    def error(self, key: str, message: str, *, code: str = "invalid") -> None:
        self._add(key, message, Severity.ERROR, code)

    def warn(self, key: str, message: str, *, code: str = "check") -> None:
        self._add(key, message, Severity.WARNING, code)

    def _add(self, key: str, message: str, severity: Severity, code: str) -> None:
        heading = self.fields.get(key)
        value = text_of(self.cell(key))
        self.problems.append(
            Problem(
                line=self.number,
                column=heading.text if heading else headings().fields[key].label,
                value=value if len(value) <= SHOWN else f"{value[:SHOWN]}…",
                message=message,
                severity=severity,
                code=code,
                column_index=heading.column_index if heading else None,
            )
        )

    @property
    def is_refused(self) -> bool:
        return any(problem.is_error for problem in self.problems)
