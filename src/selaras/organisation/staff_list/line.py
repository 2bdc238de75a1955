"""One line of the list while it is being read: its cells by field, and the problems found so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from selaras.core.spreadsheets import Cell
from selaras.organisation.staff_list.cells import has_hidden_signs, text_of
from selaras.organisation.staff_list.rows import Heading, Problem, Severity
from selaras.organisation.staff_list.vocabulary import headings

SHOWN = 80


@dataclass(slots=True)
class Line:
    """One line being read: its cells by field, and the problems found so far."""

    number: int
    cells: Sequence[Cell]
    fields: Mapping[str, Heading]
    problems: list[Problem] = field(default_factory=list)

    def cell(self, key: str) -> Cell:
        heading = self.fields.get(key)
        if heading is None or heading.column_index >= len(self.cells):
            return ""
        return self.cells[heading.column_index]

    def text(self, key: str) -> str:
        """Clean text of a field; over-long text is refused and hidden control signs are reported."""
        raw = self.cell(key)
        if raw == "":
            return ""
        text = text_of(raw)
        longest = headings().fields[key].longest
        if len(text) > longest:
            self.error(
                key,
                _(
                    "Isi sel ini %(length)d huruf; paling banyak %(longest)d. Periksa apakah beberapa sel tergabung."
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
