"""`attlog.dat` of ZKTeco and its relatives: number, time, device, button, way, work code, parted by tabs.

The button is kept and not trusted: people do not press it. `GLG_001.TXT` has the same in another order under a
heading.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import FileRefused, Text
from selaras.discipline.reading.lines import LONGEST_LINE, numbered
from selaras.discipline.reading.moments import Moments
from selaras.discipline.reading.rows import AUTO, MASUK, PULANG, PunchRows, Reading

# Lines that are looked at before a file with no usable line is given up.
PATIENCE = 40
LONGEST_CODE = 40
_SIDE_OF_BUTTON = {"0": MASUK, "1": PULANG, "3": MASUK, "2": PULANG, "4": MASUK, "5": PULANG}
_WAY = {"1": "sidik jari", "15": "wajah", "4": "kartu", "3": "kartu", "0": "sandi"}
_MOMENT = re.compile(r"\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}\s+\d{1,2}:\d{2}")
_HEADINGS = {
    "enno": "code", "pin": "code", "datetime": "at", "tmno": "device", "inout": "button", "in/out": "button",
    "mode": "way",
}  # fmt: skip

CUT = _("Baris terakhir terputus: berkas ini tampaknya tidak lengkap. Unduh lagi dari mesin bila perlu.")
TOO_FEW = _("Baris ini tidak memuat nomor dan waktu yang dipisahkan tab.")
NO_CODE = _("Nomor pada mesin kosong.")
BLANK_IN_CODE = _("Nomor «%(code)s» memuat spasi di tengah, jadi tidak pasti nomor siapa.")
LONG_CODE = _("Nomor pada mesin lebih dari 40 huruf.")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a line."""

    code: int = 0
    at: int = 1
    device: int = 2
    button: int = 3
    way: int = 4

    @property
    def last_needed(self) -> int:
        """The place up to which a line must reach."""
        return max(self.code, self.at)


# What a map of columns names, in the order of the usual file.
COLUMN_NAMES = ("code", "at", "device", "button", "way")
# No line is so long: what is not in the file stands here.
NOWHERE = LONGEST_LINE


def columns_in(headings: Mapping[str, str]) -> Columns:
    """The map that a source remembers (name → place, counted from 1); the usual order where it remembers none."""
    if not {"code", "at"} <= headings.keys():
        return Columns()
    return Columns(*(int(headings[name]) - 1 if headings.get(name) else NOWHERE for name in COLUMN_NAMES))


def read_attlog(text: io.TextIOWrapper, reading: Reading, columns: Columns | None = None) -> PunchRows:
    """The taps of a device; a heading in the file goes before the map of the source.

    Raises `FileRefused` for a file in which the columns are not where they belong.
    """
    rows, moments, codes = PunchRows(), Moments(reading), _Codes()
    columns = columns or Columns()
    told, line = rows.told, ""
    for number, line in numbered(text):
        cells = line.rstrip("\r\n").split("\t")
        if number == 1 and _is_heading(cells):
            columns = _columns_of(cells) or columns
            continue
        told.read += 1
        problem = _add(rows, cells, columns, moments, codes, number)
        if problem is not None:
            told.refuse(number, line, problem)
            if told.refused_count == PATIENCE and told.refused_count == told.read:
                raise _misplaced(told.refused[0].text.split("\t"), columns)
    if told.read and told.refused_count == told.read:
        raise _misplaced(told.refused[0].text.split("\t"), columns)
    _notice_cut(rows, line)
    return rows


def _is_heading(cells: list[str]) -> bool:
    """A serial number alone, or names of columns."""
    return len(cells) == 1 or any(cell.strip().casefold() in _HEADINGS for cell in cells)


def _columns_of(cells: list[str]) -> Columns | None:
    found = {
        _HEADINGS[cell.strip().casefold()]: place
        for place, cell in enumerate(cells)
        if cell.strip().casefold() in _HEADINGS
    }
    return Columns(**found) if {"code", "at"} <= set(found) else None


class _Codes(dict[str, tuple[str, Text | None]]):
    """The cell of a number → the number, and what is wrong with it; each is looked at once."""

    def __missing__(self, cell: str) -> tuple[str, Text | None]:
        code = cell.strip()
        found = self[cell] = (code, problem_with(code))
        return found


def _add(
    rows: PunchRows, cells: list[str], columns: Columns, moments: Moments, codes: _Codes, number: int
) -> Text | None:
    """Take in one line; the sentence why not."""
    if len(cells) <= columns.last_needed or len(cells) > LONGEST_LINE:
        return TOO_FEW
    code, problem = codes[cells[columns.code]]
    if problem is not None:
        return problem
    moment = moments.read(cells[columns.at])
    if not isinstance(moment, tuple):
        return moment
    second, day = moment
    if moments.is_outside(day):
        rows.told.outside += 1
        return None
    button, way = _cell(cells, columns.button), _cell(cells, columns.way)
    side = _SIDE_OF_BUTTON.get(button, AUTO)
    rows.add(code, second, day, side, _cell(cells, columns.device)[:40], _WAY.get(way, ""), number)
    return None


def problem_with(code: str) -> Text | None:
    """Why a number of a device can't be used; nothing is guessed or stripped inside it."""
    if not code:
        return NO_CODE
    if any(char.isspace() for char in code):
        return BLANK_IN_CODE % {"code": code[:LONGEST_CODE]}
    return LONG_CODE if len(code) > LONGEST_CODE else None


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _notice_cut(rows: PunchRows, last: str) -> None:
    """A last line without its end that could not be read was cut off; a checksum of digits alone was not."""
    told = rows.told
    if not told.refused or last.endswith("\n") or "\t" not in last:
        return
    refused = told.refused[-1]
    if last.strip().startswith(refused.text[:LONGEST_CODE]):
        told.is_cut = True
        told.refused[-1] = type(refused)(refused.line, refused.text, CUT)


def _misplaced(cells: list[str], columns: Columns) -> FileRefused:
    """What to say of a file in which not one line can be read."""
    remedy = _(
        "Belum ada yang berubah. Kirim attlog.dat seperti diunduh dari mesin. Bila mesin ini memang menulis kolomnya "
        "begitu, atur urutan kolom pada halaman nomor presensi sumber ini."
    )
    place = next((place for place, cell in enumerate(cells, start=1) if _MOMENT.match(cell)), None)
    if place is not None and place != columns.at + 1:
        text = _("Kolom berkas ini tertukar: waktu berada di kolom %(place)s, seharusnya kolom %(right)s.")
        return FileRefused(text % {"place": place, "right": columns.at + 1}, remedy=remedy)
    return FileRefused(
        _("Tidak satu baris pun berbentuk catatan mesin: nomor, tab, lalu waktu."), remedy=remedy
    )
