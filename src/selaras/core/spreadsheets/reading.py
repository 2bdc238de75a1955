"""Foreign spreadsheets in.

First what the file really is (by its bytes, not by its name), then how much it unpacks to (by the directory
of the zip, checked against the content), and only then a parse in a child process with limits. Formulas are
never run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, TypeAlias

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import FileRefused
from selaras.core.spreadsheets.unmarked import utf16_without_mark

Cell: TypeAlias = str | int | float | bool | date | datetime
"""A cell as read; an empty one is the empty text."""
MergedRange: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of merged cells, counted from 0."""

MAX_FILE_BYTES = 30 << 20
MAX_UNPACKED_BYTES = 100 << 20
MAX_UNPACK_RATIO = 200
RATIO_MATTERS_FROM = 1 << 20  # a tiny file may be packed tightly without harm
CHILD_MEMORY_MB = 768
CHILD_CPU_SECONDS = 30
CHILD_WALL_SECONDS = 90
MAX_ROWS = 60_000
MAX_COLUMNS = 250
MAX_CELLS = 2_500_000


class SpreadsheetKind(StrEnum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class UnreadableSpreadsheet(FileRefused):
    """The file claims to be a spreadsheet but cannot be opened (422)."""

    code = "unreadable_spreadsheet"
    default_message = _("Berkas ini rusak atau bukan lembar kerja yang dapat dibaca.")
    default_remedy = _(
        "Tidak ada data yang berubah. Buka berkas di Excel atau LibreOffice, simpan ulang sebagai .xlsx, "
        "lalu kirim lagi."
    )


class WrongFileType(UnreadableSpreadsheet):
    """A PDF, a picture, a text document: not a table, whatever its name ends with (422)."""

    code = "wrong_file_type"
    default_message = _("Berkas ini bukan lembar kerja.")
    default_remedy = _(
        "Tidak ada data yang berubah. Kirim daftar sebagai berkas .xlsx, .xls, .ods, atau .csv."
    )


class WebPageAsSpreadsheet(UnreadableSpreadsheet):
    """A web page or XML that an application named .xls (422)."""

    code = "web_page_as_spreadsheet"
    default_message = _("Berkas ini sebenarnya halaman web yang diberi nama lembar kerja.")
    default_remedy = _(
        "Tidak ada data yang berubah. Buka berkas di Excel, pilih Simpan Sebagai → Excel Workbook (.xlsx), "
        "lalu kirim lagi."
    )


class PasswordProtected(UnreadableSpreadsheet):
    """The workbook is encrypted (422)."""

    code = "password_protected"
    default_message = _("Berkas ini dikunci dengan kata sandi.")
    default_remedy = _(
        "Tidak ada data yang berubah. Buka berkas, hapus kata sandinya (File → Info → Protect Workbook), "
        "lalu kirim lagi."
    )


class SpreadsheetTooLarge(UnreadableSpreadsheet):
    """Too many bytes, unpacked bytes, rows or cells; also a zip bomb (422)."""

    code = "spreadsheet_too_large"
    default_message = _("Berkas ini terlalu besar untuk dibaca dengan aman.")
    default_remedy = _(
        "Tidak ada data yang berubah. Salin hanya baris dan kolom yang terisi ke berkas baru, hapus gambar, "
        "atau bagi daftar per OPD, lalu kirim lagi."
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet; `rows[0]` is line 1 and rows end at their last filled cell."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[MergedRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """All visible sheets of a file, and how its text was read."""

    kind: SpreadsheetKind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    unreadable_characters: int = 0


def read_spreadsheet(path: Path | str, *, filename: str = "") -> Spreadsheet:
    """Read XLSX, XLSB, XLS, ODS or CSV of any origin.

    Raises `UnreadableSpreadsheet` or one of its kinds: `WrongFileType`, `WebPageAsSpreadsheet`,
    `PasswordProtected`, `SpreadsheetTooLarge`.
    """
    path = Path(path)
    kind = kind_of(path, filename=filename)
    with tempfile.TemporaryFile() as out:
        parse_apart(path, kind, out)
        return _parsed(kind, out)


def kind_of(path: Path, *, filename: str = "", most_bytes: int = MAX_FILE_BYTES) -> SpreadsheetKind:
    """What the file really is, by content; refuses what is no table and what is too large."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableSpreadsheet(_("Berkas ini kosong."))
    if size > most_bytes:
        raise SpreadsheetTooLarge(
            _("Berkas ini %(size)d MB; paling besar %(limit)d MB.")
            % {"size": size >> 20, "limit": most_bytes >> 20}
        )
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(path)
    return _kind_of_text(start, filename)


def _kind_of_zip(path: Path) -> SpreadsheetKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = _kind_by_parts(archive, names)
            _require_modest(archive, path.stat().st_size)
            if archive.testzip() is not None:  # the directory may lie about sizes; reading in pieces shows it
                raise UnreadableSpreadsheet
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as problem:
        raise UnreadableSpreadsheet from problem
    return kind


def _kind_by_parts(archive: zipfile.ZipFile, names: set[str]) -> SpreadsheetKind:
    if "xl/workbook.xml" in names:
        return SpreadsheetKind.XLSX
    if "xl/workbook.bin" in names:
        return SpreadsheetKind.XLSB
    if _media_type(archive, names) == b"application/vnd.oasis.opendocument.spreadsheet":
        return SpreadsheetKind.ODS
    if any(name.startswith("word/") for name in names):
        raise WrongFileType(_("Berkas ini dokumen Word, bukan lembar kerja."))
    if any(name.startswith("ppt/") for name in names):
        raise WrongFileType(_("Berkas ini presentasi, bukan lembar kerja."))
    raise WrongFileType(
        _("Berkas ini arsip ZIP, bukan lembar kerja. Ekstrak dahulu, lalu kirim lembar kerja di dalamnya.")
    )


def _media_type(archive: zipfile.ZipFile, names: set[str]) -> bytes:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return b""
    return archive.read("mimetype").strip()


def _require_modest(archive: zipfile.ZipFile, packed: int) -> None:
    unpacked = sum(part.file_size for part in archive.infolist())
    too_dense = unpacked > RATIO_MATTERS_FROM and unpacked > MAX_UNPACK_RATIO * packed
    if unpacked > MAX_UNPACKED_BYTES or too_dense:
        raise SpreadsheetTooLarge(
            _("Isi berkas ini membengkak menjadi %(size)d MB saat dibuka; paling besar %(limit)d MB.")
            % {"size": unpacked >> 20, "limit": MAX_UNPACKED_BYTES >> 20}
        )


def _kind_of_compound(path: Path) -> SpreadsheetKind:
    """Old Office file: XLS, an encrypted XLSX, or a Word document; the names of its streams tell."""
    raw = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise PasswordProtected
    if "Workbook".encode("utf-16-le") in raw or "Book".encode("utf-16-le") in raw:
        return SpreadsheetKind.XLS
    raise WrongFileType(_("Berkas ini dokumen Office lama, tetapi bukan lembar kerja Excel."))


_WEB_PAGE_STARTS = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml", b"<style", b"<div", b"<head")
_FOREIGN_STARTS = (
    (b"%PDF", _("Berkas ini PDF, bukan lembar kerja.")),
    (b"\x89PNG", _("Berkas ini gambar, bukan lembar kerja.")),
    (b"\xff\xd8\xff", _("Berkas ini gambar, bukan lembar kerja.")),
    (b"GIF8", _("Berkas ini gambar, bukan lembar kerja.")),
    (b"{\\rtf", _("Berkas ini dokumen teks (RTF), bukan lembar kerja.")),
    (b"Rar!", _("Berkas ini arsip RAR, bukan lembar kerja.")),
    (b"7z\xbc\xaf", _("Berkas ini arsip 7z, bukan lembar kerja.")),
    (b"\x1f\x8b", _("Berkas ini arsip gzip, bukan lembar kerja.")),
    (b"MZ", _("Berkas ini program, bukan lembar kerja.")),
    (b"\x7fELF", _("Berkas ini program, bukan lembar kerja.")),
)


def _kind_of_text(start: bytes, filename: str) -> SpreadsheetKind:
    for sign, sentence in _FOREIGN_STARTS:
        if start.startswith(sign):
            raise WrongFileType(sentence)
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_WEB_PAGE_STARTS):
        raise WebPageAsSpreadsheet
    if head.startswith(b"<svg"):
        raise WrongFileType(_("Berkas ini gambar, bukan lembar kerja."))
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return SpreadsheetKind.CSV
    # Only records of machines come so; what else has noughts in it is no text.
    if filename.lower().endswith((".dat", ".txt")) and utf16_without_mark(start):
        return SpreadsheetKind.CSV
    odd = sum(1 for byte in start if byte < 32 and byte not in b"\t\r\n\x00\x0b\x0c\x1a")
    if odd > len(start) // 50 or start.count(0) > len(start) // 50:
        raise WrongFileType
    if not filename or filename.lower().endswith((".csv", ".txt", ".tsv", ".dat", ".xls", ".xlsx")):
        return SpreadsheetKind.CSV
    raise WrongFileType


def parse_apart(
    path: Path, kind: SpreadsheetKind, out: IO[bytes], *, max_rows: int = MAX_ROWS, max_cells: int = MAX_CELLS
) -> None:
    """Let the child process read the file; its lines of JSON lie in `out` afterwards, which stands at its start.

    Raises what `read_spreadsheet` raises, except for too many rows: that stands in the lines.
    """
    script = Path(__file__).with_name("child.py")
    limits = (CHILD_MEMORY_MB, CHILD_CPU_SECONDS, max_rows, MAX_COLUMNS, max_cells)
    command = [sys.executable, "-P", "-B", str(script), str(path.resolve()), str(kind), *map(str, limits)]
    inherited = {"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH"} & os.environ.keys()  # no secrets for the child
    environment = {name: os.environ[name] for name in inherited}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the path is one argument, no shell
            command,
            stdout=out,
            stderr=subprocess.DEVNULL,
            timeout=CHILD_WALL_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise SpreadsheetTooLarge(_("Berkas ini terlalu lama dibaca.")) from problem
    match done.returncode:
        case 0:
            out.seek(0)
        case 1:  # the parser raised an error
            raise UnreadableSpreadsheet
        case 5:
            raise PasswordProtected
        case _:  # out of memory (3), or stopped by the system
            raise SpreadsheetTooLarge


def revived(line: bytes) -> Any:
    """One line of the child: a row of cells, or a note about what follows. Days and moments are dates again."""
    return _decode(line.decode("ascii"))


def too_many_rows(limit: int) -> SpreadsheetTooLarge:
    """The refusal of a file with more rows than are read."""
    return SpreadsheetTooLarge(
        _("Berkas ini berisi lebih dari %(rows)d baris atau terlalu banyak sel.") % {"rows": limit}
    )


def _revive(marked: dict[str, Any]) -> Any:
    if "day" in marked:
        return date.fromisoformat(marked["day"])
    if "moment" in marked:
        return datetime.fromisoformat(marked["moment"])
    return marked


_decode = json.JSONDecoder(object_hook=_revive).decode  # made once: a million lines would make a million


def _parsed(kind: SpreadsheetKind, output: Iterable[bytes]) -> Spreadsheet:
    sheets: list[Sheet] = []
    encoding, unreadable = "", 0
    for line in output:
        item = revived(line)
        if isinstance(item, list):
            sheets[-1].rows.append(item)
        elif "sheet" in item:
            encoding, unreadable = item.get("encoding", ""), item.get("unreadable", 0)
            merged = tuple(((top, left), (bottom, right)) for (top, left), (bottom, right) in item["merged"])
            sheets.append(Sheet(item["sheet"], [], merged))
        elif "too_many" in item:
            raise too_many_rows(MAX_ROWS)
    return Spreadsheet(kind, tuple(sheets), encoding, unreadable)
