from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from .conftest import ReadRows, ReadText, codes, one_with


@pytest.mark.parametrize(
    "written",
    [
        "14-03-1992", "14/03/1992", "14.3.1992", "14 Maret 1992", "14 MARET 1992", "14-Mar-1992",
        "Kupang, 14 Maret 1992",         "1992-03-14",
        "1992-03-14T00:00:00.000Z", "19920314", 19920314, 33677, "33677", date(1992, 3, 14),
        datetime(1992, 3, 14, 8, 30),  # noqa: DTZ001 - cells know no zone
        "14 - 03 - 1992",
    ],
)  # fmt: skip
def test_a_birthday_is_read_however_it_is_written(read_rows: ReadRows, written: Any) -> None:
    staff = read_rows(one_with(**{"Tanggal Lahir": written}))
    assert staff.rows[0].birth_date == date(1992, 3, 14)
    assert staff.problems == ()


@pytest.mark.parametrize(
    "written",
    ["14-03-0003", "14-03-92", "31-02-1992", "03/14/1992", "252026", "kapan-kapan", "01-01-2101", 5e9],
)
def test_a_day_that_cannot_be_refuses_the_line_and_says_how_to_write_it(
    read_rows: ReadRows, written: Any
) -> None:
    staff = read_rows(one_with(**{"TMT Jabatan": written}))
    (problem,) = staff.problems
    assert staff.rows == ()
    assert (problem.line, problem.column, problem.code) == (2, "TMT Jabatan", "bad_date")
    assert "05-01-1986" in problem.message


def test_an_empty_day_or_a_dash_is_no_mistake(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(**{"TMT Jabatan": "-", "TMT CPNS": ""}))
    assert staff.rows[0].tmt_position is None
    assert staff.problems == ()


def test_nul_and_control_characters_are_taken_out_and_told(read_text: ReadText) -> None:
    staff = read_text(
        "NIP;Nama;Jabatan;OPD\n199203142022211003;Semi\x00 Koli\x07feto;Perawat Terampil;Dinkes\n"
    )
    assert staff.rows[0].name == "Semi Kolifeto"
    assert [(problem.line, problem.column) for problem in staff.warnings] == [(2, "Nama")]


def test_direction_marks_and_invisible_blanks_disappear_quietly(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(Nama="\u202eSemi\u00a0\u200b  Kolifeto\u200f "))
    assert staff.rows[0].name == "Semi Kolifeto"
    assert staff.problems == ()


def test_a_megabyte_in_one_field_is_refused_and_shown_short(read_text: ReadText) -> None:
    long = "x" * 1_000_000
    staff = read_text(
        f"NIP;Nama;Jabatan;OPD\n199203142022211003;Semi;{long};Dinkes\n198005172005012002;Ona;Lurah;Kel\n"
    )
    problem = next(problem for problem in staff.errors if problem.code == "too_long")
    assert (problem.line, problem.column) == (2, "Jabatan")
    assert len(problem.value) <= 81
    assert [row.name for row in staff.rows] == ["Ona"]


def test_emoji_in_a_name_does_not_break_anything(read_rows: ReadRows) -> None:
    assert read_rows(one_with(Nama="Semi 🌴 Kolifeto")).rows[0].name == "Semi 🌴 Kolifeto"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_text_files_of_every_usual_encoding_and_separator_are_read(
    read_text: ReadText, encoding: str, sign: str
) -> None:
    rows = [
        ["NIP", "Nama", "Jabatan", "OPD"],
        ["199203142022211003", '"Sémi Kolifeto, S.Kep., M.Kes"', "Perawat Terampil", "Dinas Kesehatan"],
        ["198005172005012002", '"Ona Manulobo, S.H."', "Lurah Alak", "Kelurahan Alak"],
    ]
    staff = read_text("\r\n".join(sign.join(row) for row in rows), encoding=encoding)
    assert [(row.name, row.title_after) for row in staff.rows] == [
        ("Sémi Kolifeto", "S.Kep., M.Kes"),
        ("Ona Manulobo", "S.H."),
    ]


def test_the_separator_line_of_excel_is_understood(read_text: ReadText) -> None:
    staff = read_text("sep=;\nNIP;Nama;Jabatan;OPD\n199203142022211003;Semi;Perawat Terampil;Dinkes\n")
    assert [row.line for row in staff.rows] == [3]


def test_a_blank_list_with_headings_only_has_no_people_and_no_problems(read_rows: ReadRows) -> None:
    staff = read_rows([["NIP", "Nama", "Jabatan", "OPD"]])
    assert (staff.rows, staff.problems, staff.people_seen) == ((), (), 0)


def test_private_mail_is_left_out_with_one_sentence_for_all(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(Email="semi@gmail.com"))
    assert staff.rows[0].email == ""
    assert codes(staff) == {"private_mail"}


def test_mail_of_the_office_is_kept_and_nonsense_is_emptied(read_rows: ReadRows) -> None:
    assert read_rows(one_with(Email="Semi@Example.go.id")).rows[0].email == "semi@example.go.id"
    broken = read_rows(one_with(Email="semi at kantor"))
    assert (broken.rows[0].email, len(broken.warnings)) == ("", 1)


@pytest.mark.parametrize("job_class", ["18", "0", "-3", "sembilan", "9a9", "1e9"])
def test_a_class_outside_the_seventeen_is_refused(read_rows: ReadRows, job_class: str) -> None:
    staff = read_rows(one_with(**{"Kelas Jabatan": job_class}))
    assert [problem.code for problem in staff.errors] == ["bad_number"]


@pytest.mark.parametrize("job_class", ["9", 9, 9.0, "Kelas 9", "9.0", " 9 "])
def test_a_class_is_read_as_a_whole_number(read_rows: ReadRows, job_class: Any) -> None:
    assert read_rows(one_with(**{"Kelas Jabatan": job_class})).rows[0].job_class == 9
