"""January to March: evidence, realisation, feedback, dialogue."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image
from playwright.sync_api import FilePayload

from selaras.core.spreadsheets import write_xlsx
from tests.browser.conftest import Person
from tests.browser.year.scene import Year

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVIDENCE = "Rekap imunisasi Januari"


@cache
def recap() -> bytes:
    """A small spreadsheet, as people keep them."""
    out = io.BytesIO()
    write_xlsx(out, sheet="Januari", headings=["Kelurahan", "Bayi"], rows=[["Oesapa", 6], ["Lasiana", 5]])
    return out.getvalue()


def photo() -> bytes:
    """A photo from a telephone."""
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "#5b8c7a").save(out, "JPEG")
    return out.getvalue()


def ani_records_january(year: Year) -> None:
    with year.scene("2026-02-02", "ani", phone=True) as ani:
        ani.go("/")
        year.picture(ani, "beranda")
        ani.go("/kerja/")
        ani.press("Catat realisasi")
        ani.page.locator("main a[href='?bulan=1']").or_(
            ani.page.locator("main [aria-current=page]")
        ).first.click()
        ani.fill(
            value="12", narrative="Dua posyandu tambahan karena kader baru.", data_source="Register imunisasi"
        )
        ani.press("Simpan")
        assert ani.sees("Realisasi Januari 2026 tersimpan")
        year.picture(ani, "realisasi")


def ani_keeps_one_evidence_for_two_indicators(year: Year) -> None:
    with year.scene("2026-02-02", "ani") as ani:
        ani.go("/kerja/")
        ani.press("Simpan bukti")
        ani.fill(note="Sebelas bayi di dua kelurahan terlindungi.", title=EVIDENCE, happened_on="2026-01-30")
        file: FilePayload = {"name": "rekap januari.xlsx", "mimeType": XLSX, "buffer": recap()}
        ani.page.set_input_files("main input[type=file]", files=[file])
        for box in ani.page.locator("main [name=iki]").all():
            box.check()
        year.picture(ani, "simpan-bukti")
        ani.press("Simpan bukti")
        assert ani.sees("Bayi yang diimunisasi tepat jadwal")
        assert ani.download("Unduh").read_bytes() == recap()


def ani_adds_a_photo(year: Year) -> None:
    with year.scene("2026-03-12", "ani", phone=True) as ani:
        ani.go("/kerja/")
        ani.press("Simpan bukti")
        ani.fill(title="Posyandu Lasiana", happened_on="2026-03-11")
        file: FilePayload = {"name": "IMG_2044.JPG", "mimeType": "image/jpeg", "buffer": photo()}
        ani.page.set_input_files("main input[type=file]", files=[file])
        ani.page.locator("main [name=iki]").first.check()
        ani.press("Simpan bukti")
        assert ani.sees("Posyandu Lasiana")


def budi_gives_feedback(year: Year) -> None:
    with year.scene("2026-03-16", "budi") as budi:
        budi.go("/kerja/tim/")
        with budi.page.expect_navigation():
            budi.page.locator("main").get_by_role("link", name="Ani Tefaloi").first.click()
        budi.press("Beri umpan balik")
        budi.fill(seen="Rabu lalu Ani menjemput tiga bayi yang tertinggal jadwalnya ke rumah.")
        budi.fill(
            effect="Tidak ada bayi yang terlewat di Lasiana.", suggestion="Ajarkan caranya kepada Hadi."
        )
        budi.choose(behaviour_code="Berorientasi Pelayanan")
        budi.press("Kirim")
        assert budi.sees("menjemput tiga bayi")


def ani_replies(year: Year) -> None:
    with year.scene("2026-03-17", "ani", phone=True) as ani:
        _open_year(ani)
        ani.press("Tanggapi")
        ani.fill(reply="Terima kasih. Hadi ikut saya minggu depan.")
        ani.press("Kirim tanggapan")
        assert ani.sees("Hadi ikut saya")
        year.picture(ani, "umpan-balik")


def budi_records_the_dialogue(year: Year) -> None:
    with year.scene("2026-03-30", "budi") as budi:
        budi.go("/kerja/tim/")
        with budi.page.expect_navigation():
            budi.page.locator("main").get_by_role("link", name="Ani Tefaloi").first.click()
        if not budi.page.get_by_role("link", name="Catat dialog").count():
            budi.press("Setahun ini")
        budi.press("Catat dialog")
        budi.fill(
            held_on="2026-03-30",
            summary="Jadwal posyandu lancar. Kulkas vaksin di Lasiana perlu diganti sebelum Juni.",
        )
        budi.press("Simpan catatan")
        assert budi.sees("menunggu konfirmasi")


def ani_confirms_the_dialogue(year: Year) -> None:
    with year.scene("2026-03-31", "ani", phone=True) as ani:
        _open_year(ani)
        ani.press("Baca, lengkapi, konfirmasi")
        ani.fill(other_side="Kami juga membahas kader yang cuti melahirkan.")
        year.picture(ani, "konfirmasi-dialog")
        ani.press("Konfirmasi")
        assert ani.sees("dikonfirmasi")


def ani_records_the_other_months(year: Year) -> None:
    with year.scene("2026-04-01", "ani") as ani:
        for month, value in ((2, "11"), (3, "14")):
            _record(ani, 0, month, value)
        _record(ani, 1, 3, "93")
        ani.go("/kerja/")
        assert ani.sees("Rekap imunisasi Januari")
        year.picture(ani, "kerja-dan-bukti")


def ani_records_the_year(year: Year) -> None:
    with year.scene("2026-12-30", "ani") as ani:
        for month, value in ((6, "30"), (9, "32"), (12, "29")):
            _record(ani, 0, month, value)
        _record(ani, 1, 12, "96")


def _record(ani: Person, place: int, month: int, value: str) -> None:
    ani.go("/kerja/")
    address = (
        ani.page.locator("main").get_by_role("link", name="Catat realisasi").nth(place).get_attribute("href")
    )
    assert address
    ani.go(f"{address.split('?')[0]}?bulan={month}")
    ani.fill(value=value)
    ani.press("Simpan")
    if ani.page.locator("[name=asked]").count():
        ani.press("Simpan")


def _open_year(ani: Person) -> None:
    ani.go("/kerja/")
    ani.press("Setahun ini")
