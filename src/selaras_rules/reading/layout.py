"""A value of the law laid out as the law prints it: a sentence, a list, a table, or several of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .words import NOTHING, word_of, written_out


@dataclass(frozen=True, slots=True)
class Layout:
    """How to show one value; exactly one of `text`, `items`, `rows`, `parts` is filled.

    The first cell of a row names it. `head` is empty for a table of names and values. `parts` are named values
    that each have a layout of their own.
    """

    text: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    parts: tuple[tuple[str, Layout], ...] = ()

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rows, each cell with the heading it stands under."""
        head = self.head or ("",) * len(self.rows[0]) if self.rows else ()
        return tuple(tuple(zip(head, row, strict=True)) for row in self.rows)

    @property
    def is_small(self) -> bool:
        """Whether the table stays a table on a phone: few columns with short cells."""
        cells = [cell for row in (self.head, *self.rows) for cell in row]
        if not self.head:
            return max(map(len, cells), default=0) <= _LONGEST_LINE
        return len(self.head) <= _FEW_COLUMNS and max(map(len, cells), default=0) <= _SHORT_CELL


_FEW_COLUMNS, _SHORT_CELL, _LONGEST_LINE = 4, 20, 60


def laid_out(value: Any, key: str = "") -> Layout:
    """The layout of a value that stands under `key` in the law."""
    if isinstance(value, Mapping):
        return _mapping(value, key)
    if isinstance(value, tuple | list):
        return _sequence(value, key)
    return Layout(text=written_out(value, key))


def _sequence(value: Sequence[Any], key: str) -> Layout:
    if value and all(isinstance(inner, Mapping) for inner in value):
        return _records([(None, inner) for inner in value], key)
    return Layout(items=tuple(written_out(inner, key) for inner in value))


def _mapping(value: Mapping[str, Any], key: str) -> Layout:
    inner = list(value.values())
    if all(isinstance(one, Mapping) for one in inner):
        return _records(list(value.items()), key)
    if all(_is_list_of_records(one) for one in inner):
        return _records([(name, row) for name, rows in value.items() for row in rows], key)
    if not any(_is_compound(one) for one in inner):
        return Layout(rows=tuple((word_of(name, key), written_out(one, key)) for name, one in value.items()))
    return Layout(parts=tuple((word_of(name, key), laid_out(one, key)) for name, one in value.items()))


# Columns that hold texts for people, in which no word is a code.
_TEXTS = frozenset({"name", "aliases", "title", "text", "guidance"})


def _records(named: Sequence[tuple[str | None, Mapping[str, Any]]], key: str) -> Layout:
    columns = list(dict.fromkeys(column for _name, row in named for column in row))
    has_names = any(name is not None for name, _row in named)
    if has_names and all("name" in row for _name, row in named):
        named = [(row["name"], row) for _name, row in named]
        columns.remove("name")
    elif has_names:
        named = [(word_of(name or "", key), row) for name, row in named]
    head = tuple(word_of(column, key) for column in columns)
    rows = tuple(
        (*((name or "",) if has_names else ()), *(_cell(row, column, key) for column in columns))
        for name, row in named
    )
    return Layout(head=("", *head) if has_names else head, rows=rows)


def _cell(row: Mapping[str, Any], column: str, key: str) -> str:
    if column not in row:
        return NOTHING
    value = row[column]
    if column not in _TEXTS:
        return written_out(value, key)
    texts = (value,) if isinstance(value, str) else tuple(map(str, value))
    return (" " if all(text.endswith(".") for text in texts) else ", ").join(texts) or NOTHING


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _is_compound(value: Any) -> bool:
    return isinstance(value, Mapping) or _is_list_of_records(value)
