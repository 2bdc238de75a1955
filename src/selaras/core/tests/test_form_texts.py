"""Each official form says all that was agreed, rated or decided, in the words of its regulation."""

from __future__ import annotations

import pytest

from selaras.core.documents import LampiranDocument, SkpDocument, format_verification_code
from selaras.core.tests.read_pdf import alternative_texts, opened, shown_text, squeezed
from selaras.core.tests.sample_papers import CODE, VERIFICATION, content, evaluation, kinerja, skp


def test_the_skp_shows_all_that_was_agreed() -> None:
    text = shown_text(opened(skp()))
    for expected in (
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "1 Januari s.d. 31 Desember 2026",
        "190101012000012001",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "A. UTAMA",
        "B. TAMBAHAN",
        "Penugasan dari Ketua Tim Mutu",
        "360 orang",
        "≥ 70%",
        "Tidak menyalahgunakan jabatan",
        "Setiap tindakan dicatat pada hari yang sama",
        "Contoh, 14 Januari 2026",
        "DUKUNGAN SUMBER DAYA",
        "Dua tensimeter terkalibrasi",
        "SKEMA PERTANGGUNGJAWABAN",
        "KONSEKUENSI",
        "Halaman 1 dari",
        "800.1.10.3/SKP/2026/000123",
        format_verification_code(CODE),
    ):
        assert squeezed(expected) in text, expected


@pytest.mark.parametrize("approach", ["kuantitatif", "kualitatif"])
def test_a_target_that_was_set_high_on_purpose_is_marked_on_paper_and_no_other(approach: str) -> None:
    filled = content(approach=approach)
    filled["rhk"][0]["iki"][0]["stretch"] = "Target menantang"
    text = shown_text(opened(SkpDocument.from_content(filled, verification=VERIFICATION)))
    assert text.count("Targetmenantang") == 1


def test_the_skp_of_a_jpt_has_perspectives_and_a_wali_kota_without_nip() -> None:
    filled = content(
        kind="jpt", pejabat_penilai={"name": "Citra Dewi (Demo)", "position": "Wali Kota Contoh"}
    )
    filled["rhk"][0]["iki"][0]["perspective"] = "Penerima Layanan"
    text = shown_text(opened(SkpDocument.from_content(filled, verification=VERIFICATION)))
    assert "PERSPEKTIF" in text
    assert "PenerimaLayanan" in text
    assert "DIINTERVENSI" not in text
    assert "ASPEK" not in text
    assert text.count("NIP1901") == 4  # only the employee: identity and signature, here and in the lampiran


def test_who_signs_for_another_stands_as_plh_with_post_order_and_on_whose_behalf() -> None:
    signer = {
        "name": "Eka Sanjaya (Demo)", "nip": "190002022000022002", "capacity": "Plh.",
        "post": "Kepala UPTD Puskesmas Contoh", "on_behalf_of": "dr. Budi Santoso (Demo)",
        "order": "surat 800/7/2026, 1 Januari 2026–31 Januari 2026",
    }  # fmt: skip
    for document in (skp(signed_by=signer), LampiranDocument(skp(signed_by=signer))):
        text = shown_text(opened(document))
        for told in (
            "a.n. Pejabat Penilai Kinerja", "Plh. Kepala UPTD Puskesmas Contoh", "Eka Sanjaya (Demo)",
            "atas nama dr. Budi Santoso (Demo), surat 800/7/2026", "190002022000022002",
        ):  # fmt: skip
            assert squeezed(told) in text, told
    acting = shown_text(opened(skp(signed_by=signer | {"capacity": "Plt.", "on_behalf_of": ""})))
    assert squeezed("Kepala UPTD Puskesmas Contoh, Plt. Kepala UPTD Puskesmas Contoh") in acting
    assert "a.n." not in acting


def test_the_qualitative_skp_has_measure_and_target_in_one_column() -> None:
    text = shown_text(opened(skp(approach="kualitatif", lampiran=None)))
    assert squeezed("UKURAN KEBERHASILAN/INDIKATOR KINERJA INDIVIDU DAN TARGET") in text
    assert squeezed("Penderita dipantau Target: 360 orang") in text
    assert "ASPEK" not in text


def test_a_later_version_says_that_it_replaces_the_earlier_one() -> None:
    assert squeezed("Versi 2, menggantikan versi sebelumnya") in shown_text(opened(skp(version=2)))


def test_the_evaluation_shows_results_ratings_and_reasons() -> None:
    pdf = opened(evaluation())
    text = shown_text(pdf)
    for expected in (
        "PERIODE: TRIWULAN II 2026",
        "CAPAIAN KINERJA ORGANISASI",
        "341 orang, 3 bukti",
        "Rapi dan tepat waktu",
        "Sabar menghadapi antrean",
        "RATING HASIL KERJA",
        "SESUAI EKSPEKTASI",
        "Target triwulan tercapai dengan mutu terjaga",
        "PREDIKAT KINERJA PERIODIK",
    ):
        assert squeezed(expected) in text, expected
    assert any("capaian kinerja Baik" in alternative for alternative in alternative_texts(pdf))


def test_an_evaluation_without_results_yet_says_so() -> None:
    empty = evaluation(organisation_predikat="", rating_hasil_kerja="", rating_perilaku="", predikat="")
    assert shown_text(opened(empty)).count("Belumditetapkan") == 5


def test_the_dokumen_evaluasi_has_all_eight_parts_with_the_objection() -> None:
    text = shown_text(opened(kinerja()))
    for expected in (
        "1. PEGAWAI YANG DINILAI",
        "2. PEJABAT PENILAI KINERJA",
        "3. ATASAN PEJABAT PENILAI KINERJA",
        "4. EVALUASI KINERJA",
        "5. CATATAN/REKOMENDASI",
        "6. KEBERATAN PEGAWAI YANG DINILAI",
        "Realisasi belum memuat 42 kunjungan",
        "7. PENJELASAN PEJABAT PENILAI KINERJA ATAS KEBERATAN",
        "Empat puluh kunjungan sah",
        "8. KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
        "Keberatan diterima sebagian",
        "Predikat kinerja setelah keputusan: Sangat Baik",
    ):
        assert squeezed(expected) in text, expected
    assert squeezed("Tidak ada keberatan yang diajukan") in shown_text(opened(kinerja(objection=None)))
