"""A delivery as bytes: taken in without reading it into memory, kept, and opened again line by line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from selaras.core.errors import FileRefused
from selaras.core.files import open_file, safe_name
from selaras.core.models import StoredFile
from selaras.core.spreadsheets import (
    MEDIA_TYPES,
    Line,
    SpreadsheetKind,
    SpreadsheetTooLarge,
    WrongFileType,
    kind_of,
    place_for,
    stream_spreadsheet,
)
from selaras.core.spreadsheets.streaming import MOST_STREAMED_BYTES
from selaras.intake.facts import Column
from selaras.intake.models import FeedRun

PIECE = 1 << 20
ENDINGS = frozenset({"xlsx", "xls", "ods", "csv", "txt", "tsv", "dat"})
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that lies on disk for a moment, with its hash and what it really is."""

    path: Path
    name: str
    sha256: str
    content_type: str
    extension: str
    ends_in_a_line: bool


@contextmanager
def received(file: IO[bytes], name: str) -> Iterator[Received]:
    """Take in a table up to 60 MB. Raises `FileRefused` or a kind of `UnreadableSpreadsheet`."""
    name = safe_name(name)
    if PurePosixPath(name.lower()).suffix.lstrip(".") not in ENDINGS:
        raise WrongFileType(
            _("Jenis berkas ini tidak diterima. Kirim sebagai .xlsx, .xls, .ods, .csv, .txt, atau .dat.")
        )
    with place_for(name) as path:
        digest = _copy(file, path)
        kind = kind_of(path, filename=name, most_bytes=MOST_STREAMED_BYTES)
        if kind not in MEDIA_TYPES:
            raise WrongFileType(
                _("Berkas .xlsb belum diterima. Simpan ulang sebagai .xlsx, lalu kirim lagi.")
            )
        whole = kind is not SpreadsheetKind.CSV or _ends_in_a_line(path)
        yield Received(path, name, digest, MEDIA_TYPES[kind], str(kind), whole)


@contextmanager
def received_rows(body: bytes, name: str) -> Iterator[Received]:
    """The same for a message of a machine that was found to be rows in JSON."""
    with place_for("rows.json") as path:
        path.write_bytes(body)
        yield Received(path, name, hashlib.sha256(body).hexdigest(), JSON, "json", True)


@contextmanager
def opened(path: Path, extension: str, columns: Sequence[Column]) -> Iterator[Iterator[Line]]:
    """The lines of a file; rows in JSON get the names of the columns as their first line."""
    if extension == "json":
        yield _lines_of_rows(json.loads(path.read_bytes())["rows"], columns)
        return
    with stream_spreadsheet(path, filename=path.name) as stream:
        yield stream.lines()


@contextmanager
def kept_lines(run: FeedRun, columns: Sequence[Column]) -> Iterator[Iterator[Line]]:
    """The lines of a delivery once more, from the bytes that were checked. Raises `FileRefused` if altered."""
    with (
        kept_path(run.stored_file, run.sha256) as path,
        opened(path, run.stored_file.extension, columns) as lines,
    ):
        yield lines


@contextmanager
def kept_path(stored: StoredFile, sha256: str) -> Iterator[Path]:
    """The kept bytes as a file. Raises `FileRefused` if they are not the same any more."""
    with place_for(f"list.{stored.extension}") as path, open_file(stored) as kept:
        if _copy(kept, path) != sha256:
            raise FileRefused(
                _("Berkas yang tersimpan tidak sama lagi dengan yang diperiksa. Unggah lagi berkasnya.")
            )
        yield path


def _copy(file: IO[bytes], path: Path) -> str:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        while piece := file.read(PIECE):
            size += len(piece)
            if size > MOST_STREAMED_BYTES:
                raise SpreadsheetTooLarge(
                    _("Berkas ini lebih besar dari 60 MB."),
                    remedy=_(
                        "Tidak ada data yang berubah. Bagi berkasnya per bulan, lalu kirim satu per satu."
                    ),
                )
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()


def _ends_in_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4))
        return any(sign in file.read() for sign in (b"\n", b"\r"))


def _lines_of_rows(rows: list[dict[str, object]], columns: Sequence[Column]) -> Iterator[Line]:
    names = [column.name for column in columns]
    yield Line(0, list(names))
    for number, row in enumerate(rows, start=1):
        cells = [row.get(name, "") for name in names]
        yield Line(number, [cell if isinstance(cell, str | int | float) else "" for cell in cells])


__all__ = ["Received", "kept_lines", "opened", "received", "received_rows"]
