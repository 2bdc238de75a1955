"""Duties and special cases of the SKP, deadlines and the objection: over plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from selaras_rules.findings import Finding
from selaras_rules.objection import hand_over_deadline, may_object, objection_deadline, return_deadline
from selaras_rules.positions import PositionKind
from selaras_rules.ruleset import Ruleset
from selaras_rules.skp import (
    SkpDue,
    SpecialCase,
    may_be_pejabat_penilai,
    may_judge_village_official,
    skp_due,
    skp_fixed_by,
    skp_months,
    skp_required,
    special_case,
)

from .fields import day, local_holidays, member, optional, rows, text, truth, whole
from .rule import Rule

_RECEIVED = (day("diterima", "tanggal dokumen diterima"), local_holidays())
_YEAR = whole("tahun", "tahun kinerja", 2000, 2100)


def _from_receipt(function: Callable[..., Finding[date]]) -> Callable[[Mapping[str, Any], Ruleset], Any]:
    return lambda given, ruleset: function(given["diterima"], ruleset, local=given["libur_daerah"])


def _months(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[int]:
    leaves = tuple((row["mulai"], row["selesai"]) for row in given["cuti"])
    return skp_months(given["tahun"], leaves, ruleset)


def _pejabat_penilai(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[bool]:
    return may_be_pejabat_penilai(
        given["jenis_jabatan"],
        ruleset,
        has_delegation=given["ada_delegasi"],
        is_state_official=given["pejabat_negara"],
    )


RULES = (
    Rule(
        "penyerahan", "Batas penyerahan dokumen evaluasi",
        (day("ditetapkan", "tanggal hasil ditetapkan"), local_holidays()),
        lambda given, ruleset: hand_over_deadline(given["ditetapkan"], ruleset, local=given["libur_daerah"]),
        date, ("keberatan",),
    ),
    Rule(
        "pengembalian", "Batas pengembalian dokumen evaluasi", _RECEIVED, _from_receipt(return_deadline),
        date, ("keberatan",),
    ),
    Rule(
        "keberatan", "Batas mengajukan keberatan", _RECEIVED, _from_receipt(objection_deadline),
        date, ("keberatan",),
    ),
    Rule(
        "boleh_keberatan", "Apakah keberatan masih dapat diajukan",
        (*_RECEIVED, day("hari", "hari pengajuan")),
        lambda given, ruleset: may_object(
            given["diterima"], ruleset, on=given["hari"], local=given["libur_daerah"]
        ),
        bool, ("keberatan",),
    ),
    Rule(
        "jatuh_tempo_skp", "Jatuh tempo dan eskalasi SKP", (_YEAR, local_holidays()),
        lambda given, ruleset: skp_due(given["tahun"], ruleset, local=given["libur_daerah"]),
        SkpDue, ("skp.jatuh_tempo", "skp.eskalasi"),
    ),
    Rule(
        "wajib_skp", "Siapa wajib menyusun SKP", (text("status", "status kepegawaian"),),
        lambda given, ruleset: skp_required(given["status"], ruleset), bool, ("skp.pengecualian",),
    ),
    Rule(
        "keadaan_khusus", "Perlakuan SKP pada keadaan khusus", (text("keadaan", "keadaan khusus"),),
        lambda given, ruleset: special_case(given["keadaan"], ruleset), SpecialCase, ("skp.keadaan_khusus",),
    ),
    Rule(
        "bulan_skp", "Bulan efektif SKP",
        (
            _YEAR,
            rows("cuti", "cuti di luar cuti tahunan", day("mulai", "hari pertama"), day("selesai", "hari terakhir")),
        ),
        _months, int, ("skp.keadaan_khusus",),
    ),
    Rule(
        "penetap_skp", "Siapa menetapkan SKP", (member("jenis_jabatan", PositionKind, "jenis jabatan"),),
        lambda given, ruleset: skp_fixed_by(given["jenis_jabatan"], ruleset), str, ("skp.penetap",),
    ),
    Rule(
        "pejabat_penilai", "Siapa boleh menjadi pejabat penilai kinerja",
        (
            optional(member("jenis_jabatan", PositionKind, "jenis jabatan; kosong untuk pejabat negara")),
            truth("ada_delegasi", "ada pendelegasian tertulis"),
            truth("pejabat_negara", "pejabat negara, TNI, Polri, atau komisioner yang memimpin unit"),
        ),
        _pejabat_penilai, bool, ("skp.pejabat_penilai_terendah",),
    ),
    Rule(
        "penilai_perangkat_desa", "Siapa menilai PNS yang menjadi perangkat desa",
        (
            truth("kepala_daerah", "penilai adalah kepala daerah"),
            truth("ada_delegasi", "ada pendelegasian tertulis"),
        ),
        lambda given, ruleset: may_judge_village_official(
            ruleset, is_head_of_region=given["kepala_daerah"], has_delegation=given["ada_delegasi"]
        ),
        bool, ("skp.pengecualian.perangkat_desa",),
    ),
)  # fmt: skip
