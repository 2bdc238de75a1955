from __future__ import annotations

import pytest

from selaras.organisation.staff_list import KedudukanHukum, NoStaffList, StaffKind

from .conftest import HEAD, MARSI, ONA, SEMI, ReadRows, codes, one_with


def test_a_plain_list_is_read_line_by_line(read_rows: ReadRows) -> None:
    staff = read_rows([HEAD, MARSI, ONA, SEMI])
    assert [(row.line, row.name) for row in staff.rows] == [
        (2, "Marsi Tefaloi"),
        (3, "Ona Manulobo"),
        (4, "Semi Kolifeto"),
    ]
    assert staff.problems == ()
    assert staff.sheet == "Data"


def test_title_lines_above_and_a_numbering_line_below_the_headings_are_passed_over(
    read_rows: ReadRows,
) -> None:
    numbering = [f"({number})" for number in range(1, 8)]
    staff = read_rows(
        [["DAFTAR NOMINATIF PNS KOTA KUPANG"], ["Keadaan 1 November 2026"], [], HEAD, numbering, MARSI]
    )
    assert staff.heading_line == 4
    assert [row.line for row in staff.rows] == [6]
    assert staff.problems == ()


def test_two_heading_rows_with_merged_cells_are_read_together(read_rows: ReadRows) -> None:
    top = ["NIP", "Nama", "Pangkat/Gol", "", "Jabatan", "", "", "Atasan Langsung", "", "OPD"]
    below = ["", "", "Gol", "TMT", "Nama", "TMT", "Kelas", "Nama", "NIP", ""]
    row = [
        SEMI[1],
        SEMI[2],
        "IX",
        "01-03-2022",
        "Perawat Terampil",
        "01-04-2022",
        7,
        "Ona",
        ONA[1],
        "Dinas Kesehatan",
    ]
    merged = ["A1:A2", "B1:B2", "C1:D1", "E1:G1", "H1:I1", "J1:J2"]
    (person,) = read_rows([top, below, row], merge=merged).rows
    assert (person.golongan, f"{person.tmt_golongan}", f"{person.tmt_position}") == (
        "IX",
        "2022-03-01",
        "2022-04-01",
    )
    assert (person.position_title, person.job_class, person.superior_nip) == ("Perawat Terampil", 7, ONA[1])


def test_two_heading_rows_without_merged_cells_mean_the_same(read_rows: ReadRows) -> None:
    top = ["NIP", "Nama", "Gelar", "", "Jabatan", "", "OPD"]
    below = ["", "", "Depan", "Belakang", "Nama", "Kelas", ""]
    staff = read_rows([top, below, [SEMI[1], SEMI[2], "", "A.Md.Kep.", SEMI[4], "7", SEMI[5]]])
    assert (staff.rows[0].title_after, staff.rows[0].job_class) == ("A.Md.Kep.", 7)


def test_field_names_of_siasn_are_known(read_rows: ReadRows) -> None:
    head = [
        "id",
        "nipBaru",
        "nama",
        "gelarBelakang",
        "tglLahir",
        "jenisKelamin",
        "statusPegawai",
        "kedudukanPnsId",
    ]
    head += [
        "unorIndukNama",
        "unorNama",
        "unorId",
        "jenisJabatanId",
        "jabatanNama",
        "golRuangAkhirId",
        "eselonId",
    ]
    row = ["A5EB03E2", ONA[1], "ONA MANULOBO", "SKM", "17-05-1980", "F", "PNS", "01"]
    row += ["DINAS KESEHATAN", "BIDANG P2P", "8AE4", "1", "KEPALA BIDANG P2P", "34", "31"]
    staff = read_rows([head, row])
    (person,) = staff.rows
    assert staff.problems == ()
    assert (person.source_id, person.unit_source_id, person.golongan) == ("A5EB03E2", "8AE4", "III/d")
    assert (person.units, person.position_kind) == (("Dinas Kesehatan", "Bidang P2P"), "administrator")


def test_the_download_of_siasn_with_ids_and_names_side_by_side_is_known(read_rows: ReadRows) -> None:
    head = [
        "PNS ID",
        "NIP BARU",
        "NIP LAMA",
        "NAMA",
        "GELAR DEPAN",
        "GELAR BELAKANG",
        "TANGGAL LAHIR",
        "JENIS KELAMIN",
    ]
    head += [
        "AGAMA NAMA",
        "NIK",
        "STATUS CPNS PNS",
        "KEDUDUKAN HUKUM ID",
        "KEDUDUKAN HUKUM NAMA",
        "GOL AKHIR ID",
    ]
    head += [
        "GOL AKHIR NAMA",
        "JENIS JABATAN ID",
        "JENIS JABATAN NAMA",
        "JABATAN NAMA",
        "UNOR ID",
        "UNOR NAMA",
    ]
    row = ["B1", f"'{ONA[1]}", "", "ONA MANULOBO", "", "S.Pd.", "17-05-1980", "F", "x", "x", "P", "20", "MPP"]
    row += ["34", "III/d", "2", "Fungsional Tertentu", "GURU AHLI MUDA", "U1", "SMP NEGERI 99"]
    staff = read_rows([head, row])
    (person,) = staff.rows
    assert (person.kind, person.legal_status, person.jenjang) == (
        StaffKind.PNS,
        KedudukanHukum.MPP,
        "ahli_muda",
    )
    assert person.units == ("SMP Negeri 99",)
    assert codes(staff) == {"private_columns"}


def test_private_columns_are_named_and_never_read(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(NIK="5371010101920001", Agama="x", Alamat="Jalan x"))
    assert codes(staff) == {"private_columns"}
    assert "NIK, Agama, Alamat" in staff.problems[0].message
    assert not any("53710101" in str(row) for row in staff.rows)


def test_an_unknown_heading_is_told_and_changes_nothing(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(Hobi="memancing"))
    assert [heading.text for heading in staff.unrecognised] == ["Hobi"]
    assert codes(staff) == {"unknown_columns"}
    assert len(staff.rows) == 1


def test_the_heading_printed_again_on_the_next_page_is_no_person(read_rows: ReadRows) -> None:
    staff = read_rows([HEAD, MARSI, HEAD, ONA])
    assert [row.line for row in staff.rows] == [2, 4]
    assert staff.problems == ()


def test_name_and_number_in_one_cell_are_taken_apart(read_rows: ReadRows) -> None:
    head = ["No", "Nama/NIP", "Jabatan", "OPD"]
    staff = read_rows(
        [head, ["1", "Ona Manulobo, SKM\nNIP. 19800517 200501 2 002", "Kepala Bidang P2P", "Dinkes"]]
    )
    (person,) = staff.rows
    assert (person.name, person.title_after, person.nip) == ("Ona Manulobo", "SKM", ONA[1])


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (["No", "Nama", "Jabatan", "OPD"], "NIP"),
        (["NIP", "Jabatan", "OPD"], "Nama"),
        (["NIP", "Nama", "OPD"], "Jabatan"),
        (["Tahun", "Anggaran", "Realisasi"], "judul"),
    ],
)
def test_a_list_without_a_needed_column_is_refused_with_its_name(
    read_rows: ReadRows, head: list[str], says: str
) -> None:
    with pytest.raises(NoStaffList, match=says):
        read_rows([head, ["x"] * len(head)])
