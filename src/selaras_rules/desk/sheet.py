"""Answers as text for people at a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TextIO

from selaras_rules.catalogue import last_day, list_parameters, shown_value
from selaras_rules.changes import Change, ChangeKind, LawDifference
from selaras_rules.choices import all_choices
from selaras_rules.parameters import Value
from selaras_rules.periods import date_label
from selaras_rules.reading import Layout, laid_out
from selaras_rules.regulations import regulation

_GAP = "  "
_NARROWEST, _WIDEST = 60, 110


def write_columns(out: TextIO, rows: Sequence[Sequence[str]]) -> None:
    """Rows under one another, their last column wrapped."""
    for line in _aligned(rows, _width()):
        out.write(line + "\n")


def write_values(out: TextIO, key: str, on: date) -> None:
    """What the law says on a day under a key: value, article, since when, standing."""
    for item in list_parameters(key):
        value = item.value_on(on)
        if value is not None:
            out.writelines(f"{line}\n" for line in (*_value_lines(value, _width()), ""))


def write_choices(out: TextIO) -> None:
    """What an agency may choose: default, bounds, article."""
    for option in all_choices().values():
        basis = f"{regulation(option.source).short}, {option.article} ({option.standing.label})"
        rows = [("bawaan", option.label(option.default)), ("boleh", option.allowed_text), ("dasar", basis)]
        out.write(f"{option.key} · {option.title}\n")
        out.writelines(f"{_GAP}{line}\n" for line in _aligned(rows, _width() - 2))
        out.write("\n")


def write_difference(out: TextIO, found: LawDifference) -> None:
    """What changes between two days, and the rules whose results change with it."""
    out.write(f"Dari {date_label(found.first)} sampai {date_label(found.second)}\n\n")
    for kind in ChangeKind:
        changes = [change for change in found.changes if change.kind is kind]
        if changes:
            out.write(f"{kind.label.capitalize()} ({len(changes)})\n")
            out.writelines(f"{line}\n" for change in changes for line in _change_lines(change))
            out.write("\n")
    if not found.changes:
        out.write("Tidak ada nilai yang berubah.\n\n")
    write_columns(out, [(title, ", ".join(texts) or "tidak ada") for title, texts in _touched(found)])


def _touched(found: LawDifference) -> Iterator[tuple[str, list[str]]]:
    yield "Hasil yang berubah", [rule.name for rule in found.results_changed]
    yield "Alasan yang berubah", [rule.name for rule in found.reasons_changed]
    yield "Peraturan baru", [item.short for item in found.regulations]
    yield "Daftar libur baru", [str(item.year) for item in found.holidays]


def _value_lines(value: Value, width: int) -> Iterator[str]:
    shown = shown_value(value)
    yield f"{shown.key} · {shown.title}"
    rows = [
        ("berlaku", _span(value.effective, last_day(value))),
        ("dasar", f"{shown.regulation}, {shown.article}"),
        ("tanda", shown.standing_label),
        *([("satuan", shown.unit)] if shown.unit else []),
        *([("catatan", shown.note)] if shown.note else []),
    ]
    yield from (_GAP + line for line in _aligned(rows, width - 2))
    yield from (_GAP + line for line in _layout_lines(laid_out(value.value, value.key), width - 2))


def _layout_lines(layout: Layout, width: int) -> Iterator[str]:
    for title, part in layout.parts:
        yield f"{title}:"
        yield from (_GAP + line for line in _layout_lines(part, width - 2))
    if layout.text:
        yield from _aligned([("isi", layout.text)], width)
    yield from (f"- {item}" for item in layout.items)
    if layout.rows:
        yield from _aligned([layout.head, *layout.rows] if layout.head else layout.rows, width)


def _change_lines(change: Change) -> Iterator[str]:
    yield f"{_GAP}{change.key} · {change.title}"
    indent, width = _GAP * 2, _width() - 4
    sides = [("semula ", change.before), ("menjadi", change.after)]
    for word, value in sides:
        if value is not None:
            yield from (indent + line for line in _aligned([(word, _basis(value))], width))
            if change.kind is not ChangeKind.REBASED:
                lines = _layout_lines(laid_out(value.value, value.key), width - 2)
                yield from (indent + _GAP + line for line in lines)


def _basis(value: Value) -> str:
    until = last_day(value)
    ends = "" if until is None else f" sampai {date_label(until)}"
    return (
        f"{regulation(value.source).short}, {value.article}; {value.standing.label}; "
        f"sejak {date_label(value.effective)}{ends}"
    )


def _span(since: date, until: date | None) -> str:
    return f"{date_label(since)} sampai {_day(until)}"


def _day(until: date | None) -> str:
    return "sekarang" if until is None else date_label(until)


def _aligned(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Columns as wide as their longest cell, the last one wrapped within the width."""
    before = (
        [max(len(row[place]) for row in rows) for place in range(max(map(len, rows)) - 1)] if rows else []
    )
    indent = sum(before) + len(_GAP) * len(before)
    for row in rows:
        start = "".join(cell.ljust(size) + _GAP for cell, size in zip(row, before, strict=False))
        lines = textwrap.wrap(row[-1], max(width - indent, 20)) or [""]
        yield (start + lines[0]).rstrip()
        yield from (" " * indent + line for line in lines[1:])


def _width() -> int:
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
