"""Gates for promotion of a JF: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.findings import Finding
from selaras_rules.positions import EmployeeStatus
from selaras_rules.promotion import (
    JfRecord,
    Promotion,
    TierFacts,
    move_to_keahlian,
    promote_jenjang,
    promote_rank,
    promote_rank_without_vacancy,
)
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .angka_kredit import GOLONGAN, JENJANG, STARTS_AT
from .fields import day, items, member, number, truth
from .rule import Rule

_RECORD = (
    member("status", EmployeeStatus, "status kepegawaian"),
    JENJANG,
    GOLONGAN,
    STARTS_AT,
    number(
        "angka_kredit",
        "kumulatif sejak diangkat dalam jenjang ini; setelah naik jenjang, angka kredit yang membawanya naik",
        "0",
    ),
    day("tmt_pangkat", "TMT pangkat sekarang"),
    items("predikat", "predikat tahunan, dari yang paling lama", member("predikat", Predikat, "")),
    truth("dilantik", "sudah dilantik dalam jabatan fungsional"),
)
_TIER = (
    truth("ada_lowongan", "ada lowongan pada jenjang yang dituju"),
    truth("lulus_uji_kompetensi", "lulus uji kompetensi untuk jenjang yang dituju"),
)
_WIDER = (
    truth("ada_di_peta_jabatan", "jenjang itu ada dalam peta jabatan"),
    truth("pendidikan_sesuai", "pendidikan sesuai dengan jenjang itu"),
    truth("pernah_dipakai", "kenaikan pangkat tanpa lowongan sudah pernah dipakai"),
)


def _record(given: Mapping[str, Any]) -> JfRecord:
    return JfRecord(
        status=given["status"],
        jenjang=given["jenjang"],
        golongan=given["golongan"],
        points=given["angka_kredit"],
        rank_since=given["tmt_pangkat"],
        predikat=given["predikat"],
        is_sworn_in=given["dilantik"],
        starts_at=given["golongan_mula"],
    )


def _jenjang(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Promotion]:
    facts = TierFacts(given["ada_lowongan"], given["lulus_uji_kompetensi"])
    return promote_jenjang(_record(given), facts, ruleset)


def _without_vacancy(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Promotion]:
    facts = TierFacts(
        given["ada_lowongan"],
        given["lulus_uji_kompetensi"],
        given["ada_di_peta_jabatan"],
        given["pendidikan_sesuai"],
    )
    return promote_rank_without_vacancy(_record(given), facts, ruleset, was_used=given["pernah_dipakai"])


_NEEDS = ("angka_kredit.kebutuhan_pangkat", "angka_kredit.kebutuhan_jenjang", "angka_kredit.kelebihan")

RULES = (
    Rule(
        "kenaikan_pangkat", "Syarat kenaikan pangkat pejabat fungsional", _RECORD,
        lambda given, ruleset: promote_rank(_record(given), ruleset),
        Promotion, ("kenaikan.pangkat", "kenaikan.pelantikan", "kenaikan.bersama", *_NEEDS),
    ),
    Rule(
        "kenaikan_jenjang", "Syarat kenaikan jenjang jabatan fungsional", (*_RECORD, *_TIER),
        _jenjang, Promotion, ("kenaikan.jenjang", "kenaikan.jenjang_predikat", *_NEEDS),
    ),
    Rule(
        "kenaikan_pangkat_tanpa_lowongan", "Kenaikan pangkat satu kali tanpa lowongan jenjang",
        (*_RECORD, *_TIER, *_WIDER), _without_vacancy, Promotion, ("kenaikan.tanpa_lowongan", *_NEEDS),
    ),
    Rule(
        "pindah_keahlian", "Perpindahan dari keterampilan ke keahlian",
        (
            JENJANG, GOLONGAN,
            truth("ijazah_s1_d4", "berijazah S1 atau D4"),
            truth("ada_lowongan", "ada lowongan pada jenjang keahlian yang dituju"),
            truth("lulus_uji_kompetensi", "lulus uji kompetensi"),
        ),
        lambda given, ruleset: move_to_keahlian(
            given["jenjang"], given["golongan"], ruleset,
            has_degree=given["ijazah_s1_d4"], has_vacancy=given["ada_lowongan"],
            passed_competence_test=given["lulus_uji_kompetensi"],
        ),
        Promotion, ("kenaikan.keahlian",),
    ),
)  # fmt: skip
