"""A list is written by openpyxl or as text, just as an HR office would send it, and read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from selaras.organisation.staff_list import StaffList, read_staff_list

ON = date(2026, 11, 22)
HEAD = ["No", "NIP", "Nama", "Gol/Ruang", "Jabatan", "OPD", "Bidang"]
MARSI = ["1", "197001051995031001", "Marsi Tefaloi", "IV/b", "Kepala Dinas Kesehatan", "Dinas Kesehatan", ""]
ONA = [
    "2",
    "198005172005012002",
    "Ona Manulobo",
    "III/d",
    "Kepala Bidang P2P",
    "Dinas Kesehatan",
    "Bidang P2P",
]
SEMI = ["3", "199203142022211003", "Semi Kolifeto", "IX", "Perawat Terampil", "Dinas Kesehatan", "Bidang P2P"]

ReadRows = Callable[..., StaffList]
ReadText = Callable[..., StaffList]


@pytest.fixture
def read_rows(tmp_path: Path) -> ReadRows:
    """Write rows as XLSX, merge what is asked, read the list."""

    def read(rows: Sequence[Sequence[Any]], *, merge: Sequence[str] = (), sheet: str = "Data") -> StaffList:
        book = openpyxl.Workbook()
        page = book.active
        page.title = sheet
        for row in rows:
            page.append(list(row))
        for cells in merge:
            page.merge_cells(cells)
        path = tmp_path / "daftar.xlsx"
        book.save(path)
        return read_staff_list(path, filename="daftar.xlsx", on=ON)

    return read


@pytest.fixture
def read_text(tmp_path: Path) -> ReadText:
    """Write text as CSV in some encoding, read the list."""

    def read(text: str, *, encoding: str = "utf-8") -> StaffList:
        path = tmp_path / "daftar.csv"
        path.write_bytes(text.encode(encoding))
        return read_staff_list(path, filename="daftar.csv", on=ON)

    return read


def one_with(**columns: Any) -> list[list[Any]]:
    """A list with one person (Semi) in which some columns say something else; new columns are added."""
    row = dict(zip(HEAD, SEMI, strict=True)) | columns
    return [list(row), list(row.values())]


def codes(staff: StaffList) -> set[str]:
    """What kinds of problems were found."""
    return {problem.code for problem in staff.problems}
