from __future__ import annotations

from typing import Any

import pytest

from selaras.organisation.staff_list import Severity, StaffKind

from .conftest import HEAD, MARSI, SEMI, ReadRows, ReadText, codes, one_with


@pytest.mark.parametrize(
    "nip",
    [199203142022211003, 1.99203142022211e17, "1,99203E+17", "1.99203142022211E+17", "199203142022211000"],
)
def test_a_number_ruined_by_a_spreadsheet_is_refused_with_the_way_to_export_it_right(
    read_rows: ReadRows, nip: Any
) -> None:
    staff = read_rows(one_with(NIP=nip))
    (problem,) = staff.problems
    assert staff.rows == ()
    assert (problem.line, problem.column, problem.code) == (2, "NIP", "nip_spreadsheet")
    assert "Teks" in problem.message


@pytest.mark.parametrize(
    "nip",
    [
        "19920314 202221 1 003",
        "'199203142022211003",
        "NIP. 19920314 202221 1003",
        "\u00a0199203142022211003 ",
    ],
)
def test_blanks_points_and_a_leading_apostrophe_are_forgiven(read_rows: ReadRows, nip: str) -> None:
    staff = read_rows(one_with(NIP=nip))
    assert staff.rows[0].nip == SEMI[1]
    assert staff.problems == ()


@pytest.mark.parametrize(
    ("nip", "code"),
    [
        ("131234567", "nip_old"),
        ("19920314202221100", "nip_length"),
        ("199213142022211003", "nip_birth_date"),
        ("199203142022213003", "nip_sex"),
        ("Honorer", "nip_letters"),
        ("", "nip_empty"),
    ],
)
def test_every_other_broken_number_says_what_is_wrong(read_rows: ReadRows, nip: str, code: str) -> None:
    staff = read_rows(one_with(NIP=nip))
    assert staff.rows == ()
    assert [problem.code for problem in staff.errors] == [code]


def test_the_same_number_twice_is_refused_with_the_first_line(read_rows: ReadRows) -> None:
    staff = read_rows([HEAD, MARSI, SEMI, [*SEMI[:2], "Semi Lain", *SEMI[3:]]])
    assert [row.line for row in staff.rows] == [2, 3]
    (problem,) = staff.errors
    assert (problem.line, problem.code) == (4, "twice")
    assert "baris 3" in problem.message


def test_two_people_with_the_same_name_are_two_people(read_rows: ReadRows) -> None:
    staff = read_rows([HEAD, SEMI, [SEMI[0], "199203142022211004", *SEMI[2:]]])
    assert len(staff.rows) == 2
    assert staff.problems == ()


def test_an_impossible_year_of_the_demonstration_is_read_like_any_other(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(NIP="199203142099031003", **{"Gol/Ruang": "III/a"}))
    assert (staff.rows[0].kind, staff.problems) == (StaffKind.PNS, ())


def test_a_broken_number_of_the_superior_leaves_the_person_in(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(**{"NIP Atasan": 1.98e17}))
    assert staff.rows[0].superior_nip == ""
    assert [(problem.severity, problem.column) for problem in staff.problems] == [
        (Severity.WARNING, "NIP Atasan")
    ]


def test_nobody_is_their_own_superior(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(**{"NIP Atasan": SEMI[1]}))
    assert staff.rows[0].superior_nip == ""
    assert "atasannya sendiri" in staff.problems[0].message


def test_a_superior_named_without_number_is_found_if_the_name_is_unique(read_rows: ReadRows) -> None:
    head = [*HEAD, "Atasan Langsung"]
    staff = read_rows([head, [*MARSI, ""], [*SEMI, "dr. MARSI TEFALOI, M.Kes"]])
    assert staff.rows[1].superior_nip == MARSI[1]
    assert staff.problems == ()


def test_a_superior_whose_name_two_people_have_stays_open(read_rows: ReadRows) -> None:
    head = [*HEAD, "Atasan Langsung"]
    other = ["9", "197101051995031001", *MARSI[2:4], "Sekretaris", "Dinas Sosial", ""]
    staff = read_rows([head, [*MARSI, ""], [*other, ""], [*SEMI, "Marsi Tefaloi"]])
    assert staff.rows[2].superior_nip == ""
    assert codes(staff) == {"unclear_superior"}


def test_a_difference_from_the_number_is_told_and_the_list_counts(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(**{"Tgl Lahir": "15-03-1992", "L/P": "P"}))
    (person,) = staff.rows
    assert (f"{person.birth_date}", person.sex) == ("1992-03-15", "P")
    assert [problem.code for problem in staff.warnings] == ["differs_from_nip", "differs_from_nip"]


def test_what_the_list_leaves_out_is_taken_from_the_number(read_text: ReadText) -> None:
    staff = read_text(f"NIP;Nama;Jabatan;OPD\n{SEMI[1]};Semi;Perawat Terampil;Dinkes\n")
    (person,) = staff.rows
    assert (person.kind, f"{person.birth_date}", person.sex) == (StaffKind.PPPK, "1992-03-14", "L")
