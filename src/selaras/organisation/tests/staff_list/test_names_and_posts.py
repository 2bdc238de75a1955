from __future__ import annotations

from typing import Any

import pytest

from selaras.organisation.staff_list import Holding, KedudukanHukum, PostKind, StaffKind
from selaras.organisation.staff_list.names import split_name

from .conftest import HEAD, MARSI, ONA, SEMI, ReadRows, codes, one_with


@pytest.mark.parametrize(
    ("written", "before", "name", "after"),
    [
        ("Dr. Drs. MARSI TEFALOI, S.H., M.Si", "Dr. Drs.", "Marsi Tefaloi", "S.H., M.Si"),
        ("MARSI TEFALOI, SH, MSI", "", "Marsi Tefaloi", "SH, MSi"),
        ("dr. Ona Manulobo, Sp.A", "dr.", "Ona Manulobo", "Sp.A"),
        ("DR. ONA MANULOBO", "DR.", "Ona Manulobo", ""),
        ("Drs.Yakob Nenohala", "Drs.", "Yakob Nenohala", ""),
        ("Ona Manulobo S.Pd", "", "Ona Manulobo", "S.Pd"),
        ("Ona Manulobo SKM", "", "Ona Manulobo", "SKM"),
        ("ABDUL MM", "", "Abdul Mm", ""),
        ("Marsi Tefaloi (Demo), S.Pd.", "", "Marsi Tefaloi (Demo)", "S.Pd."),
        ("MUHAMMAD MA'RUF BIN ALI", "", "Muhammad Ma'ruf bin Ali", ""),
        ("Uray McDonald da Costa", "", "Uray McDonald da Costa", ""),
        ("YOHANES II", "", "Yohanes II", ""),
        ("SITI-AMINAH", "", "Siti-Aminah", ""),
        ("Prof. Dr. Ir. Gusti Hardimansa, M.Sc., Ph.D.", "Prof. Dr. Ir.", "Gusti Hardimansa", "M.Sc., Ph.D."),
        ("Ona Manulobo ,S.E. , M.M.", "", "Ona Manulobo", "S.E., M.M."),
        ("Dra", "", "Dra", ""),
    ],
)
def test_titles_are_taken_off_the_name_and_only_capitals_are_mended(
    written: str, before: str, name: str, after: str
) -> None:
    found = split_name(written)
    assert (found.before, found.name, found.after, found.is_doubtful) == (before, name, after, False)


def test_a_comma_that_separates_no_title_is_left_alone_and_told(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(Nama="Kolifeto, Semiramis"))
    assert staff.rows[0].name == "Kolifeto, Semiramis"
    assert [problem.column for problem in staff.warnings] == ["Nama"]


def test_title_columns_win_over_titles_in_the_name(read_rows: ReadRows) -> None:
    row = read_rows(one_with(Nama="Dr. Semi Kolifeto, S.Pd", **{"Gelar Belakang": "S.Pd., M.Pd."})).rows[0]
    assert (row.title_before, row.name, row.title_after) == ("Dr.", "Semi Kolifeto", "S.Pd., M.Pd.")


@pytest.mark.parametrize(
    ("title", "kind", "jenjang"),
    [
        ("Kepala Dinas Kesehatan", "jpt", ""),
        ("SEKRETARIS DAERAH", "jpt", ""),
        ("Staf Ahli Wali Kota", "jpt", ""),
        ("Inspektur", "jpt", ""),
        ("Inspektur Pembantu Wilayah I", "administrator", ""),
        ("Sekretaris", "administrator", ""),
        ("Camat Alak", "administrator", ""),
        ("Kabid P2P", "administrator", ""),
        ("Lurah Namosain", "pengawas", ""),
        ("Kasubbag Umum dan Kepegawaian", "pengawas", ""),
        ("Kepala UPTD Laboratorium", "pengawas", ""),
        ("Guru Ahli Pertama", "jf", "ahli_pertama"),
        ("Guru Madya", "jf", "ahli_madya"),
        ("Perawat Mahir", "jf", "mahir"),
        ("Asisten Apoteker Penyelia", "jf", "penyelia"),
        ("Analis SDM Aparatur Ahli Muda", "jf", "ahli_muda"),
        ("Penata Layanan Operasional", "pelaksana", ""),
        ("Pengadministrasi Perkantoran", "pelaksana", ""),
        ("Wali Kota", "pejabat_negara", ""),
    ],
)
def test_the_kind_of_a_post_is_read_from_its_title(
    read_rows: ReadRows, title: str, kind: str, jenjang: str
) -> None:
    staff = read_rows(one_with(Jabatan=title))
    assert (staff.rows[0].position_kind, staff.rows[0].jenjang) == (kind, jenjang)
    assert not staff.problems


def test_columns_beside_the_title_win(read_rows: ReadRows) -> None:
    row = read_rows(
        one_with(Jabatan="Kepala Instalasi Farmasi", **{"Jenis Jabatan": "Struktural", "Eselon": "IV.a"})
    ).rows[0]
    assert row.position_kind is PostKind.PENGAWAS
    row = read_rows(
        one_with(Jabatan="Kepala Puskesmas", **{"Jenis Jabatan": "JFT", "Jenjang": "Ahli Madya"})
    ).rows[0]
    assert (row.position_kind, row.jenjang) == (PostKind.JF, "ahli_madya")


def test_an_unknown_title_becomes_pelaksana_and_is_told(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(Jabatan="Juragan Perahu"))
    assert staff.rows[0].position_kind is PostKind.PELAKSANA
    assert codes(staff) == {"guessed_kind"}


def test_a_functional_post_without_jenjang_is_told(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(Jabatan="Guru"))
    assert (staff.rows[0].position_kind, codes(staff)) == (PostKind.JF, {"no_jenjang"})


@pytest.mark.parametrize(
    "title",
    [
        "Kepala Bidang P2P / Plt. Kepala Dinas Kesehatan",
        "Kepala Bidang P2P (Plt Kepala Dinas Kesehatan)",
        "Kepala Bidang P2P merangkap Pelaksana Tugas Kepala Dinas Kesehatan",
    ],
)
def test_an_acting_post_in_the_title_becomes_a_second_row(read_rows: ReadRows, title: str) -> None:
    own, acting = read_rows([HEAD, [*ONA[:4], title, *ONA[5:]], SEMI]).rows[:2]
    assert (own.position_title, own.assignment, own.units[-1]) == (
        "Kepala Bidang P2P",
        Holding.DEFINITIF,
        "Bidang P2P",
    )
    assert (acting.position_title, acting.assignment) == ("Kepala Dinas Kesehatan", Holding.PLT)
    assert (acting.nip, acting.units, acting.is_head) == (ONA[1], ("Dinas Kesehatan",), True)


def test_an_acting_post_in_its_own_column_becomes_a_second_row(read_rows: ReadRows) -> None:
    head = [*HEAD, "Plt/Plh"]
    own, acting, _semi = read_rows([head, [*ONA, "Plh. Kepala Dinas Kesehatan"], [*SEMI, ""]]).rows
    assert (own.is_head, acting.assignment, acting.units) == (True, Holding.PLH, ("Dinas Kesehatan",))


def test_an_acting_post_on_a_line_of_its_own_is_no_twin(read_rows: ReadRows) -> None:
    head = [*HEAD, "Penugasan"]
    acting = [*ONA[:4], "Kepala Dinas Kesehatan", "Dinas Kesehatan", "", "Plt"]
    staff = read_rows([head, [*ONA, "Definitif"], acting])
    assert [row.assignment for row in staff.rows] == [Holding.DEFINITIF, Holding.PLT]
    assert len(list(staff.people())) == 1
    assert staff.problems == ()


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        ("Penata Muda (III/a)", MARSI[1], "III/a"), ("IIIa", MARSI[1], "III/a"), ("III/A", MARSI[1], "III/a"),
        ("3a", MARSI[1], "III/a"), ("31", MARSI[1], "III/a"), (31, MARSI[1], "III/a"), ("IV.e", MARSI[1], "IV/e"),
        ("IX", SEMI[1], "IX"), (9, SEMI[1], "IX"), ("Golongan IX", SEMI[1], "IX"), ("XVII", SEMI[1], "XVII"),
        ("-", MARSI[1], ""),
    ],
)  # fmt: skip
def test_golongan_is_read_in_all_its_spellings(
    read_rows: ReadRows, written: Any, number: str, expected: str
) -> None:
    staff = read_rows(one_with(NIP=number, **{"Gol/Ruang": written}))
    assert staff.rows[0].golongan == expected
    assert staff.problems == ()


def test_pangkat_with_its_golongan_in_brackets_is_enough(read_rows: ReadRows) -> None:
    rows = [
        ["NIP", "Nama", "Pangkat", "Jabatan", "OPD"],
        [MARSI[1], "Marsi", "Pembina Tk. I (IV/b)", "Camat Alak", "Kecamatan Alak"],
    ]
    assert read_rows(rows).rows[0].golongan == "IV/b"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("CPNS", StaffKind.CPNS),
        ("PPPK Paruh Waktu", StaffKind.PPPK_PART_TIME),
        ("P3K", StaffKind.PPPK),
        ("", StaffKind.PPPK),
    ],
)
def test_the_kind_of_service_is_the_one_of_the_list(
    read_rows: ReadRows, written: str, expected: StaffKind
) -> None:
    assert read_rows(one_with(**{"Status Kepegawaian": written, "Gol/Ruang": ""})).rows[0].kind is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("02", KedudukanHukum.CLTN),
        ("Masa Persiapan Pensiun", KedudukanHukum.MPP),
        ("Pemberhentian sementara", KedudukanHukum.SUSPENDED),
        ("Tubel", KedudukanHukum.STUDY),
        ("Pensiun", KedudukanHukum.ENDED),
    ],
)
def test_people_without_skp_are_kept_and_marked(
    read_rows: ReadRows, written: str, expected: KedudukanHukum
) -> None:
    assert read_rows(one_with(**{"Kedudukan Hukum": written})).rows[0].legal_status is expected


def test_an_unknown_legal_status_is_refused_rather_than_guessed(read_rows: ReadRows) -> None:
    staff = read_rows(one_with(**{"Kedudukan Hukum": "Entahlah"}))
    assert (staff.rows, [problem.code for problem in staff.errors]) == ((), ["unknown_word"])


def test_a_state_official_needs_no_number(read_rows: ReadRows) -> None:
    staff = read_rows(
        one_with(
            NIP="",
            Nama="Uray Fadlianta",
            Jabatan="Wali Kota",
            **{"Status Kepegawaian": "Pejabat Negara", "Gol/Ruang": ""},
        )
    )
    assert (staff.rows[0].kind, staff.rows[0].nip, staff.problems) == (StaffKind.STATE_OFFICIAL, "", ())
