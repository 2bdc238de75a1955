"""When a day ends, reports, and who may decide an objection: over plain data."""

from __future__ import annotations

from datetime import datetime

from selaras_rules.objection import ObjectionRight, may_decide_objection, may_reopen_objection
from selaras_rules.reporting import ReportDue, annual_report_due
from selaras_rules.time_zones import TimeZone, end_of_day, is_in_time

from .fields import day, local_holidays, member, moment, text, truth, whole
from .rule import Rule

_ZONE = member("wilayah_waktu", TimeZone, "wilayah waktu tempat pegawai bekerja")
_ZONES = ("waktu.wilayah", "waktu.akhir_hari")

RULES = (
    Rule(
        "akhir_hari", "Saat terakhir pada hari tenggat", (day("tanggal", "hari tenggat"), _ZONE),
        lambda given, ruleset: end_of_day(given["tanggal"], given["wilayah_waktu"], ruleset),
        datetime, _ZONES,
    ),
    Rule(
        "tepat_waktu", "Apakah suatu saat masih dalam tenggat",
        (moment("saat", "saat dilakukan"), day("tenggat", "hari tenggat"), _ZONE),
        lambda given, ruleset: is_in_time(
            given["saat"], given["tenggat"], given["wilayah_waktu"], ruleset
        ),
        bool, _ZONES,
    ),
    Rule(
        "laporan_tahunan", "Batas pelaporan hasil penilaian setahun",
        (whole("tahun", "tahun kinerja", 2000, 2100), local_holidays()),
        lambda given, ruleset: annual_report_due(given["tahun"], ruleset, local=given["libur_daerah"]),
        ReportDue, ("pelaporan.tahunan",),
    ),
    Rule(
        "putusan_keberatan", "Apakah keberatan sudah dapat diputus",
        (
            truth("pegawai_didengar", "penjelasan pegawai sudah diminta"),
            truth("penilai_didengar", "penjelasan pejabat penilai sudah diminta"),
        ),
        lambda given, ruleset: may_decide_objection(
            ruleset,
            has_heard_employee=given["pegawai_didengar"],
            has_heard_penilai=given["penilai_didengar"],
        ),
        ObjectionRight, ("keberatan.putusan",),
    ),
    Rule(
        "buka_kembali_keberatan", "Membuka kembali keberatan yang sudah lewat masanya",
        (truth("oleh_pyb", "diajukan PyB"), text("alasan", "alasan tertulis")),
        lambda given, ruleset: may_reopen_objection(
            ruleset, is_pyb=given["oleh_pyb"], reason=given["alasan"]
        ),
        ObjectionRight, ("keberatan.pembukaan_kembali",),
    ),
)  # fmt: skip
