"""A staff list through the page: good ones, odd ones, hostile ones; nothing is lost, nothing changes by mistake."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selaras.core.keys import new_key
from selaras.core.models import AuditEvent, StoredFile
from selaras.organisation.models import Employee, StaffImport
from selaras.organisation.tests.lists import EKA, HEADINGS, as_csv, health_agency, row
from tests.cast import Cast
from tests.fixtures import SignedIn


def send(browser: SignedIn, content: bytes, name: str, **more: Any) -> Any:
    sent = {"file": SimpleUploadedFile(name, content), **more}
    return browser.post(reverse("organisation:import"), sent)


def workbook(rows: list[dict[str, Any]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADINGS))
    for entry in rows:
        sheet.append([entry.get(heading, "") for heading in HEADINGS])
    book.save(out)
    return out.getvalue()


def new_person(**more: str) -> dict[str, str]:
    return row("199001012099032009", "Nona Baru (Demo)", "Perawat Terampil", **more)


def test_from_upload_to_applied_in_two_steps(cast: Cast, sign_in: type[SignedIn]) -> None:
    browser = sign_in("fajar")
    answer = send(browser, workbook([*health_agency(), new_person()]), "Daftar 2026.xlsx")
    assert answer.status_code == 302
    page = browser.get(answer["Location"]).content.decode()
    assert "Nona Baru (Demo)" in page
    assert not Employee.objects.filter(name="Nona Baru (Demo)").exists()
    staff_import = StaffImport.objects.get()
    answer = browser.post(reverse("organisation:import_apply", args=[staff_import.pk]))
    assert answer.status_code == 302
    assert Employee.objects.get(name="Nona Baru (Demo)").pejabat_penilai_id == cast.citra.pk
    assert "Diterapkan" in browser.get(answer["Location"]).content.decode()


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (120 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.7\n%%EOF", "daftar.xlsx", "PDF, bukan lembar kerja"),
        (b"%PDF-1.7\n%%EOF", "daftar.pdf", "tidak diterima"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "daftar.csv", "gambar"),
        (b"<html><table><tr><td>NIP</td></tr></table></html>", "daftar.xls", "halaman web"),
        (b"MZ\x90\x00" + b"\x00" * 100, "daftar.xlsx", "program"),
        (b"PK\x03\x04" + b"\x00" * 40, "daftar.xlsx", "rusak"),
        (b"NIP;Nama\n", "../../etc/passwd", "tidak diterima"),
        (b"halo\ndunia\n", "daftar.csv", "judul kolom"),
    ],
)
def test_what_is_no_staff_list_is_refused_in_one_sentence(
    cast: Cast, sign_in: type[SignedIn], content: bytes, name: str, words: str
) -> None:
    events = AuditEvent.objects.count()
    answer = send(sign_in("fajar"), content, name)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words.lower() in page.lower()
    assert "Traceback" not in page
    assert StaffImport.objects.count() == StoredFile.objects.count() == 0
    assert AuditEvent.objects.count() == events


def test_a_zip_bomb_is_refused_before_it_is_unpacked(sign_in: type[SignedIn]) -> None:
    answer = send(sign_in("fajar"), zip_bomb(), "daftar.xlsx")
    assert answer.status_code == 422
    assert "membengkak" in answer.content.decode()


def test_a_list_of_more_than_25_mb_is_refused(sign_in: type[SignedIn]) -> None:
    assert send(sign_in("fajar"), b"NIP;Nama;Jabatan\n" + b"x" * (26 << 20), "daftar.csv").status_code in {
        413,
        422,
    }


def test_numbers_ruined_by_a_spreadsheet_are_refused_with_the_way_out(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    rows: list[dict[str, Any]] = [dict(entry) for entry in health_agency()]
    rows[0]["NIP"] = 1.97203152099032e17
    rows[1]["NIP"] = "1.98001E+17"
    browser = sign_in("fajar")
    page = browser.get(send(browser, workbook(rows), "daftar.xlsx")["Location"]).content.decode()
    assert "2 baris ditolak" in page
    assert "NIP" in page
    assert "Teks" in page


def test_formulas_are_neither_run_nor_given_back(cast: Cast, sign_in: type[SignedIn]) -> None:
    rows = [*health_agency()[:4], row(EKA[:-1], '=HYPERLINK("http://x","klik")', "=1+1|cmd")]
    browser = sign_in("fajar")
    answer = send(browser, as_csv(rows).read(), "daftar.csv")
    problems = browser.get(answer["Location"] + "perbaikan/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(problems)))
    cells = [cell for sheet in book for line in sheet for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_workbook_of_problems_has_the_sentence_beside_the_line(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    rows = [*health_agency()[:4], row("123", "Eka Winyalaka (Demo)", "Pengadministrasi Perkantoran")]
    browser = sign_in("fajar")
    answer = browser.get(send(browser, workbook(rows), "Daftar Juli.xlsx")["Location"] + "perbaikan/")
    assert "attachment" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    first = book.worksheets[0]
    assert "NIP" in str(first.cell(6, 1).value)


def test_a_double_click_checks_the_list_once(sign_in: type[SignedIn]) -> None:
    browser, key = sign_in("fajar"), new_key()
    content = workbook(health_agency())
    places = {send(browser, content, "daftar.xlsx", form_key=str(key))["Location"] for _ in range(2)}
    assert len(places) == 1
    assert StaffImport.objects.count() == 1


def test_applying_after_somebody_else_changed_something_is_told_and_checked_again(
    cast: Cast, sign_in: type[SignedIn]
) -> None:
    browser = sign_in("fajar")
    one = send(browser, workbook([*health_agency(), new_person()]), "satu.xlsx")["Location"]
    two = send(browser, workbook([*health_agency(), new_person()]), "dua.xlsx")["Location"]
    assert browser.post(one + "terapkan/").status_code == 302
    assert browser.post(two + "terapkan/").status_code == 409
    fresh = browser.post(two + "periksa-ulang/")
    assert "sama dengan yang sudah tercatat" in browser.get(fresh["Location"]).content.decode()


def test_a_long_report_is_shown_page_by_page(cast: Cast, sign_in: type[SignedIn]) -> None:
    from selaras.organisation.tests.lists import many

    browser = sign_in("fajar")
    place = send(browser, as_csv(many(120)).read(), "banyak.csv")["Location"]
    page = browser.get(place, {"jenis": "new", "page": "3"}).content.decode()
    assert "101–120 dari 120" in page
    for odd in ({"jenis": "raja"}, {"page": "x"}):
        assert browser.get(place, odd).status_code == 200


def test_another_citys_list_does_not_exist(cast: Cast, sign_in: type[SignedIn]) -> None:
    for page in ("import_detail", "import_problems"):
        assert sign_in("fajar").get(reverse(f"organisation:{page}", args=[new_key()])).status_code == 404
