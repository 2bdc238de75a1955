"""Old plans on spreadsheets come in with a difference report, go out in the official layout, and twelve become one."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.core.errors import InvalidInput, NotAllowed, StepNotPossible
from selaras.core.spreadsheets import read_spreadsheet
from selaras.planning.models import Iki, PlanImport, RencanaHasilKerja, Skp
from selaras.planning.selectors import content_of
from selaras.planning.services import agree_skp, submit_skp
from selaras.planning.services.sheets import SheetFile, apply_sheets, check_sheets, difference_of
from selaras.planning.sheets.cells import target_of
from selaras.planning.sheets.difference import words_for
from selaras.planning.sheets.joining import MONTH_NAMES
from selaras.planning.sheets.reading import read_plans, single_month
from selaras.planning.sheets.writing import write_official
from selaras.planning.tests.stage import ON, drafted, submitted
from tests.cast import Cast

Rows = list[list[Any]]
HEADINGS = ["NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
            "INDIKATOR KINERJA INDIVIDU", "TARGET"]  # fmt: skip
LINES: Rows = [
    ["A. UTAMA"],
    [1, "Cakupan imunisasi", "Bayi kebal penyakit", "Kuantitas", "Bayi diimunisasi lengkap", "120 bayi"],
    ["", "", "", "Kualitas", "Tepat jadwal", "92 %"],
    ["", "", "", "Waktu", "Rekap selesai", "≤ 2 hari"],
    [2, "", "Keluarga berisiko stunting didampingi", "Kuantitas", "Keluarga didampingi", 35],
    ["B. TAMBAHAN"],
    [
        1,
        "",
        "Wabah tertangani (Penugasan dari Dinas Kesehatan)",
        "Kualitas",
        "Laporan",
        "Tiap hari sebelum pukul 9",
    ],
    [],
    ["PERILAKU KERJA"],
    [1, "Berorientasi Pelayanan", "", "", "", ""],
]


def workbook(*sheets: tuple[str, Rows], nip: str = "") -> bytes:
    """As offices keep them: a title, two persons, a blank line, headings, numbers of the columns, lines."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, lines in sheets:
            page = book.add_worksheet(name)
            rows: Rows = [
                ["SASARAN KINERJA PEGAWAI"], ["PERIODE PENILAIAN: 1 Januari SD 31 Desember 2026"],
                ["NIP", nip, "", "NIP"], [], HEADINGS, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *lines,
            ]  # fmt: skip
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    page.write(number, column, value)
    return out.getvalue()


def one(lines: Rows = LINES, name: str = "SKP", nip: str = "") -> SheetFile:
    return SheetFile("SKP lama.xlsx", workbook((name, lines), nip=nip))


def read(cast: Cast, *files: SheetFile, name: str = "ani") -> PlanImport:
    return check_sheets(cast.people[name], 2026, files, by=cast.actor(name), on=ON)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("120 bayi", "120 bayi"), ("1.200 bayi", "1.200 bayi"), ("92 %", "92 %"), ("92%", "92 %"),
        ("≤ 2 hari", "≤ 2 hari"), ("12,5 menit", "12,5 menit"), (12.5, "12,5"), (35, "35"), ("", ""),
        ("maksimal 2 hari", "≤ 2 hari"), ("80–90 %", "80–90 %"), ("80 s.d. 90 %", "80–90 %"),
        ("Tiap hari sebelum pukul 9", "Tiap hari sebelum pukul 9"),
        ("Januari 2026 selesai", "Januari 2026 selesai"), ("12 dokumen dalam 3 bulan", "12 dokumen dalam 3 bulan"),
    ],
)  # fmt: skip
def test_targets_are_taken_apart_as_offices_write_them(cell: Any, words: str) -> None:
    assert words_for(target_of(cell)) == words


@pytest.mark.trace("P-35")
def test_an_old_spreadsheet_shows_its_difference_first_and_is_then_taken_over(cast: Cast) -> None:
    found = read(cast, one())
    assert not Skp.objects.exists()
    assert difference_of(found).count("new_result") == 5
    skp = apply_sheets(found, by=cast.actor("ani"), on=ON)
    content = content_of(skp)
    assert [(rhk["kind"], rhk["text"], len(rhk["iki"])) for rhk in content["rhk"]] == [
        ("utama", "Bayi kebal penyakit", 3),
        ("utama", "Keluarga berisiko stunting didampingi", 1),
        ("tambahan", "Wabah tertangani", 1),
    ]
    first, second, third = content["rhk"][0]["iki"]
    assert (first["target"], first["unit"], first["aspect_code"], first["pattern"]) == (
        "120",
        "bayi",
        "kuantitas",
        "hitungan",
    )
    assert (second["target"], second["unit"], second["pattern"]) == ("92", "%", "posisi")
    assert (third["target"], third["direction"]) == ("2", "less_is_better")
    assert content["rhk"][2]["assigned_by"] == "Dinas Kesehatan"
    assert content["rhk"][2]["iki"][0]["target_text"] == "Tiap hari sebelum pukul 9"


@pytest.mark.trace("P-35", "C-08")
def test_what_goes_out_in_the_official_layout_comes_in_again_without_a_difference(
    cast: Cast, tmp_path: Path
) -> None:
    skp = apply_sheets(read(cast, one()), by=cast.actor("ani"), on=ON)
    out = io.BytesIO()
    write_official(content_of(skp), out)
    again = read(cast, SheetFile("keluar.xlsx", out.getvalue()))
    difference = difference_of(again)
    assert (difference.changes_something, difference.only_here, again.faults) == (False, [], [])
    path = tmp_path / "keluar.xlsx"
    path.write_bytes(out.getvalue())
    book = read_spreadsheet(path)
    assert [sheet.name for sheet in book.sheets] == ["SKP", "Lampiran"]
    assert HEADINGS in [row[:6] for row in book.sheets[0].rows]


@pytest.mark.trace("C-08")
def test_a_leaders_plan_goes_out_with_its_perspectives_and_comes_in_again(cast: Cast, tmp_path: Path) -> None:
    skp = drafted(cast, "citra")
    out = io.BytesIO()
    write_official(content_of(skp), out)
    path = tmp_path / "jpt.xlsx"
    path.write_bytes(out.getvalue())
    (plan,) = read_plans(path, filename="jpt.xlsx")
    assert [rhk.text for rhk in plan.rhk] == [rhk["text"] for rhk in content_of(skp)["rhk"]]


def test_taken_over_twice_it_changes_nothing_and_what_stood_there_stays(cast: Cast) -> None:
    drafted(cast, "ani", "Hasil yang sudah ditulis")
    found = read(cast, one())
    assert difference_of(found).only_here == ["Hasil yang sudah ditulis"]
    by = cast.actor("ani")
    apply_sheets(found, by=by, on=ON)
    counts = (RencanaHasilKerja.objects.count(), Iki.objects.count())
    assert not difference_of(found).changes_something
    apply_sheets(found, by=by, on=ON)
    assert (RencanaHasilKerja.objects.count(), Iki.objects.count()) == counts == (4, 6)


@pytest.mark.trace("P-35")
def test_the_form_of_2011_is_read_with_its_targets_side_by_side(cast: Cast) -> None:
    out = io.BytesIO()
    rows: Rows = [
        ["FORMULIR SASARAN KERJA PEGAWAI NEGERI SIPIL"], ["NIP", cast.ani.nip], [],
        ["NO", "III. KEGIATAN TUGAS JABATAN", "AK", "TARGET"],
        ["", "", "", "KUANT/OUTPUT", "", "KUAL/MUTU", "WAKTU", "", "BIAYA"],
        [1, "Melaksanakan imunisasi", 0.5, 120, "bayi", 100, 12, "bulan", "-"],
        [2, "Menyusun laporan bulanan", 0, 12, "laporan", 95, 12, "bulan", ""],
        ["", "Tugas Tambahan"], [3, "Menjadi panitia", "", 1, "kegiatan", 100, 1, "bulan"],
    ]  # fmt: skip
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("FORM SKP")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                page.write(number, column, value)
    found = read(cast, SheetFile("SKP 2015.xls.xlsx", out.getvalue()))
    assert any("PP 46/2011" in fault["message"] for fault in found.faults)
    content = content_of(apply_sheets(found, by=cast.actor("ani"), on=ON))
    assert [(rhk["kind"], rhk["text"]) for rhk in content["rhk"]] == [
        ("utama", "Melaksanakan imunisasi"), ("utama", "Menyusun laporan bulanan"), ("tambahan", "Menjadi panitia"),
    ]  # fmt: skip
    assert [(iki["aspect_code"], iki["target"], iki["unit"]) for iki in content["rhk"][0]["iki"]][:3] == [
        ("kuantitas", "120", "bayi"), ("kualitas", "100", "%"), ("waktu", "12", "bulan"),
    ]  # fmt: skip


def test_another_target_is_shown_beside_the_old_one_and_changes_only_that(cast: Cast) -> None:
    by = cast.actor("ani")
    skp = apply_sheets(read(cast, one()), by=by, on=ON)
    lines = [list(row) for row in LINES]
    lines[1][5] = "150 bayi"
    found = read(cast, one(lines))
    (changed,) = [line for line in difference_of(found).lines if line.what == "changed"]
    assert (changed.old_target, changed.new_target) == ("120 bayi", "150 bayi")
    apply_sheets(found, by=by, on=ON)
    assert Iki.objects.get(text="Bayi diimunisasi lengkap").target == Decimal(150)
    assert skp.pk == found.skp_id


@pytest.mark.trace("C-13")
@pytest.mark.parametrize(
    ("above", "month"),
    [
        ("PERIODE PENILAIAN: 1 Maret s.d. 31 Maret 2026", 3), ("PERIODE MARET 2026", 3), ("Bulan : Mei 2026", 5),
        ("PERIODE PENILAIAN: 1 Januari SD 31 Desember 2026", None), ("Kupang, 5 Januari 2026", None),
    ],
)  # fmt: skip
def test_the_month_of_a_plan_is_read_from_the_line_of_its_period(above: str, month: int | None) -> None:
    assert single_month(above) == month


@pytest.mark.trace("C-13")
def test_twelve_monthly_plans_become_one_of_the_year(cast: Cast) -> None:
    files = [
        SheetFile(
            f"SKP {name} 2026.xlsx",
            workbook(
                ("Sheet1", [
                    [1, "", "Bayi kebal penyakit", "Kuantitas", "Bayi diimunisasi", 10],
                    ["", "", "", "Kualitas", "Tepat jadwal", f"{90 + number // 6} %"],
                ])
            ),
        )
        for number, name in enumerate(MONTH_NAMES)
    ]  # fmt: skip
    found = read(cast, *files)
    assert found.months == list(range(1, 13))
    skp = apply_sheets(found, by=cast.actor("ani"), on=ON)
    (rhk,) = content_of(skp)["rhk"]
    assert [(iki["text"], iki["target"], iki["pattern"]) for iki in rhk["iki"]] == [
        ("Bayi diimunisasi", "120", "hitungan"),
        ("Tepat jadwal", "91", "posisi"),
    ]
    assert any("berbeda tiap bulan" in fault["message"] for fault in found.faults)
    assert Skp.objects.count() == 1


def test_a_line_that_is_refused_names_its_file_among_twelve(cast: Cast, sign_in: Any) -> None:
    lines: Rows = [[1, "", "Bayi kebal", "Kuantitas", "Bayi", 10], ["", "", "", "Mutu", "Yatim", "x"]]
    stray: Rows = [["", "", "", "Kualitas", "Indikator tanpa hasil", "x"], *lines]
    found = read(
        cast,
        *(
            SheetFile(f"SKP {name} 2026.xlsx", workbook(("Sheet1", stray if name == "Mei" else lines)))
            for name in MONTH_NAMES
        ),
    )
    page = sign_in("ani").get(reverse("planning:sheets_detail", args=[found.pk])).content.decode()
    assert "SKP Mei 2026.xlsx: Lembar Sheet1, baris" in page


@pytest.mark.trace("C-13")
def test_twelve_sheets_of_one_workbook_name_the_month_that_is_missing(cast: Cast) -> None:
    line: Rows = [[1, "", "Bayi kebal", "Kuantitas", "Bayi", 10]]
    months = [name for name in MONTH_NAMES if name != "Mei"]
    found = read(cast, SheetFile("bulanan.xlsx", workbook(*((name, line) for name in months))))
    assert [fault["message"] for fault in found.faults] == ["Bulan ini tidak ada dalam berkas: Mei."]


def test_a_month_that_comes_twice_and_plans_without_a_month_are_refused_whole(cast: Cast) -> None:
    line: Rows = [[1, "", "Bayi kebal", "Kuantitas", "Bayi", 10]]
    with pytest.raises(InvalidInput) as twice:
        read(
            cast,
            SheetFile("a Mei.xlsx", workbook(("S", line))),
            SheetFile("b Mei.xlsx", workbook(("S", line))),
        )
    assert "lebih dari sekali" in str(twice.value.fields["sheets"])
    with pytest.raises(InvalidInput):
        read(cast, SheetFile("dua orang.xlsx", workbook(("Ani", line), ("Hadi", line))))
    assert not PlanImport.objects.exists()


def test_refused_lines_say_why_and_come_back_in_a_file_that_can_be_mended(
    cast: Cast, sign_in: Any, tmp_path: Path
) -> None:
    lines: Rows = [
        ["", "", "", "Kualitas", "Tanpa hasil kerja", "90 %"],
        [1, "", "Bayi kebal", "Kuantitas", "Bayi", 0],
        ["", "", "", "Kecepatan", "Aspek lain", "5 hari"],
        [2, "", "x" * 501, "Kuantitas", "Terlalu panjang", 3],
    ]
    found = read(cast, one(lines))
    refused = [fault["message"] for fault in found.faults if fault["refused"]]
    assert len(refused) == 3
    assert any("tidak berada di bawah" in text for text in refused)
    assert any("Target 0" in text for text in refused)
    assert any("Aspek «Kecepatan» tidak dikenal" in fault["message"] for fault in found.faults)
    answer = sign_in("ani").get(reverse("planning:sheets_refused", args=[found.pk]))
    path = tmp_path / "perbaikan.xlsx"
    path.write_bytes(answer.content)
    (sheet,) = read_spreadsheet(path).sheets
    assert len(sheet.rows) == 4
    assert sheet.rows[1][0] == refused[0]
    (mended,) = read_plans(path, filename="perbaikan.xlsx")
    assert mended.rhk or mended.faults


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("skp.pdf", b"%PDF-1.7 bukan tabel"),
        ("skp.xlsx", b""),
        ("setengah.xlsx", workbook(("SKP", LINES))[:2000]),
        ("pegawai.xlsx", b"nama;nip\nAni;1"),
        ("gambar.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200),
    ],
)
def test_a_wrong_type_half_a_file_and_another_table_are_refused_with_a_sentence(
    cast: Cast, sign_in: Any, name: str, content: bytes
) -> None:
    sent = SimpleUploadedFile(name, content)
    answer = sign_in("ani").post(reverse("planning:sheets"), {"sheets": sent})
    assert answer.status_code == 422
    assert answer.context["form"].errors["sheets"]
    assert not PlanImport.objects.exists()


def test_the_file_of_a_colleague_or_of_another_year_is_noticed(cast: Cast) -> None:
    found = read(cast, one(nip=cast.hadi.nip))
    assert any("bukan NIP Anda" in fault["message"] for fault in found.faults)
    assert not any("NIP" in fault["message"] for fault in read(cast, one(nip=cast.ani.nip)).faults)
    later = check_sheets(cast.ani, 2027, [one()], by=cast.actor("ani"), on=ON)
    assert "tahun 2026" in later.faults[0]["message"]


def test_nothing_is_written_into_a_plan_that_was_handed_in_or_agreed(cast: Cast) -> None:
    found = read(cast, one())
    skp = submitted(cast, "ani")
    for _time in range(2):
        with pytest.raises(StepNotPossible):
            apply_sheets(found, by=cast.actor("ani"), on=ON)
        if skp.status == "submitted":
            agree_skp(skp, by=cast.actor("budi"), on=ON)
    assert RencanaHasilKerja.objects.count() == 1
    assert PlanImport.objects.get().status == "dry_run"


def test_nobody_writes_the_plan_of_somebody_else_and_strangers_see_nothing(cast: Cast, sign_in: Any) -> None:
    found = read(cast, one())
    for name in ("budi", "eka", "fajar"):
        with pytest.raises(NotAllowed):
            check_sheets(cast.ani, 2026, [one()], by=cast.actor(name), on=ON)
        with pytest.raises(NotAllowed):
            apply_sheets(found, by=cast.actor(name), on=ON)
    for name in ("budi", "fajar", "ivan", "hadi"):
        assert sign_in(name).get(reverse("planning:sheets_detail", args=[found.pk])).status_code == 404
        assert sign_in(name).post(reverse("planning:sheets_apply", args=[found.pk])).status_code == 404
    assert not Skp.objects.exists()


def test_the_whole_way_in_the_browser_and_a_second_click_takes_over_once(cast: Cast, sign_in: Any) -> None:
    browser = sign_in("ani")
    sent = SimpleUploadedFile("SKP lama.xlsx", one().content)
    answer = browser.post(reverse("planning:sheets") + "?tahun=2026", {"sheets": sent})
    assert answer.status_code == 302
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(answer["Location"])
    assert len(asked) <= 12
    found = PlanImport.objects.get()
    data = {"form_key": page.context["step"]["form_key"].value()}
    for _click in range(2):
        assert browser.post(reverse("planning:sheets_apply", args=[found.pk]), data).status_code == 302
    assert Iki.objects.count() == 5
    skp = Skp.objects.get()
    assert browser.get(reverse("planning:draft_xlsx", args=[skp.pk])).status_code == 200
    submit_skp(skp, by=cast.actor("ani"), on=ON)
    version = agree_skp(skp, by=cast.actor("budi"), on=ON)
    answer = browser.get(reverse("planning:version_xlsx", args=[version.pk]))
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert sign_in("hadi").get(reverse("planning:version_xlsx", args=[version.pk])).status_code == 404
