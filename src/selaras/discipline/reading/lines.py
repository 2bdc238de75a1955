"""From bytes to lines, whatever machine or program wrote them: UTF-8, UTF-16 or the old Windows code page."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import FileRefused
from selaras.core.spreadsheets.unmarked import utf16_without_mark

# A month of a city of 40,000 people, or a year of one of 4,000.
MOST_LINES = 2_000_000
LONGEST_LINE = 2000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_text(file: BinaryIO) -> io.TextIOWrapper:
    """The file as text. Raises `FileRefused` for one that is empty or no text at all."""
    head = file.read(4096)
    file.seek(0)
    if not head:
        raise FileRefused(_("Berkas ini kosong."))
    return io.TextIOWrapper(file, encoding=_encoding_of(head), errors="replace", newline=None)


def _encoding_of(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if (unmarked := utf16_without_mark(head)) is not None:
        return unmarked
    if 0 in head:
        raise FileRefused(
            _("Isi berkas ini bukan teks, jadi bukan catatan presensi."),
            remedy=_("Berkas tidak disimpan. Unduh lagi attlog.dat dari mesin, atau ekspor sebagai CSV."),
        )
    return "utf-8" if _is_utf8(head) else "cp1252"


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def numbered(text: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Lines that hold something, with their numbers. Raises `FileRefused` beyond the largest number of lines."""
    for number, line in enumerate(text, start=1):
        if number > MOST_LINES:
            raise FileRefused(
                _("Berkas ini lebih dari %(most)s baris.") % {"most": f"{MOST_LINES:,}".replace(",", ".")},
                remedy=_("Belum ada yang berubah. Unduh catatan mesin per bulan, lalu kirim satu per satu."),
            )
        if line.strip("\r\n\x1a \t\0"):
            yield number, line
