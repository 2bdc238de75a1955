from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from selaras.organisation.staff_list import read_staff_list, write_problem_workbook, write_template

from .conftest import HEAD, MARSI, ON, ONA, SEMI, codes


def save(path: Path, *sheets: tuple[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def test_the_sheet_with_the_people_is_chosen_and_other_lists_are_named(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.xlsx",
        ("Rekap", [["Golongan", "Jumlah"], ["IV", 3]]),
        ("PNS", [HEAD, MARSI, ONA]),
        ("PPPK", [HEAD, SEMI]),
    )
    staff = read_staff_list(path, filename="a.xlsx", on=ON)
    assert (staff.sheet, len(staff.rows), codes(staff)) == ("PNS", 2, {"other_sheets"})
    other = read_staff_list(path, filename="a.xlsx", on=ON, sheet="PPPK")
    assert [row.name for row in other.rows] == ["Semi Kolifeto"]


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ("Lama", [HEAD, MARSI, ONA]), ("Baru", [HEAD, SEMI]))
    book = openpyxl.load_workbook(path)
    book["Lama"].sheet_state = "hidden"
    book.save(path)
    staff = read_staff_list(path, filename="a.xlsx", on=ON)
    assert (staff.sheet, staff.problems) == ("Baru", ())


def test_the_problem_workbook_keeps_the_lines_and_puts_the_reasons_in_front(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["DAFTAR"],
        [*HEAD, "NIK"],
        [*MARSI, "537101"],
        [ONA[0], 1.98005172005012e17, *ONA[2:], "537102"],
    ]
    path = save(tmp_path / "a.xlsx", ("Data", rows))
    staff = read_staff_list(path, filename="a.xlsx", on=ON)
    out = io.BytesIO()
    write_problem_workbook(path, staff.problems, out, filename="a.xlsx", sheet=staff.sheet)
    page, summary = openpyxl.load_workbook(out).worksheets
    assert page["A2"].value == "Yang perlu diperbaiki"
    assert page["A3"].value is None
    assert page["A4"].value.startswith("NIP: ")
    assert page["C4"].fill.start_color.rgb == "FFFBD5D0"
    assert page["C4"].number_format == "@"
    assert [page.cell(4, column).value for column in (4, 5)] == ["Ona Manulobo", "III/d"]
    assert all(cell.value is None for cell in page["I"][2:])
    assert [row[0].value for row in summary.iter_rows(min_row=2)] == [None, 4]


def test_the_corrected_problem_workbook_can_be_handed_in_again(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ("Data", [HEAD, MARSI, [ONA[0], "1", *ONA[2:]], SEMI]))
    staff = read_staff_list(path, filename="a.xlsx", on=ON)
    corrected = tmp_path / "b.xlsx"
    with corrected.open("wb") as out:
        write_problem_workbook(path, staff.problems, out)
    book = openpyxl.load_workbook(corrected)
    book.worksheets[0]["C3"] = ONA[1]
    book.save(corrected)
    again = read_staff_list(corrected, filename="b.xlsx", on=ON)
    assert [row.nip for row in again.rows] == [MARSI[1], ONA[1], SEMI[1]]
    assert again.problems == ()


def test_formulas_in_names_come_back_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("NIP;Nama;Jabatan;OPD\n1;=HYPERLINK(1);@SUM;+Dinas\n", encoding="utf-8")
    staff = read_staff_list(path, filename="a.csv", on=ON)
    out = io.BytesIO()
    write_problem_workbook(path, staff.problems, out)
    page = openpyxl.load_workbook(out).worksheets[0]
    assert [cell.value for cell in page[2]][1:] == ["1", "'=HYPERLINK(1)", "'@SUM", "'+Dinas"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_the_template_knows_all_its_headings_and_holds_nobody(tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    with path.open("wb") as out:
        write_template(out)
    staff = read_staff_list(path, filename="templat.xlsx", on=ON)
    assert staff.unrecognised == ()
    assert len(staff.recognised) == 24
    assert (staff.rows, staff.problems, staff.people_seen) == ((), (), 0)


def test_a_filled_template_is_read_without_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    with path.open("wb") as out:
        write_template(out)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for row in page.iter_rows(min_row=2, max_row=4, min_col=2, max_col=2):
        row[0].value = row[0].value.removeprefix("(Contoh) ")
    book.save(path)
    staff = read_staff_list(path, filename="templat.xlsx", on=ON)
    assert [(row.name, row.is_head, row.job_class) for row in staff.rows] == [
        ("Marsi Tefaloi", True, 14),
        ("Ona Manulobo", True, 11),
        ("Semi Kolifeto", False, 7),
    ]
    assert staff.problems == ()


def test_the_template_keeps_numbers_as_text_and_offers_lists(tmp_path: Path) -> None:
    out = io.BytesIO()
    write_template(out)
    page, explanation = openpyxl.load_workbook(out).worksheets
    assert page["A2"].number_format == "@"
    assert {rule.type for rule in page.data_validations.dataValidation} == {"list", "textLength", "whole"}
    assert explanation["A2"].value == "Mulai"


def test_reading_a_list_twice_gives_the_same_rows(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ("Data", [HEAD, MARSI, ONA, SEMI]))
    once = read_staff_list(path, filename="a.xlsx", on=ON)
    assert read_staff_list(path, filename="a.xlsx", on=ON) == once
