"""Tables in CSV with a heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import FileRefused
from selaras.discipline.reading.lines import numbered

Cells = Mapping[str, str]


def rows_of(
    text: io.TextIOWrapper, columns: Mapping[str, frozenset[str]], optional: frozenset[str]
) -> Iterator[tuple[int, Cells]]:
    """Lines under their headings, spelled as in `columns`. Raises `FileRefused` when one that is needed is missing."""
    lines = numbered(text)
    first = next(lines, (0, ""))[1]
    delimiter = max(",;\t", key=first.count)
    heading = [
        cell.strip().casefold().lstrip("\ufeff") for cell in next(csv.reader([first], delimiter=delimiter))
    ]
    places = {
        name: heading.index(word) for name, words in columns.items() for word in words if word in heading
    }
    missing = [name for name in columns if name not in places and name not in optional]
    if missing:
        raise FileRefused(
            _("Kolom %(names)s tidak ada pada baris pertama.")
            % {"names": ", ".join(f"«{name}»" for name in missing)},
            remedy=_("Belum ada yang berubah. Periksa judul kolomnya, lalu kirim lagi."),
        )
    for number, line in lines:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        yield number, {name: _cell(cells, places.get(name)) for name in columns}


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""
