"""Satyalancana Karya Satya: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.discipline import DisciplineLevel
from selaras_rules.findings import Finding
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset
from selaras_rules.satyalancana import Career, Satyalancana, propose_satyalancana

from .fields import day, items, member, rows, whole
from .rule import Rule


def _proposal(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Satyalancana]:
    career = Career(
        given["tmt_cpns"],
        tuple((row["tingkat"], row["tanggal"]) for row in given["hukuman"]),
        tuple((row["mulai"], row["selesai"]) for row in given["cltn"]),
        given["predikat_terakhir"],
        given["sudah_diterima"],
    )
    return propose_satyalancana(career, ruleset)


RULES = (
    Rule(
        "satyalancana",
        "Usulan Satyalancana Karya Satya",
        (
            day("tmt_cpns", "terhitung mulai tanggal sebagai CPNS"),
            rows(
                "hukuman",
                "hukuman disiplin yang pernah dijatuhkan",
                member("tingkat", DisciplineLevel, "tingkat hukuman"),
                day("tanggal", "tanggal keputusan"),
            ),
            rows(
                "cltn",
                "cuti di luar tanggungan negara",
                day("mulai", "hari pertama"),
                day("selesai", "hari terakhir"),
            ),
            items("predikat_terakhir", "predikat tahun-tahun terakhir", member("predikat", Predikat, "")),
            items(
                "sudah_diterima", "Satyalancana yang sudah diterima, dalam tahun", whole("tahun", "", 10, 30)
            ),
        ),
        _proposal,
        Satyalancana,
        ("satyalancana",),
    ),
)
