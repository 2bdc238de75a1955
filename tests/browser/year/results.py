"""Quarter, year, objection, papers and export."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pikepdf
from python_calamine import CalamineWorkbook

from selaras.core.tests.read_pdf import shown_text, squeezed
from selaras.exchange.tables import NATIONAL_FIELDS
from tests.browser.conftest import Person
from tests.browser.year.planning import OF_ANI
from tests.browser.year.scene import Year

REASON = "Register menunjukkan jumlah bayi sesuai rencana; umpan balik warga baik."
CONDUCT = "Menjemput bayi yang tertinggal jadwal tanpa diminta, lihat umpan balik Maret."


def budi_rates_the_first_quarter(year: Year) -> None:
    with year.scene("2026-04-06", "budi") as budi:
        _start_rating(budi, "2026-TW1", "Ani")
        chosen = budi.page.locator("main input[type=radio]:checked")
        assert chosen.count() == 0, "a rating was chosen beforehand"
        _rate(budi, hasil="sesuai", perilaku="di_atas")
        year.picture(budi, "menilai-triwulan")
        budi.press("Lanjut ke penetapan")
        assert budi.sees("Predikat yang mengikuti rating Anda")
        year.picture(budi, "menetapkan-triwulan")
        budi.press("Tetapkan")
        assert budi.sees("terkunci")


def ani_adds_her_view_and_receives(year: Year) -> None:
    with year.scene("2026-04-07", "ani", phone=True) as ani:
        _open_own(ani, "2026-TW1")
        assert ani.sees("Baik")
        ani.press("Tambahkan pandangan Anda")
        ani.fill(own_view="Saya setuju. Kulkas vaksin yang baru akan sangat membantu.")
        ani.press("Simpan pandangan")
        ani.press("Konfirmasi penerimaan")
        assert ani.sees("Keberatan dapat diajukan sampai")
        year.picture(ani, "hasil-triwulan")


def dewi_sets_the_organisation_predikat(year: Year) -> None:
    with year.scene("2027-01-05", "dewi") as dewi:
        dewi.go("/evaluasi/organisasi/?periode=2026")
        with dewi.page.expect_navigation():
            line = dewi.page.locator("tr", has_text="Dinas Kesehatan")
            line.get_by_role("link", name="Tetapkan").click()
        dewi.choose(achievement="sesuai", expectation="sesuai", predikat="baik")
        dewi.fill(reason="Perjanjian kinerja tercapai, cakupan imunisasi naik menjadi 95 %.")
        dewi.press("Tetapkan")
        assert dewi.sees("Baik")
        year.picture(dewi, "predikat-organisasi")


def budi_rates_the_year(year: Year) -> None:
    with year.scene("2027-01-08", "budi") as budi:
        _start_rating(budi, "2026", "Ani")
        _rate(budi, hasil="sesuai", perilaku="di_atas")
        budi.press("Lanjut ke penetapan")
        budi.press("Tetapkan")
        assert budi.sees("terkunci")


def ani_asks_why(year: Year) -> None:
    with year.scene("2027-01-11", "ani") as ani:
        _open_own(ani, "2026")
        ani.press("Konfirmasi penerimaan")
        ani.press("Mengapa hasil ini?")
        words = ani.page.inner_text("main")
        for expected in (
            OF_ANI,
            REASON,
            "PermenPANRB",
            "Pasal",
            "SHA-256",
            "Budi Kolifeto",
            "8 Januari 2027",
        ):
            assert expected in words, expected
        assert re.search(r"[0-9a-f]{64}", ani.page.content()), "the hash of the evidence"
        year.picture(ani, "mengapa-hasil-ini")


def ani_downloads_her_papers(year: Year) -> str:
    """Form and document as PDF; the code under which the document can be verified."""
    with year.scene("2027-01-11", "ani") as ani:
        _open_own(ani, "2026")
        form = _paper(ani, "Formulir").replace("-", "")
        assert squeezed(OF_ANI) in form
        assert squeezed(REASON) in form
        words = _paper(ani, "Dokumen evaluasi")
        assert "BAIK" in words.upper()
        found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", words)
        assert found, words
        return found[0]


def a_stranger_verifies_the_printout(year: Year, code: str) -> None:
    with year.scene("2027-01-12", None, phone=True) as somebody:
        somebody.go(f"/verifikasi/{code}/")
        assert somebody.sees("asli dan berlaku")
        assert not somebody.sees("Ani"), "a printout is confirmed without a name"
        year.picture(somebody, "verifikasi")


def ani_objects(year: Year) -> None:
    with year.scene("2027-01-13", "ani") as ani:
        _open_own(ani, "2026")
        ani.press("Ajukan keberatan")
        ani.fill(grounds="96 % bayi diimunisasi tepat jadwal, di atas batas 95 % yang kita sepakati.")
        ani.press("Ajukan keberatan")
        assert ani.sees("Keberatan Anda tercatat")
        year.picture(ani, "keberatan")


def budi_explains(year: Year) -> None:
    with year.scene("2027-01-14", "budi") as budi:
        budi.go("/evaluasi/tim/?periode=2026")
        with budi.page.expect_navigation():
            budi.page.locator("main").get_by_role("link", name="Ani Tefaloi").first.click()
        budi.press("Jelaskan hasil ini")
        budi.fill(
            explanation="Saya menimbang jumlah bayi. Angka tepat jadwal memang melewati batas yang disepakati."
        )
        budi.press("Kirim penjelasan")
        assert budi.sees("Penjelasan Anda tercatat")


def citra_decides(year: Year) -> None:
    with year.scene("2027-01-15", "citra") as citra:
        citra.go("/evaluasi/tim/?periode=2026")
        with citra.page.expect_navigation():
            citra.page.locator("main").get_by_role("link", name="Ani Tefaloi").first.click()
        citra.press("Putuskan keberatan")
        citra.choose(rating_hasil_kerja="di_atas", rating_perilaku_kerja="di_atas")
        citra.fill(
            decision="Kriteria yang disepakati menyebut 95 % atau lebih. Hasil diubah menjadi di atas ekspektasi."
        )
        year.picture(citra, "memutus-keberatan")
        citra.press("Putuskan")
        assert citra.sees("Sangat baik") or citra.sees("Sangat Baik")


def ani_reads_the_decision(year: Year) -> None:
    with year.scene("2027-01-18", "ani", phone=True) as ani:
        _open_own(ani, "2026")
        assert ani.sees("keputusan akhir setelah keberatan")
        assert ani.sees("Sangat baik") or ani.sees("Sangat Baik")
        assert "SANGATBAIK" in _paper(ani, "Dokumen evaluasi").upper()


def eka_exports(year: Year) -> None:
    with year.scene("2027-01-20", "eka") as eka:
        eka.go("/ekspor/?tahun=2026")
        year.picture(eka, "ekspor")
        cards = eka.page.locator("main article, main .card")
        assert cards.count() >= 3
        addresses = [
            link.get_attribute("href") or "" for link in eka.page.locator("main a[href*='tahun=']").all()
        ]
        files = [eka.page.request.get(eka.site.address + address) for address in addresses]
        assert [file.status for file in files] == [200] * 3
        plans, results, national = (file.body() for file in files)
        assert OF_ANI in str(_rows(plans))
        assert "Ani Tefaloi (Demo)" in str(_rows(results))
        _is_national(national)


def _rows(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def _is_national(content: bytes) -> None:
    lines = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    if lines and len(lines[0]) == 1:
        lines = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert tuple(lines[0]) == NATIONAL_FIELDS
    ani = next(line for line in lines if "Ani" in line["nama"])
    assert ani["kuadranKinerjaNilai"] == "1", "1 is the best, and the objection was upheld"


def _start_rating(budi: Person, period: str, name: str) -> None:
    budi.go(f"/evaluasi/tim/?periode={period}")
    line = budi.page.locator("tr", has_text=name)
    with budi.page.expect_navigation():
        line.get_by_role("button", name="Mulai").click()


def _rate(person: Person, *, hasil: str, perilaku: str) -> None:
    person.choose(rating_hasil_kerja=hasil, rating_perilaku_kerja=perilaku)
    person.fill(reason_hasil_kerja=REASON, reason_perilaku_kerja=CONDUCT)


def _open_own(ani: Person, period: str) -> None:
    ani.go(f"/evaluasi/?tahun={period[:4]}")
    label = "Tahun 2026" if period == "2026" else "Triwulan I"
    with ani.page.expect_navigation():
        ani.page.locator("main a[href*='/evaluasi/']", has_text=label).first.click()


def _paper(person: Person, name: str) -> str:
    """The words of a PDF, without any space, after a look at what every paper of ours promises."""
    file = person.download(name)
    assert file.read_bytes().startswith(b"%PDF")
    with pikepdf.open(file) as paper:
        assert str(paper.docinfo.get("/Title", "")), "the paper has a title"
        assert paper.Root.MarkInfo.Marked, "the paper is tagged for screen readers"
        return squeezed(shown_text(paper))
