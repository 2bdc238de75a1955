"""Finds the headings of a sheet: title lines above, one to three heading rows, merged or half-merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selaras.core.spreadsheets import Cell, MergedRange, Sheet
from selaras.organisation.staff_list.cells import is_blank, text_of
from selaras.organisation.staff_list.rows import Heading
from selaras.organisation.staff_list.vocabulary import fold, headings

SEARCHED_ROWS = 40
TALLEST_HEADING = 3
NAMING = frozenset({"nip", "name", "name_and_nip"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings found: rows `first` to `last` (from 0), and what each column holds."""

    first: int
    last: int
    headings: tuple[Heading, ...]

    @property
    def fields(self) -> dict[str, Heading]:
        """Field → its heading; the first column of a field counts."""
        return {heading.field: heading for heading in reversed(self.headings) if heading.field}

    @property
    def names_people(self) -> bool:
        """True if there is a column with the NIP, which no list can do without."""
        return bool({"nip", "name_and_nip"} & self.fields.keys())

    @property
    def rank(self) -> tuple[int, int]:
        """More recognised fields win; among equals the flatter heading, so that title lines stay outside."""
        return len(self.fields) + 2 * len(NAMING & self.fields.keys()), self.first - self.last


def find_columns(sheet: Sheet) -> Columns | None:
    """The best heading block among the first rows; None if nothing looks like a staff list."""
    best: Columns | None = None
    for first in range(min(SEARCHED_ROWS, len(sheet.rows))):
        if not any(isinstance(cell, str) and cell for cell in sheet.rows[first]):
            continue
        for height in range(1, TALLEST_HEADING + 1):
            found = _read_block(sheet, first, first + height - 1)
            if found is not None and (best is None or found.rank > best.rank):
                best = found
    return best if best is not None and len(best.fields) >= 2 and NAMING & best.fields.keys() else None


def _read_block(sheet: Sheet, first: int, last: int) -> Columns | None:
    if last >= len(sheet.rows):
        return None
    block = [_heading_row(sheet.rows[row], row, sheet.merged) for row in range(first, last + 1)]
    if any(_is_data(row) for row in block[1:]):
        return None
    width = max(map(len, block))
    stacks = [[row[column] if column < len(row) else "" for row in block] for column in range(width)]
    return Columns(first, last, tuple(_named(_inherit(stacks, block))))


def _heading_row(row: Sequence[Cell], number: int, merged: Sequence[MergedRange]) -> list[str]:
    texts = [text_of(cell) for cell in row]
    for (top, left), (bottom, right) in merged:
        if top <= number <= bottom and right > left and left < len(texts):
            texts.extend([""] * (right + 1 - len(texts)))
            for column in range(left, right + 1):
                texts[column] = texts[left]
    return texts


def _is_data(row: Sequence[str]) -> bool:
    """A row with a long number (an NIP) is no heading."""
    return any(len(text) >= 15 and sum(sign.isdigit() for sign in text) >= 15 for text in row)


def _inherit(stacks: list[list[str]], block: list[list[str]]) -> list[list[str]]:
    """A word that stands over several columns without merged cells covers the empty cells to its right."""
    for level in range(len(block) - 1):
        over = ""
        for stack in stacks:
            below = any(stack[level + 1 :])
            if stack[level] or not below:
                over = stack[level] if below else ""
            else:
                stack[level] = over
    return stacks


def _named(stacks: list[list[str]]) -> list[Heading]:
    known = headings()
    named: list[Heading] = []
    taken: dict[str, str] = {}
    before = ""
    for column, stack in enumerate(stacks):
        parts = list(dict.fromkeys(filter(None, stack)))
        if not parts:
            continue
        text = " – ".join(parts)
        field = _field_of(parts, before)
        if field in taken:
            if _stem(text) == _stem(taken[field]):
                continue  # «Jenis Jabatan ID» beside «Jenis Jabatan Nama»: the first is enough
            field = ""
        if field:
            taken[field] = text
        before = field or before
        label = known.fields[field].label if field else ""
        private = not field and any(fold(part) in known.never_read for part in parts)
        if field or private or not any(fold(part) in known.ignored for part in parts):
            named.append(Heading(column, text, field, label, private))
    return named


def _stem(text: str) -> str:
    return fold(text).removesuffix("id").removesuffix("nama")


def _field_of(parts: list[str], before: str) -> str:
    known = headings()
    lowest = parts[-1]
    if len(parts) > 1:
        together = known.field_of(" ".join(parts)) or known.field_of(f"{lowest} {parts[-2]}")
        if together:
            return together
    if any(fold(part) in known.never_read for part in parts):
        return ""
    if fold(lowest) in known.bare_tmt:
        over = known.field_of(parts[-2]) if len(parts) > 1 else ""
        return known.bare_tmt_after.get(over or before, "")
    if len(parts) > 1 and _is_about_somebody_else(parts[:-1]):
        return ""
    return known.field_of(lowest) or (
        "" if len(parts) == 1 or fold(lowest) in known.ignored else known.field_of(parts[-2])
    )


def _is_about_somebody_else(over: list[str]) -> bool:
    """Under «Atasan Langsung» a golongan is the superior's, not the person's."""
    return any(headings().field_of(part) in ("superior_name", "second_position") for part in over)


def is_repeated_heading(row: Sequence[Cell], columns: Columns) -> bool:
    """True for the heading printed again on a later page: its words stand in the columns they name."""
    same = filled = 0
    for heading in columns.headings:
        cell = row[heading.column_index] if heading.column_index < len(row) else ""
        if not is_blank(cell):
            filled += 1
            same += (
                isinstance(cell, str) and bool(heading.field) and headings().field_of(cell) == heading.field
            )
        if filled >= 3 and not same:
            return False
    return same >= 2 and same * 2 > filled


def is_numbering(row: Sequence[Cell]) -> bool:
    """True for the line «1 2 3 4 …» or «(1) (2) …» under the headings."""
    texts = [text_of(cell).strip("() .") for cell in row if not is_blank(cell)]
    if len(texts) < 3 or not all(text.isdecimal() and len(text) <= 3 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == sorted(set(numbers)) and numbers[-1] - numbers[0] < len(numbers) + 6
