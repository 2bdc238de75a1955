"""Leave: what it excuses and reduces: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.findings import Finding
from selaras_rules.leave import (
    LeaveEffect,
    LeaveKind,
    SickEvidence,
    annual_leave_days,
    leave_effect,
    sick_leave_evidence,
)
from selaras_rules.positions import EmployeeStatus
from selaras_rules.ruleset import Ruleset

from .fields import member, optional, truth, whole
from .rule import Rule


def _annual(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[int]:
    return annual_leave_days(
        given["masa_kerja_bulan"],
        ruleset,
        unused_last_year=given["sisa_tahun_lalu"],
        is_unused_two_years=given["dua_tahun_tidak_dipakai"],
        has_taken_long_leave=given["mengambil_cuti_besar"],
        joint_leave_worked=given["bekerja_saat_cuti_bersama"],
    )


def _effect(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[LeaveEffect]:
    return leave_effect(given["jenis_cuti"], ruleset, status=given["status_pegawai"])


RULES = (
    Rule(
        "pengaruh_cuti",
        "Pengaruh cuti yang disetujui pada kehadiran",
        (
            member("jenis_cuti", LeaveKind, "jenis cuti"),
            optional(member("status_pegawai", EmployeeStatus, "status kepegawaian"), EmployeeStatus.PNS),
        ),
        _effect,
        LeaveEffect,
        ("cuti.jenis", "cuti.hak"),
    ),
    Rule(
        "hak_cuti_tahunan",
        "Hari cuti tahunan dalam setahun",
        (
            whole("masa_kerja_bulan", "masa kerja terus-menerus dalam bulan", 0, 600),
            optional(whole("sisa_tahun_lalu", "hari cuti tahun lalu yang tidak dipakai", 0, 12), 0),
            truth("dua_tahun_tidak_dipakai", "cuti tidak dipakai dua tahun atau lebih berturut-turut"),
            truth("mengambil_cuti_besar", "mengambil cuti besar tahun ini"),
            optional(whole("bekerja_saat_cuti_bersama", "hari cuti bersama saat bekerja", 0, 31), 0),
        ),
        _annual,
        int,
        ("cuti.tahunan", "cuti.tahunan_cuti_bersama"),
    ),
    Rule(
        "bukti_cuti_sakit",
        "Bukti yang diperlukan untuk cuti sakit",
        (whole("hari_sakit", "lamanya sakit dalam hari", 1, 366),),
        lambda given, ruleset: sick_leave_evidence(given["hari_sakit"], ruleset),
        SickEvidence,
        ("cuti.sakit",),
    ),
)
