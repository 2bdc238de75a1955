"""Foreign files come in safely, our own go out safely."""

from __future__ import annotations

import csv
import io
import struct
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.spreadsheets import (
    CellOut,
    PasswordProtected,
    SpreadsheetKind,
    SpreadsheetTooLarge,
    UnreadableSpreadsheet,
    WebPageAsSpreadsheet,
    WrongFileType,
    kind_of,
    read_spreadsheet,
    safe_text,
    write_csv,
    write_xlsx,
)
from selaras.core.spreadsheets.reading import MAX_FILE_BYTES, MAX_ROWS

XLSX_PART = "xl/workbook.xml"


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"%PDF-1.7\n%\xe2\xe3"),
        ("a.csv", b"\x89PNG\r\n\x1a\n"),
        ("a.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("a.csv", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.csv", b"MZ\x90\x00\x03"),
        ("a.csv", bytes(range(32)) * 40),
        ("a.exe", b"NIP;Nama\n"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_its_content(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(WrongFileType):
        read_spreadsheet(write(tmp_path / name, content), filename=name)


@pytest.mark.parametrize(
    ("part", "says"), [("word/document.xml", "Word"), ("ppt/slides.xml", "presentasi"), ("a.txt", "ZIP")]
)
def test_another_office_file_with_the_wrong_ending_is_named(tmp_path: Path, part: str, says: str) -> None:
    with pytest.raises(WrongFileType, match=says):
        read_spreadsheet(zipped(tmp_path / "daftar.xlsx", {part: b"<x/>"}))


def test_a_web_page_called_xls_gets_its_own_advice(tmp_path: Path) -> None:
    with pytest.raises(WebPageAsSpreadsheet) as refused:
        read_spreadsheet(
            write(tmp_path / "a.xls", b"\xef\xbb\xbf <html><table><tr><td>NIP</td></tr></table></html>")
        )
    assert "Simpan Sebagai" in str(refused.value.remedy)


def test_a_workbook_with_a_password_gets_its_own_advice(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(PasswordProtected):
        read_spreadsheet(write(tmp_path / "a.xlsx", content))


def test_an_empty_file_and_a_broken_workbook_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSpreadsheet, match="kosong"):
        read_spreadsheet(write(tmp_path / "a.xlsx", b""))
    with pytest.raises(UnreadableSpreadsheet):
        read_spreadsheet(write(tmp_path / "b.xlsx", b"PK\x03\x04 and then nothing"))
    with pytest.raises(UnreadableSpreadsheet):
        read_spreadsheet(zipped(tmp_path / "c.xlsx", {XLSX_PART: b"<not really"}))


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "bomb.xlsx", {XLSX_PART: b"<x/>", "xl/worksheets/sheet1.xml": b"\0" * (101 << 20)}
    )
    assert path.stat().st_size < 1 << 20
    with pytest.raises(SpreadsheetTooLarge, match="membengkak"):
        read_spreadsheet(path)


def test_a_file_packed_two_hundred_times_is_refused_though_it_is_small(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.xlsx", {XLSX_PART: b"<x/>", "xl/sharedStrings.xml": b" " * (20 << 20)})
    with pytest.raises(SpreadsheetTooLarge):
        kind_of(path)


def test_a_directory_that_lies_about_its_sizes_is_found_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "liar.xlsx", {XLSX_PART: b"<x/>", "xl/sharedStrings.xml": b" " * (5 << 20)})
    real, claimed = struct.pack("<L", 5 << 20), struct.pack("<L", 1000)
    write(path, path.read_bytes().replace(real, claimed))
    with pytest.raises(UnreadableSpreadsheet):
        kind_of(path)


def test_a_file_of_many_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(SpreadsheetTooLarge, match="paling besar"):
        read_spreadsheet(path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces an address-space limit")
def test_one_cell_at_the_far_end_of_the_sheet_does_not_take_the_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "NIP"
    book.active["XFD1048576"] = "?"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(SpreadsheetTooLarge):
        read_spreadsheet(tmp_path / "far.xlsx")


def test_more_rows_than_any_list_has_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"1;2\n" * (MAX_ROWS + 1))
    with pytest.raises(SpreadsheetTooLarge, match="baris"):
        read_spreadsheet(path)


def test_empty_rows_and_columns_before_the_table_keep_the_line_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C4"] = "NIP"
    book.active["D6"] = date(2026, 1, 5)
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_spreadsheet(tmp_path / "a.xlsx").sheets
    assert sheet.rows == [[], [], [], ["", "", "NIP"], [], ["", "", "", date(2026, 1, 5)]]


def test_a_sheet_of_libreoffice_is_read(tmp_path: Path) -> None:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = f"<table:table-row>{cell.format('NIP')}{cell.format('Nama')}</table:table-row>"
    body = f'<office:spreadsheet><table:table table:name="Data">{row}</table:table></office:spreadsheet>'
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    parts["META-INF/manifest.xml"] = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    book = read_spreadsheet(zipped(tmp_path / "a.ods", parts))
    assert (book.kind, book.sheets[0].name, book.sheets[0].rows) == (
        SpreadsheetKind.ODS,
        "Data",
        [["NIP", "Nama"]],
    )


def test_formulas_are_not_run_and_their_kept_values_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["NIP", "=1+1", '=WEBSERVICE("http://example.org")'])
    book.save(tmp_path / "a.xlsx")
    assert read_spreadsheet(tmp_path / "a.xlsx").sheets[0].rows == [["NIP"]]


def test_the_child_process_sees_no_secret_of_the_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: dict[str, str] = {}

    class Done:
        returncode, stdout = 0, b""

    def run(command: list[str], *, env: dict[str, str], **_: object) -> Done:
        seen.update(env)
        return Done()

    monkeypatch.setenv("SELARAS_SECRET_KEY", "rahasia")
    monkeypatch.setattr("selaras.core.spreadsheets.reading.subprocess.run", run)
    read_spreadsheet(write(tmp_path / "a.csv", b"NIP;Nama\n"))
    assert "rahasia" not in seen.values()


def test_a_list_of_windows_1252_is_told_from_utf_8(tmp_path: Path) -> None:
    book = read_spreadsheet(write(tmp_path / "a.csv", "Nama;Kota\nRené;Kupang\n".encode("cp1252")))
    assert (book.kind, book.encoding, book.sheets[0].rows[1]) == (
        SpreadsheetKind.CSV,
        "windows-1252",
        ["René", "Kupang"],
    )


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-5", "@SUM(A1)", "\tx", "\rx", "＝1+1", "\x00=cmd"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text).startswith("'")


@given(st.text())
def test_no_text_at_all_can_start_a_formula(text: str) -> None:
    assert not safe_text(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_an_exported_workbook_holds_text_numbers_and_days_and_no_formula() -> None:
    out = io.BytesIO()
    rows: list[list[CellOut]] = [
        ["198005172005012002", Decimal("92.5"), date(2026, 11, 22), "=HYPERLINK(1)", None, True]
    ]
    write_xlsx(out, sheet="Hasil", headings=["NIP", "Nilai", "Tanggal", "Catatan", "Kosong", "Ya"], rows=rows)
    page = openpyxl.load_workbook(out).active
    cells = next(page.iter_rows(min_row=2))
    assert [cell.data_type for cell in cells] == ["s", "n", "d", "s", "n", "b"]
    assert (cells[0].value, cells[1].value, cells[3].value) == ("198005172005012002", 92.5, "'=HYPERLINK(1)")


def test_an_exported_text_file_opens_in_indonesian_excel() -> None:
    out = io.BytesIO()
    write_csv(
        out, headings=["Nama", "Nilai"], rows=[["Ona; Manulobo", Decimal("-2.5")], ["@x", date(2026, 1, 2)]]
    )
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert read == [["Nama", "Nilai"], ["Ona; Manulobo", "-2.5"], ["'@x", "02-01-2026"]]
