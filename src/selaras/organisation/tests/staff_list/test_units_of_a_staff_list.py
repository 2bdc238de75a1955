from __future__ import annotations

from .conftest import HEAD, MARSI, ONA, SEMI, ReadRows, codes, one_with

FLAT = ["No", "NIP", "Nama", "Jabatan"]


def flat(person: list[str]) -> list[str]:
    return [*person[:3], person[4]]


def test_section_lines_name_the_unit_of_the_people_below(read_rows: ReadRows) -> None:
    rows = [
        FLAT,
        ["DINAS KESEHATAN"],
        flat(MARSI),
        ["A. BIDANG P2P"],
        flat(ONA),
        flat(SEMI),
        ["II. DINAS SOSIAL"],
    ]
    rows.append(["1", "197101051995031001", "Yakob Nenohala", "Kepala Dinas Sosial"])
    staff = read_rows(rows, merge=["A2:D2", "A4:D4"])
    assert [row.units for row in staff.rows] == [
        ("Dinas Kesehatan",),
        ("Dinas Kesehatan", "Bidang P2P"),
        ("Dinas Kesehatan", "Bidang P2P"),
        ("Dinas Sosial",),
    ]
    assert [row.is_head for row in staff.rows] == [True, True, False, True]
    assert staff.problems == ()


def test_merged_unit_cells_count_for_every_line_they_cover(read_rows: ReadRows) -> None:
    below = [[*person[:5], "", person[6]] for person in (ONA, SEMI)]
    staff = read_rows([HEAD, MARSI, *below], merge=["F2:F4"])
    assert {row.units[0] for row in staff.rows} == {"Dinas Kesehatan"}
    assert staff.problems == ()


def test_a_unit_written_once_is_carried_down_and_told(read_rows: ReadRows) -> None:
    below = [[*person[:5], "", person[6]] for person in (ONA, SEMI)]
    staff = read_rows([HEAD, MARSI, *below])
    assert {row.units[0] for row in staff.rows} == {"Dinas Kesehatan"}
    assert codes(staff) == {"written_once"}


def test_a_line_without_its_opd_goes_where_other_lines_put_the_unit(read_rows: ReadRows) -> None:
    whole = [["1", "197101051995031001", "Yakob", "PNS", "Kepala Dinas", "Dinas Sosial", "Sekretariat"]]
    without = [[*ONA[:5], "", "BIDANG P2P"], [*SEMI[:5], "", "Sekretariat"]]
    more = [["9", "198001012005011009", "Melki", "PNS", "Analis", "Dinas Kesehatan", "Sekretariat"]]
    again = [["8", "198001012005011008", "Rut", "PNS", "Analis", "Dinas Kesehatan", "Bidang P2P"]]
    staff = read_rows([HEAD, MARSI, *without, *again, *more, *whole])
    by_line = {row.line: row.units for row in staff.rows}
    assert by_line[3] == ("Dinas Kesehatan", "Bidang P2P")
    assert by_line[4] == ("Sekretariat",)  # two of them: nobody guesses
    assert "placed" in codes(staff)


def test_a_person_without_any_unit_is_refused(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(OPD="", Bidang=""))
    assert (staff.rows, [problem.code for problem in staff.errors]) == ((), ["no_unit"])


def test_one_unit_has_one_spelling(read_rows: ReadRows) -> None:
    staff = read_rows([HEAD, MARSI, [*ONA[:5], "DINAS  KESEHATAN", "BIDANG P2P"], SEMI])
    assert {row.units for row in staff.rows} == {("Dinas Kesehatan",), ("Dinas Kesehatan", "Bidang P2P")}


def test_a_path_in_one_cell_is_taken_apart_and_the_city_on_top_left_out(read_rows: ReadRows) -> None:
    staff = read_rows(
        one_with(OPD="Pemerintah Kota Kupang > Dinas Kesehatan > UPTD Puskesmas Oebobo", Bidang="")
    )
    assert staff.rows[0].units == ("Dinas Kesehatan", "UPTD Puskesmas Oebobo")


def test_a_head_listed_above_the_unit_is_put_into_it(read_rows: ReadRows) -> None:
    kabid = [*ONA[:6], ""]
    staff = read_rows([HEAD, MARSI, kabid, SEMI])
    assert staff.rows[1].units == ("Dinas Kesehatan", "Bidang P2P")
    assert staff.rows[1].is_head


def test_heads_of_schools_clinics_and_kelurahan_lead_their_unit(read_rows: ReadRows) -> None:
    posts = [
        ("Kepala Sekolah", "SMP Negeri 99"),
        ("Guru Ahli Madya / Kepala Sekolah", "SD Inpres Contoh"),
        ("Kepala Puskesmas Oebobo", "UPTD Puskesmas Oebobo"),
        ("Lurah", "Kelurahan Alak"),
        ("Camat Alak", "Kecamatan Alak"),
        ("Inspektur", "Inspektorat"),
        ("Direktur", "RSUD S.K. Lerik"),
        ("Sekretaris Daerah", "Sekretariat Daerah"),
    ]
    rows = [
        [number, f"1980051720050120{number:02}", "Ona", "III/d", title, unit, ""]
        for number, (title, unit) in enumerate(posts, 10)
    ]
    staff = read_rows([HEAD, *rows])
    assert [row.is_head for row in staff.rows] == [True] * len(posts)


def test_those_who_only_work_there_lead_nothing(read_rows: ReadRows) -> None:
    posts = [
        ("Kepala Seksi Surveilans", "Dinas Kesehatan"),
        ("Kepala Bidang Darat", "Bidang Keselamatan"),
        ("Sekretaris", "Dinas Kesehatan"),
        ("Sekretaris Lurah", "Kelurahan Alak"),
        ("Inspektur Pembantu I", "Inspektorat"),
        ("Pengadministrasi Umum", "Dinas Kesehatan"),
    ]
    rows = [
        [number, f"1980051720050120{number:02}", "Ona", "III/d", title, unit, ""]
        for number, (title, unit) in enumerate(posts, 10)
    ]
    assert not any(row.is_head for row in read_rows([HEAD, *rows]).rows)


def test_two_heads_of_one_unit_are_told(read_rows: ReadRows) -> None:
    staff = read_rows([HEAD, MARSI, ["2", "197101051995031001", "Yakob", *MARSI[3:]]])
    assert codes(staff) == {"two_heads"}
    assert "baris 2" in staff.problems[0].message


def test_the_column_that_names_heads_wins(read_rows: ReadRows) -> None:
    row = read_rows(one_with(**{"Pimpinan Unit": "Ya"})).rows[0]
    assert row.is_head


def test_totals_vacant_posts_and_signatures_are_no_people(read_rows: ReadRows) -> None:
    vacant = ["4", "", "Lowong", "", "Kepala Seksi Surveilans", "Dinas Kesehatan", "Bidang P2P"]
    footer = [
        ["Jumlah", "", "3 orang"],
        [],
        ["", "", "", "", "Kupang, 2 Januari 2026"],
        ["", "", "", "", "NIP. 197001051995031001"],
    ]
    staff = read_rows([HEAD, MARSI, vacant, ONA, SEMI, *footer])
    assert len(staff.rows) == 3
    assert [(problem.line, problem.code) for problem in staff.problems] == [(3, "vacant")]


def test_a_lonely_note_between_people_is_told(read_rows: ReadRows) -> None:
    staff = read_rows([HEAD, MARSI, ["lihat halaman berikut"], ONA])
    assert [(problem.line, problem.code) for problem in staff.problems] == [(3, "not_a_person")]
    assert len(staff.rows) == 2
