"""Tables that are kept: their media types, and their bytes as a file for the reader."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from selaras.core.spreadsheets.reading import SpreadsheetKind

MEDIA_TYPES = {
    SpreadsheetKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SpreadsheetKind.XLS: "application/vnd.ms-excel",
    SpreadsheetKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    SpreadsheetKind.CSV: "text/csv",
}


@contextmanager
def place_for(name: str) -> Iterator[Path]:
    """A path for the bytes of a file, gone afterwards; the name lends only its ending."""
    with tempfile.TemporaryDirectory(prefix="selaras-") as folder:
        yield Path(folder) / f"list{PurePosixPath(name).suffix.lower()[:6]}"


@contextmanager
def on_disk(content: bytes, name: str) -> Iterator[Path]:
    """Bytes at hand as a file for the reader."""
    with place_for(name) as path:
        path.write_bytes(content)
        yield path
