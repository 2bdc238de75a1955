"""Filled forms to typeset: one plan of one nurse, its evaluation, its Dokumen Evaluasi Kinerja."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

from selaras.core.documents import (
    EvaluationDocument,
    KinerjaDocument,
    LampiranDocument,
    SkpDocument,
    Verification,
)

ISSUED_AT = datetime(2026, 1, 14, 1, 2, 3, tzinfo=UTC)
CODE = "7K3M9QWX4TZC"
VERIFICATION = Verification(
    "800.1.10.3/SKP/2026/000123", CODE, f"https://selaras.example/v/{CODE}", date(2026, 1, 14)
)
CONTENT: dict[str, Any] = {
    "year": 2026,
    "period_start": "2026-01-01",
    "period_end": "2026-12-31",
    "kind": "ja_jf",
    "approach": "kuantitatif",
    "version": 1,
    "agency": {"name": "Pemerintah Kota Contoh", "place": "Contoh"},
    "employee": {
        "name": "Ani Lestari (Demo), A.Md.Kep.",
        "nip": "190101012000012001",
        "pangkat": "Pengatur Tk. I / II/d",
        "position": "Perawat Terampil",
        "unit": "UPTD Puskesmas Contoh",
    },
    "pejabat_penilai": {
        "name": "dr. Budi Santoso (Demo)",
        "nip": "190001012000011001",
        "position": "Kepala UPTD Puskesmas Contoh",
    },
    "rhk": [
        {
            "number": 1,
            "kind": "utama",
            "text": "Penderita hipertensi di wilayah kerja ditangani sesuai standar",
            "parent_text": "Meningkatnya mutu pelayanan kesehatan dasar",
            "assigned_by": "Kepala UPTD",
            "iki": [
                {"aspect": "Kuantitas", "text": "Penderita dipantau", "target_text": "360", "unit": "orang"},
                {
                    "aspect": "Kualitas",
                    "text": "Tekanan darah terkendali",
                    "target_text": "≥ 70",
                    "unit": "%",
                },
            ],
        },
        {
            "number": 2,
            "kind": "tambahan",
            "text": "Audit pengendalian infeksi",
            "assigned_by": "Ketua Tim Mutu",
        },
    ],
    "behaviour": [
        {
            "code": "akuntabel",
            "name": "Akuntabel",
            "conduct": [
                "Jujur dan cermat",
                "Barang milik negara dipakai dengan tepat",
                "Tidak menyalahgunakan jabatan",
            ],
            "expectation": "Setiap tindakan dicatat pada hari yang sama",
        }
    ],
    "lampiran": {
        "sumber_daya": ["Dua tensimeter terkalibrasi"],
        "pertanggungjawaban": ["Laporan bulanan"],
        "konsekuensi": ["Bimbingan kinerja bila di bawah ekspektasi"],
    },
    "submitted_on": "2026-01-09",
    "agreed_on": "2026-01-14",
}
EVALUATION = {
    "period_kind": "triwulan",
    "period_label": "Triwulan II",
    "period_start": "2026-04-01",
    "period_end": "2026-06-30",
    "organisation_predikat": "BAIK",
    "rating_hasil_kerja": "SESUAI",
    "rating_perilaku": "DI_ATAS",
    "predikat": "BAIK",
    "reason_hasil_kerja": "Target triwulan tercapai dengan mutu terjaga",
    "decided_on": "2026-07-08",
}
OBJECTION = {
    "filed_on": "2027-01-12",
    "grounds": "Realisasi belum memuat 42 kunjungan",
    "explanation": "Empat puluh kunjungan sah",
    "decision": "Keberatan diterima sebagian",
    "decided_on": "2027-01-19",
    "predikat": "sangat_baik",
}


def content(**changes: Any) -> dict[str, Any]:
    return deepcopy(CONTENT) | changes


def skp(**changes: Any) -> SkpDocument:
    return SkpDocument.from_content(content(**changes), verification=VERIFICATION)


def evaluation(**changes: Any) -> EvaluationDocument:
    filled = content(evaluation=EVALUATION | changes)
    filled["rhk"][0]["iki"][0] |= {"realisation": "341 orang, 3 bukti", "feedback": ["Rapi dan tepat waktu"]}
    filled["behaviour"][0]["feedback"] = "Sabar menghadapi antrean"
    return EvaluationDocument.from_content(filled, verification=VERIFICATION)


def kinerja(**changes: Any) -> KinerjaDocument:
    wali_kota = {"name": "Citra Dewi (Demo)", "position": "Wali Kota Contoh"}
    filled = content(evaluation=EVALUATION, atasan_pejabat_penilai=wali_kota, objection=OBJECTION)
    return KinerjaDocument.from_content(filled | changes, verification=VERIFICATION)


def lampiran() -> LampiranDocument:
    return LampiranDocument.from_content(content(), verification=VERIFICATION)
