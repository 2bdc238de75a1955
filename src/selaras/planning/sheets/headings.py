"""Which column of a sheet says what: the headings of the official form, as offices write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selaras.core.spreadsheets import Cell, Sheet
from selaras.planning.sheets.cells import key_of, words_of

# Field → how the heading may begin, in the order in which they are tried.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "parent": (
        "rencana hasil kerja pimpinan", "rencana hasil kerja atasan", "rhk pimpinan", "rhk atasan",
        "rencana hasil kerja yang diintervensi", "hasil kerja pimpinan", "kinerja atasan", "rencana kinerja atasan",
    ),
    "rhk": (
        "rencana hasil kerja", "rhk", "hasil kerja", "rencana kinerja", "kegiatan tugas jabatan",
        "kegiatan tugas pokok", "sasaran kinerja",
    ),
    "aspect": ("aspek",),
    "perspective": ("perspektif",),
    "iki": ("indikator kinerja individu", "iki", "indikator kinerja", "indikator", "ukuran keberhasilan"),
    "target": ("target",),
    "unit": ("satuan",),
}  # fmt: skip
ASPECTS = {
    "kuantitas": "kuantitas",
    "kualitas": "kualitas",
    "mutu": "kualitas",
    "waktu": "waktu",
    "biaya": "biaya",
}
PERSPECTIVES = {
    "penerima layanan": "penerima_layanan", "proses bisnis": "proses_bisnis",
    "penguatan internal": "penguatan_internal", "anggaran": "anggaran",
}  # fmt: skip
MOST_LINES_SEARCHED = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """The line of the headings (from 0) and the column of each field."""

    line: int
    places: Mapping[str, int]

    def cell(self, row: Sequence[Cell], field: str) -> Cell | None:
        """The cell of a field in a row; None where the sheet has no such column."""
        place = self.places.get(field)
        return row[place] if place is not None and place < len(row) else None


def find_columns(sheet: Sheet) -> Columns | None:
    """The headings of the results, or None when the sheet is no plan."""
    for line, row in enumerate(sheet.rows[:MOST_LINES_SEARCHED]):
        places = _places(row)
        if "rhk" in places and "target" in places and ("iki" in places or "aspect" in places):
            return Columns(line, places)
    return None


def _places(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = key_of(words_of(cell))
        field = _field(heading) if heading else None
        if field is not None:
            found.setdefault(field, place)
    return found


def _field(heading: str) -> str | None:
    for field, beginnings in HEADINGS.items():
        if any(heading == start or heading.startswith(f"{start} ") for start in beginnings):
            return field
    return None
