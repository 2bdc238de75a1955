"""Goes through the lines of a sheet: people, section lines, totals, vacant posts, notes and signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from selaras.core.spreadsheets import Cell, Sheet
from selaras.organisation.staff_list.cells import is_blank, text_of
from selaras.organisation.staff_list.columns import Columns, is_numbering, is_repeated_heading
from selaras.organisation.staff_list.line import Line
from selaras.organisation.staff_list.people import Person, read_person
from selaras.organisation.staff_list.rows import Problem, Severity, about_the_file
from selaras.organisation.staff_list.units import LEVELS, Sections, section_name
from selaras.organisation.staff_list.vocabulary import fold, word_set, words, words_of

LONGEST_UNIT = 200


class Lines:
    """One pass over the lines below the headings; `problems` and `people_seen` are complete after `people()`."""

    def __init__(self, page: Sheet, columns: Columns, on: date) -> None:
        self._columns, self._fields, self._on = columns, columns.fields, on
        self._rows = with_merged_cells(page, columns.last)
        self._top_unit = next((level for level in LEVELS if level in self._fields), None)
        self._sections = Sections()
        self._skipped: list[Problem] = []
        self.problems: list[Problem] = []
        self.people_seen = 0

    def people(self) -> Iterator[Person]:
        """Everybody whose line has no error."""
        carried: Cell | None = "" if self._is_written_once() else None
        for number in range(self._columns.last + 1, len(self._rows)):
            cells = self._rows[number]
            if self._is_passed_over(cells) or self._is_no_person(number + 1, cells):
                continue
            if carried is not None:
                cells, carried = self._carry(cells, carried)
            person = self._read(number + 1, cells)
            if person is not None:
                yield person

    def _read(self, number: int, cells: Sequence[Cell]) -> Person | None:
        self.people_seen += 1
        self.problems.extend(self._skipped)
        self._skipped.clear()
        line = Line(number, cells, self._fields)
        person = read_person(line, self._on)
        if (path := self._sections.above(person.path)) != person.path:
            person = replace(person, path=path)
        unit = self._top_unit or "unit_1"
        if not person.path:
            line.error(unit, _("Unit kerja kosong. Isi nama OPD dan unitnya."), code="no_unit")
        elif any(len(name) > LONGEST_UNIT for name in person.path):
            line.error(unit, _("Nama unit terlalu panjang; paling banyak 200 huruf."), code="too_long")
        self.problems.extend(line.problems)
        return None if line.is_refused else person

    def _is_passed_over(self, cells: Sequence[Cell]) -> bool:
        if all(map(is_blank, cells)):
            return True
        if self.people_seen == 0 and is_numbering(cells):
            return True
        return is_repeated_heading(cells, self._columns)

    def _is_no_person(self, number: int, cells: Sequence[Cell]) -> bool:
        both = text_of(self._cell(cells, "name_and_nip"))
        has_nip = not is_blank(self._cell(cells, "nip")) or sum(sign.isdigit() for sign in both) >= 9
        name = text_of(self._cell(cells, "name")) or both
        if any(mark in name.lower() for mark in words()["examples"]["marks"]):
            return True
        if has_nip and name:
            return False
        filled = list(dict.fromkeys(text_of(cell) for cell in cells if not is_blank(cell)))
        worded = [text for text in filled if any(sign.isalpha() for sign in text)]
        if has_nip and len(filled) > 1:
            return False
        if self._is_total(worded):
            return True
        if fold(name) in word_set("vacant", "words"):
            self._skip(
                number, filled, _("Jabatan kosong tidak dimasukkan; isi bila sudah ada pejabatnya."), "vacant"
            )
            return True
        if len(worded) <= 1 and len(filled) <= 2:
            self._note_or_section(number, worded, filled)
            return True
        return self.people_seen == 0 and not name

    def _cell(self, cells: Sequence[Cell], key: str) -> Cell:
        heading = self._fields.get(key)
        return "" if heading is None else _at(cells, heading.column_index)

    @staticmethod
    def _is_total(worded: list[str]) -> bool:
        first = words_of(worded[0])[:1] if worded else ()
        return bool(first) and first[0] in word_set("totals", "starts")

    def _note_or_section(self, number: int, worded: list[str], filled: list[str]) -> None:
        section = section_name(worded[0]) if worded else ""
        if section:
            self._sections.enter(section)
        else:
            self._skip(number, filled, _("Baris ini dilewati karena bukan baris pegawai."), "not_a_person")

    def _skip(self, number: int, texts: list[str], message: str, code: str) -> None:
        """Kept back until another person follows, so that signatures below the list make no noise."""
        shown = " · ".join(texts)[:80]
        self._skipped.append(Problem(number, "", shown, message, severity=Severity.WARNING, code=code))

    def _is_written_once(self) -> bool:
        """True if the top unit stands only on its first line, without merged cells, and the rest is left empty."""
        if self._top_unit is None:
            return False
        texts = [
            text_of(_at(row, self._top_index)) for row in self._rows[self._columns.last + 1 :] if len(row) > 1
        ]
        filled = [text for text in texts if text]
        repeats = any(one == following for one, following in pairwise(filled))
        if not filled or repeats or len(filled) * 2 >= len(texts):
            return False
        self.problems.append(
            about_the_file(
                _(
                    "Kolom %(column)s hanya diisi pada baris pertama tiap unit; baris kosong di bawahnya mengikuti."
                )
                % {"column": self._fields[self._top_unit].text},
                code="written_once",
            )
        )
        return True

    @property
    def _top_index(self) -> int:
        return self._fields[self._top_unit or ""].column_index

    def _carry(self, cells: Sequence[Cell], carried: Cell) -> tuple[Sequence[Cell], Cell]:
        own = _at(cells, self._top_index)
        if not is_blank(own):
            return cells, own
        filled = [*cells, *[""] * (self._top_index + 1 - len(cells))]
        filled[self._top_index] = carried
        return filled, carried


def _at(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else ""


def with_merged_cells(page: Sheet, last_heading_row: int) -> list[Sequence[Cell]]:
    """The rows, with a cell that is merged downwards standing on every filled line it covers."""
    rows: list[Sequence[Cell]] = list(page.rows)
    for (top, left), (bottom, _right) in page.merged:
        if top <= last_heading_row or bottom == top or top >= len(rows):
            continue
        value = _at(rows[top], left)
        for number in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if any(not is_blank(cell) for cell in page.rows[number]):
                filled = [*rows[number], *[""] * (left + 1 - len(rows[number]))]
                filled[left] = value
                rows[number] = filled
    return rows
