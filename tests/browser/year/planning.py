"""January: the staff list, the goals, three plans, and the talk about Ani's."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from playwright.sync_api import FilePayload

from selaras.core.spreadsheets import write_xlsx
from selaras.organisation.tests.lists import HEADINGS, PUSKESMAS, health_agency, row
from tests.browser.conftest import Person
from tests.browser.year.scene import Year

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOAL = "Cakupan imunisasi dasar lengkap"
OF_CITRA = "Bayi di seluruh kota terlindungi imunisasi dasar lengkap"
OF_BUDI = "Bayi di wilayah puskesmas terlindungi imunisasi dasar lengkap"
OF_ANI = "Bayi di tiga kelurahan mendapat imunisasi sesuai jadwal"


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator as it is typed."""

    text: str
    target: str
    unit: str
    pattern: str
    side: str


def staff_list() -> bytes:
    """The list an HR office sends: the health agency as it is, and one new nurse."""
    lines = [
        *health_agency(),
        row(
            "199607112099032009",
            "Kiki Nubatona (Demo)",
            "Perawat Ahli Pertama",
            unit=PUSKESMAS,
            Jenis_Jabatan="JF",
        ),
    ]
    out: BinaryIO = io.BytesIO()
    rows = ([line.get(name, "") for name in HEADINGS] for line in lines)
    write_xlsx(out, sheet="Pegawai", headings=list(HEADINGS), rows=rows)
    out.seek(0)
    return out.read()


def fajar_applies_the_staff_list(year: Year) -> None:
    with year.scene("2026-01-05", "fajar") as fajar:
        fajar.go("/pegawai/impor/")
        file: FilePayload = {"name": "daftar pegawai.xlsx", "mimeType": XLSX, "buffer": staff_list()}
        fajar.page.set_input_files("main input[type=file]", files=[file])
        fajar.press("Periksa daftar")
        assert fajar.sees("Kiki Nubatona")
        year.picture(fajar, "daftar-pegawai")
        fajar.press("Terapkan")
        fajar.go("/pegawai/?q=Kiki")
        assert fajar.sees("Kiki Nubatona")


def fajar_writes_the_goals(year: Year) -> None:
    with year.scene("2026-01-05", "fajar") as fajar:
        fajar.go("/skp/sasaran/baru/")
        fajar.choose(level="Sasaran")
        fajar.fill(title="Meningkatnya derajat kesehatan ibu dan anak", code="1.1")
        fajar.press("Simpan")
        fajar.go("/skp/sasaran/baru/")
        fajar.choose(level="Indikator OPD", parent="derajat kesehatan", opd="Dinas Kesehatan")
        fajar.fill(title=GOAL, code="1.1.1", unit_of_measure="%", baseline="88,4", baseline_year="2025")
        fajar.fill(
            source="Register imunisasi kota",
            method="Bayi terimunisasi lengkap / bayi lahir hidup",
            target_2026="95",
        )
        fajar.press("Simpan")
        assert fajar.sees("Dinas Kesehatan")
        year.picture(fajar, "sasaran-kota")


def citra_writes_and_hands_in(year: Year, goal: str = GOAL) -> None:
    with year.scene("2026-01-06", "citra") as citra:
        _begin(citra)
        _write_result(citra, OF_CITRA, goal=goal)
        _measure(
            citra, Measure("Bayi dengan imunisasi dasar lengkap", "95", "%", "Posisi", "Penerima layanan")
        )
        _hand_in(citra)
        year.picture(citra, "skp-pimpinan")


def dewi_agrees_with_citra(year: Year) -> None:
    _agree(year, "2026-01-07", "dewi", "Citra")


def budi_writes_and_hands_in(year: Year, goal: str = GOAL) -> None:
    with year.scene("2026-01-08", "budi") as budi:
        _begin(budi)
        _write_result(budi, OF_BUDI, parent=OF_CITRA, goal=goal)
        _measure(budi, Measure("Bayi dengan imunisasi dasar lengkap", "380", "bayi", "Hitungan", "Kuantitas"))
        _hand_in(budi)


def citra_agrees_with_budi(year: Year) -> None:
    _agree(year, "2026-01-09", "citra", "Budi")


def budi_gives_ani_a_role(year: Year) -> None:
    with year.scene("2026-01-12", "budi") as budi:
        budi.go("/skp/matriks/")
        budi.page.locator("tr", has_text="Ani Tefaloi").get_by_role("link", name="Tulis peran").first.click()
        budi.fill(form="peran", text_0=OF_ANI)
        budi.press("Simpan")
        assert budi.sees(OF_ANI)
        year.picture(budi, "matriks")


def ani_plans_from_the_matrix(year: Year) -> None:
    with year.scene("2026-01-13", "ani") as ani:
        _begin(ani, source="matrix")
        assert ani.sees(OF_ANI)
        ani.press("Tambah indikator")
        _measure(ani, Measure("Bayi yang diimunisasi", "120", "bayi", "Hitungan", "Kuantitas"))
        ani.press("Tambah indikator")
        _measure(ani, Measure("Bayi yang diimunisasi tepat jadwal", "90", "%", "Posisi", "Waktu"))
        _write_behaviour_and_lampiran(ani)
        assert ani.sees("Kulkas vaksin")
        year.picture(ani, "menyusun-skp")
        _hand_in(ani)


def budi_comments_and_returns(year: Year) -> None:
    with year.scene("2026-01-14", "budi") as budi:
        _open_awaiting(budi, "Ani")
        budi.fill(
            form="tanggapan", text="Angka 120 bayi sudah pas. Bagaimana dengan bayi yang pindah kelurahan?"
        )
        budi.press("Kirim tanggapan")
        assert budi.sees("pindah kelurahan")
        _open_awaiting(budi, "Ani")
        budi.unfold("Kembalikan dengan alasan")
        budi.fill(form="kembalikan", text="Tepat jadwal 90 % itu capaian tahun lalu. Mari pasang 92 %.")
        year.picture(budi, "menanggapi-skp")
        budi.press("Kembalikan")


def ani_mends_and_hands_in_again(year: Year) -> None:
    with year.scene("2026-01-15", "ani") as ani:
        ani.go("/skp/")
        assert ani.sees("Mari pasang 92 %")
        ani.press("Lanjutkan menulis")
        ani.page.locator("main a[href*='/skp/indikator/'][href$='/ubah/']").nth(1).click()
        ani.fill(
            target="92",
            above_text="95 % atau lebih",
            expected_text="90 sampai 94 %",
            below_text="Kurang dari 90 %",
        )
        ani.press("Simpan")
        _hand_in(ani)


def budi_agrees_with_ani(year: Year) -> None:
    _agree(year, "2026-01-16", "budi", "Ani")


def ani_acknowledges_the_criteria(year: Year) -> None:
    with year.scene("2026-01-19", "ani", phone=True) as ani:
        ani.go("/skp/")
        ani.press("Baca kriteria penilaian")
        assert ani.sees("Di atas ekspektasi")
        year.picture(ani, "kriteria")
        ani.press("Saya memahami kriterianya")
        assert ani.sees("Disepakati")


def _begin(person: Person, *, source: str = "empty") -> None:
    person.go("/skp/mulai/?tahun=2026")
    person.choose(source=source)
    person.press("Buat draf")


def _write_result(person: Person, text: str, **links: str) -> None:
    """One result; the page of its first indicator follows."""
    person.press("Hasil kerja")
    person.fill(text=text)
    person.choose(**{name: wanted for name, wanted in links.items() if wanted})
    person.press("Simpan, lalu tulis ukurannya")


def _measure(person: Person, measure: Measure) -> None:
    person.fill(
        text=measure.text,
        target=measure.target,
        unit_of_measure=measure.unit,
        data_source="Register imunisasi",
    )
    side = "perspective" if person.page.locator("[name=perspective]").count() else "aspect"
    person.choose(pattern=measure.pattern, **{side: measure.side})
    person.press("Simpan")


def _write_behaviour_and_lampiran(person: Person) -> None:
    person.press("Tulis ekspektasi")
    person.fill(kolaboratif="Berbagi jadwal posyandu dengan kader sebelum akhir pekan")
    person.press("Simpan")
    person.press("Tulis lampiran")
    person.fill(
        sumber_daya="Kulkas vaksin yang menyala\nSepeda motor dinas",
        pertanggungjawaban="Laporan tiap akhir bulan",
    )
    person.fill(konsekuensi="Cakupan baik dibagikan sebagai contoh")
    person.press("Simpan")


def _hand_in(person: Person) -> None:
    person.press("Periksa dan ajukan")
    person.press("Ajukan sekarang")
    assert person.sees("SKP diajukan")


def _open_awaiting(person: Person, name: str) -> None:
    """Read in place first, as the list offers it; then the whole page with both answers.

    Without scripts the link leads to the whole page at once.
    """
    person.go("/skp/menunggu/")
    line = person.page.locator("article", has_text=name)
    line.get_by_role("link", name="Buka isinya").click()
    whole = line.get_by_role("link", name="Kembalikan dengan alasan")
    person.page.locator("#keputusan").or_(whole).first.wait_for()
    if whole.count():
        with person.page.expect_navigation():
            whole.click()


def _agree(year: Year, day: str, leader: str, name: str) -> None:
    with year.scene(day, leader) as person:
        _open_awaiting(person, name)
        person.press("Sepakati SKP ini")
        assert person.sees("disepakati")
