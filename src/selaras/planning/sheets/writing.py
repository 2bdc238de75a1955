"""Writes a plan as a spreadsheet in the official layout, and the refused lines of one that was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.core.spreadsheets import CellOut, SafeWorkbook, safe_workbook, write_xlsx
from selaras.planning.content import Content

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# The words of the official form stay Indonesian whatever the language of the page.
COMMON = ("NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
          "INDIKATOR KINERJA INDIVIDU", "TARGET")  # fmt: skip
LEADERS = ("NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF")
WIDTHS = {COMMON: (6, 40, 44, 14, 44, 24), LEADERS: (6, 50, 50, 24, 24)}
BLOCKS = {"utama": "A. UTAMA", "tambahan": "B. TAMBAHAN"}
LISTS = {
    "sumber_daya": "DUKUNGAN SUMBER DAYA",
    "pertanggungjawaban": "SKEMA PERTANGGUNGJAWABAN",
    "konsekuensi": "KONSEKUENSI",
}
PERSON = (("NAMA", "name"), ("NIP", "nip"), ("PANGKAT/GOL RUANG", "pangkat"), ("JABATAN", "position"),
          ("UNIT KERJA", "unit"))  # fmt: skip


def write_official(content: Content, out: BinaryIO) -> None:
    """The plan as SKP and lampiran, two sheets; what is written here can be read again without a difference."""
    with safe_workbook(out) as book:
        sheet = book.add_sheet("SKP")
        headings = LEADERS if content["kind"] == "jpt" else COMMON
        for column, width in enumerate(WIDTHS[headings]):
            sheet.set_column(column, column, width)
        _write_rows(book, sheet, _skp_rows(content, headings), headings)
        _write_rows(book, book.add_sheet("Lampiran"), _lampiran_rows(content), ())


def write_refused(faults: Sequence[Mapping[str, Any]], out: BinaryIO) -> None:
    """The refused lines with what to put right, under the headings of the form: mended, it can be sent as it is."""
    rows: Iterator[list[CellOut]] = (
        [
            fault["message"],
            fault["place"]["file"],
            fault["place"]["sheet"],
            fault["place"]["line"],
            *fault["cells"],
        ]
        for fault in faults
        if fault["refused"]
    )
    headings = [_("Yang perlu diperbaiki"), _("Berkas"), _("Lembar"), _("Baris"), *COMMON[1:]]
    write_xlsx(
        out, sheet="Perbaikan", headings=headings, rows=rows, widths=(44, 24, 16, 8, 36, 44, 14, 44, 24)
    )


def _skp_rows(content: Content, headings: Sequence[str]) -> Iterator[Sequence[CellOut]]:
    yield ["SASARAN KINERJA PEGAWAI"]
    approach = "KUANTITATIF" if content["approach"] == "kuantitatif" else "KUALITATIF"
    yield [f"PENDEKATAN HASIL KERJA {approach}"]
    yield [content["agency"]["name"]]
    yield [f"PERIODE PENILAIAN: {_day(content['period_start'])} SD {_day(content['period_end'])}"]
    yield []
    half = 3
    yield ["", "PEGAWAI YANG DINILAI", *[""] * (half - 2), "", "PEJABAT PENILAI KINERJA"]
    for label, key in PERSON:
        left, right = content["employee"][key], content["pejabat_penilai"][key]
        yield [label, left, "", label, right]
    yield []
    yield ["HASIL KERJA"]
    yield headings
    for kind, title in BLOCKS.items():
        rows = [rhk for rhk in content["rhk"] if rhk["kind"] == kind]
        if rows:
            yield [title]
            for rhk in rows:
                yield from _rhk_rows(rhk, headings)
    yield []
    yield ["PERILAKU KERJA"]
    for row in content["behaviour"]:
        yield ["", row["name"], "\n".join(row["conduct"]), "", row["expectation"]]


def _rhk_rows(rhk: Mapping[str, Any], headings: Sequence[str]) -> Iterator[Sequence[CellOut]]:
    """The result stands in its first line only, as in the merged cells of the form."""
    text = rhk["text"]
    if rhk["assigned_by"]:
        text = f"{text} (Penugasan dari {rhk['assigned_by']})"
    supports = rhk["parent_text"] or rhk["goal_text"]
    for place, iki in enumerate(rhk["iki"] or [{}]):
        first = place == 0
        number, result, parent = (rhk["number"], text, supports) if first else ("", "", "")
        target = f"{iki.get('target_text', '')} {iki.get('unit', '')}".strip()
        if headings is LEADERS:
            yield [number, result, iki.get("text", ""), target, iki.get("perspective", "")]
        else:
            yield [number, parent, result, iki.get("aspect", ""), iki.get("text", ""), target]


def _lampiran_rows(content: Content) -> Iterator[Sequence[CellOut]]:
    yield ["LAMPIRAN SASARAN KINERJA PEGAWAI"]
    for block, title in LISTS.items():
        yield []
        yield [title]
        for number, line in enumerate(content["lampiran"].get(block, ()), start=1):
            yield [f"{number}.", line]


def _write_rows(
    book: SafeWorkbook, sheet: Worksheet, rows: Iterator[Sequence[CellOut]], headings: Sequence[str]
) -> None:
    for number, row in enumerate(rows):
        style = book.heading if row is headings or len(row) == 1 else book.wrapped
        for column, value in enumerate(row):
            book.write(sheet, number, column, value, style if value else None)


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y").upper()
