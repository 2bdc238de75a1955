"""IP ASN: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from selaras_rules.discipline import DisciplineLevel
from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding
from selaras_rules.ip_asn import (
    Education,
    IpAsn,
    IpAsnCategory,
    IpAsnTraining,
    PositionGroup,
    category_of_ip_asn,
    ip_asn_of_unit,
    measure_ip_asn,
)
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .fields import day, items, member, number, optional, rows, truth
from .rule import Rule

_INDEX = number("ip_asn", "indeks", "0", "100")
_LAW = (
    "ip_asn.kualifikasi", "ip_asn.kompetensi", "ip_asn.jp_teknis", "ip_asn.kinerja", "ip_asn.kinerja_predikat",
    "ip_asn.disiplin", "ip_asn.masa_disiplin", "ip_asn.kategori",
)  # fmt: skip


def _index(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[IpAsn]:
    score, predikat = given["nilai_kinerja"], given["predikat"]
    if (score is None) == (predikat is None):
        raise InvalidInput("predikat", predikat or "kosong", "predikat saja, atau nilai_kinerja saja")
    return measure_ip_asn(
        given["pendidikan"],
        given["kelompok_jabatan"],
        IpAsnTraining(given["pelatihan_jabatan"], given["jp_teknis"], given["seminar"]),
        score if predikat is None else predikat,
        [(row["tingkat"], row["tanggal"]) for row in given["hukuman"]],
        ruleset,
    )


RULES = (
    Rule(
        "ip_asn",
        "Indeks Profesionalitas ASN seorang pegawai",
        (
            member("pendidikan", Education, "pendidikan tertinggi"),
            member("kelompok_jabatan", PositionGroup, "kelompok jabatan"),
            truth("pelatihan_jabatan", "pernah mengikuti pelatihan kepemimpinan atau fungsional jabatannya"),
            optional(number("jp_teknis", "JP pelatihan teknis setahun terakhir", "0", "10000"), Decimal(0)),
            truth("seminar", "mengikuti seminar atau sejenisnya"),
            optional(member("predikat", Predikat, "predikat kinerja, atau pakai nilai_kinerja")),
            optional(number("nilai_kinerja", "nilai prestasi kerja", "0", "120")),
            rows(
                "hukuman",
                "hukuman disiplin yang pernah dijatuhkan",
                member("tingkat", DisciplineLevel, "tingkat hukuman"),
                day("tanggal", "tanggal keputusan"),
            ),
        ),
        _index,
        IpAsn,
        _LAW,
    ),
    Rule(
        "kategori_ip_asn",
        "Kategori Indeks Profesionalitas ASN",
        (_INDEX,),
        lambda given, ruleset: category_of_ip_asn(given["ip_asn"], ruleset),
        IpAsnCategory,
        ("ip_asn.kategori",),
    ),
    Rule(
        "ip_asn_unit",
        "Indeks Profesionalitas ASN satu unit",
        (items("nilai", "indeks setiap pegawai", _INDEX, at_least=1),),
        lambda given, ruleset: ip_asn_of_unit(given["nilai"], ruleset),
        Decimal,
        ("ip_asn.kategori",),
    ),
)
