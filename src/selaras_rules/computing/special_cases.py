"""Special cases of an SKP and what PPPK are told: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.findings import Finding
from selaras_rules.pppk import (
    ContractConsequence,
    PayRise,
    contract_consequence,
    evaluation_rhythm,
    periodic_pay_rise,
    special_pay_rise,
)
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset
from selaras_rules.skp import SpecialCase
from selaras_rules.special_cases import (
    MoverHint,
    SkpClosing,
    close_skp,
    has_annual_predikat,
    hint_for_mover,
    leave_case,
    study_leave_cases,
)

from .fields import day, items, member, optional, rows, text, truth, whole
from .rule import Rule

_PART_TIME = truth("paruh_waktu", "PPPK paruh waktu")
_PREDIKAT = items("predikat", "predikat tahunan, yang terbaru terakhir", member("predikat", Predikat, ""))


def _study(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[tuple[SpecialCase, ...]]:
    return study_leave_cases(given["jenis"], given["mulai"], given["selesai"], given["tahun"], ruleset)


def _mover(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[MoverHint]:
    return hint_for_mover([(row["predikat"], row["bulan"]) for row in given["bagian"]], ruleset)


RULES = (
    Rule(
        "tugas_belajar", "SKP pegawai tugas belajar",
        (
            text("jenis", "jenis tugas belajar"),
            day("mulai", "hari mulai belajar"),
            optional(day("selesai", "hari selesai; kosong bila masih berjalan")),
            whole("tahun", "tahun kinerja", 2000, 2100),
        ),
        _study, tuple[SpecialCase, ...], ("skp.jenis_tugas_belajar", "skp.keadaan_khusus"),
    ),
    Rule(
        "skp_saat_cuti", "SKP pegawai yang cuti lama",
        (day("mulai", "hari pertama cuti"), day("selesai", "hari terakhir cuti")),
        lambda given, ruleset: leave_case(given["mulai"], given["selesai"], ruleset),
        SpecialCase, ("skp.keadaan_khusus",),
    ),
    Rule(
        "petunjuk_pindah", "Petunjuk predikat tahunan pegawai yang pindah jabatan",
        (
            rows(
                "bagian", "setiap jabatan dalam tahun itu",
                member("predikat", Predikat, "predikat di jabatan itu"),
                whole("bulan", "bulan kalender penuh", 1, 12), at_least=1,
            ),
        ),
        _mover, MoverHint, ("skp.keadaan_khusus.predikat_setelah_pindah",),
    ),
    Rule(
        "penutupan_skp", "Penutupan SKP pegawai yang pensiun atau wafat",
        (
            day("berhenti", "hari terakhir bekerja"),
            whole("periode_berisi", "periode yang mempunyai realisasi atau bukti", 0, 12),
        ),
        lambda given, ruleset: close_skp(given["berhenti"], given["periode_berisi"], ruleset),
        SkpClosing, ("skp.keadaan_khusus.pensiun_atau_wafat",),
    ),
    Rule(
        "layak_predikat_tahunan", "Masa kerja untuk predikat tahunan",
        (whole("bulan", "bulan bekerja dalam tahun itu", 0, 12),),
        lambda given, ruleset: has_annual_predikat(given["bulan"], ruleset), bool,
    ),
    Rule(
        "kala_evaluasi", "Kala evaluasi periodik", (_PART_TIME,),
        lambda given, ruleset: evaluation_rhythm(ruleset, is_part_time=given["paruh_waktu"]), str,
        ("pppk.kala_paruh_waktu",),
    ),
    Rule(
        "akibat_kinerja_pppk", "Akibat hasil kinerja bagi perjanjian kerja PPPK",
        (_PART_TIME, truth("target_tercapai", "target yang diperjanjikan tercapai")),
        lambda given, ruleset: contract_consequence(
            given["target_tercapai"], ruleset, is_part_time=given["paruh_waktu"]
        ),
        ContractConsequence, ("pppk.akibat", "pppk.akibat_paruh_waktu"),
    ),
    Rule(
        "kgb_pppk", "Kenaikan gaji berkala PPPK",
        (text("golongan", "golongan PPPK, I sampai XVII"), _PREDIKAT, truth("pertama", "kenaikan yang pertama")),
        lambda given, ruleset: periodic_pay_rise(
            given["golongan"], given["predikat"], ruleset, is_first=given["pertama"]
        ),
        PayRise, ("pppk.kgb",),
    ),
    Rule(
        "gaji_istimewa_pppk", "Kenaikan gaji istimewa PPPK",
        (_PREDIKAT, truth("teladan", "ditetapkan sebagai pegawai teladan")),
        lambda given, ruleset: special_pay_rise(given["predikat"], ruleset, is_model_employee=given["teladan"]),
        PayRise, ("pppk.gaji_istimewa",),
    ),
)  # fmt: skip
