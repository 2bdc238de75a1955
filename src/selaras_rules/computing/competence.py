"""Development of competence: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from selaras_rules.competence import (
    Jpm,
    JpYear,
    TrainingDone,
    competence_result_valid_until,
    count_jp,
    measure_jpm,
    required_level,
)
from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding
from selaras_rules.positions import EmployeeStatus, Jenjang, PositionKind
from selaras_rules.ruleset import Ruleset

from .fields import day, member, number, optional, rows, table, text, truth, whole
from .rule import Rule


def _year(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[JpYear]:
    trainings = [
        TrainingDone(row["sertifikat"], row["bentuk"], row["tanggal"], row["jp"], row["menit"], row["kali"])
        for row in given["pelatihan"]
    ]
    return count_jp(
        given["status"],
        trainings,
        given["mulai"],
        given["selesai"],
        ruleset,
        is_senior=given["jpt_dikecualikan"],
    )


def _level(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[int]:
    kind, jenjang = given["jenis_jabatan"], given["jenjang"]
    if (kind is None) == (jenjang is None):
        raise InvalidInput("jenis_jabatan", kind or "kosong", "jenis_jabatan saja, atau jenjang saja")
    return required_level(jenjang or kind, ruleset)


def _levels(name: str, about: str, low: int) -> Any:
    return table(name, about, text("kompetensi", ""), whole("tingkat", "", low, 5))


RULES = (
    Rule(
        "jp_setahun", "JP pengembangan kompetensi setahun",
        (
            member("status", EmployeeStatus, "status kepegawaian"),
            day("mulai", "hari pertama tahun atau tahun perjanjian kerja"),
            day("selesai", "hari terakhirnya"),
            rows(
                "pelatihan", "pelatihan yang sudah disahkan",
                text("sertifikat", "nomor sertifikat; yang sama dihitung sekali"),
                text("bentuk", "bentuk pengembangan kompetensi"),
                day("tanggal", "hari selesai, atau hari kegiatannya"),
                optional(number("jp", "lama dalam JP")),
                optional(whole("menit", "lama dalam menit, bila JP tidak diketahui", 1)),
                optional(whole("kali", "sesi, hari, atau kegiatan", 1, 366), 1),
            ),
            truth("jpt_dikecualikan", "PPPK pada JPT yang dikecualikan dari batas"),
        ),
        _year, JpYear, ("kompetensi.jp_pns", "kompetensi.jp_pppk", "kompetensi.bentuk", "kompetensi.konversi"),
    ),
    Rule(
        "jpm", "Kesesuaian kompetensi dengan jabatan (JPM)",
        (
            _levels("diminta", "kompetensi → tingkat yang diminta jabatan", 1),
            _levels("dimiliki", "kompetensi → tingkat yang dimiliki", 0),
        ),
        lambda given, ruleset: measure_jpm(given["diminta"], given["dimiliki"], ruleset),
        Jpm, ("kompetensi.tingkat", "kompetensi.kategori_jpm"),
    ),
    Rule(
        "tingkat_kompetensi", "Tingkat kompetensi yang diminta jabatan",
        (
            optional(member("jenis_jabatan", PositionKind, "jenis jabatan selain JF")),
            optional(member("jenjang", Jenjang, "jenjang JF")),
        ),
        _level, int, ("kompetensi.tingkat_jabatan",),
    ),
    Rule(
        "masa_hasil_kompetensi", "Hari berakhirnya hasil pengukuran kompetensi",
        (day("diukur", "tanggal pengukuran"),),
        lambda given, ruleset: competence_result_valid_until(given["diukur"], ruleset),
        date, ("kompetensi.masa_berlaku",),
    ),
)  # fmt: skip
