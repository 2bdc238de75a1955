"""Innovation: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.findings import Finding
from selaras_rules.innovation import (
    InnovationIndex,
    InnovationScore,
    KippEntry,
    KippGroup,
    gate_of_new_idea,
    innovation_parameter,
    may_enter_kipp,
    measure_innovation_index,
    score_innovation,
)
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .fields import day, items, member, number, table, text, truth, whole
from .rule import Rule


def _kipp(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[KippEntry]:
    return may_enter_kipp(
        given["kelompok"],
        given["diterapkan"],
        ruleset,
        serves_sdg=given["terkait_sdg"],
        has_won=given["pernah_terbaik"],
    )


RULES = (
    Rule(
        "ide_baru", "Predikat setelah syarat ide baru",
        (member("predikat", Predikat, "predikat sebelum syarat"), truth("ide_baru", "ada ide baru yang bermanfaat")),
        lambda given, ruleset: gate_of_new_idea(given["predikat"], given["ide_baru"], ruleset),
        Predikat, ("inovasi.ide_baru",),
    ),
    Rule(
        "indeks_inovasi", "Indeks Inovasi Daerah",
        (
            number("spd", "angka satuan pemerintah daerah"),
            items("sid", "angka setiap inovasi", number("sid", "")),
            whole("urusan", "urusan pelayanan dasar yang tercakup", 0, 6),
        ),
        lambda given, ruleset: measure_innovation_index(given["spd"], given["sid"], given["urusan"], ruleset),
        InnovationIndex, ("inovasi.indeks",),
    ),
    Rule(
        "nilai_inovasi", "Angka satu inovasi dari parameternya",
        (table("parameter", "indikator → parameter 0–3", text("indikator", ""), whole("parameter", "", 0, 3)),),
        lambda given, ruleset: score_innovation(given["parameter"], ruleset),
        InnovationScore, ("inovasi.indeks.indikator",),
    ),
    Rule(
        "parameter_inovasi", "Parameter indikator inovasi yang terukur",
        (text("indikator", "kode indikator"), whole("terukur", "bulan, pengguna, atau persen", 0)),
        lambda given, ruleset: innovation_parameter(given["indikator"], given["terukur"], ruleset),
        int, ("inovasi.indeks.indikator",),
    ),
    Rule(
        "syarat_kipp", "Syarat mengikuti KIPP",
        (
            member("kelompok", KippGroup, "kelompok inovasi"),
            day("diterapkan", "hari mulai diterapkan"),
            truth("terkait_sdg", "terkait tujuan pembangunan berkelanjutan"),
            truth("pernah_terbaik", "pernah menjadi inovasi terbaik"),
        ),
        _kipp, KippEntry, ("inovasi.kipp",),
    ),
)  # fmt: skip
