"""Discipline: types, counting absence, the ladder: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from selaras_rules.absence import AbsenceCount, DayStatus, RosterDay, count_absence, propose_for_days
from selaras_rules.discipline import (
    AbsenceProposal,
    PunishmentType,
    propose_for_absence,
    punishment_types,
)
from selaras_rules.findings import Finding
from selaras_rules.periods import Period
from selaras_rules.positions import EmployeeStatus
from selaras_rules.punishment_cuts import PunishmentCut, ServedPunishment, punishment_cut
from selaras_rules.ruleset import Ruleset

from .fields import day, local_holidays, member, optional, rows, text, truth, whole
from .rule import Rule

_ACT_DAY = day("tanggal_perbuatan", "hari terakhir pelanggaran; menentukan aturan mana yang berlaku")
_STATUS = optional(member("status_pegawai", EmployeeStatus, "status kepegawaian"), EmployeeStatus.PNS)
_YEAR = whole("tahun", "tahun kalender yang dihitung", 2000, 2100)
_ROSTER = (
    rows(
        "baris",
        "satu baris untuk setiap hari; hari libur boleh disertakan",
        day("hari", "hari"),
        member("status", DayStatus, "status hari itu"),
        optional(whole("menit_kurang", "menit kekurangan jam kerja", 0, 1440), 0),
    ),
    local_holidays(),
)
_LAW = (
    "disiplin.tangga_ketidakhadiran",
    "disiplin.berturut_turut",
    "disiplin.jenis",
    "disiplin.jenis_sedang",
    "disiplin.berlaku_bagi",
)


def _roster(given: Mapping[str, Any]) -> tuple[RosterDay, ...]:
    return tuple(RosterDay(row["hari"], row["status"], row["menit_kurang"]) for row in given["baris"])


def _ladder(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[AbsenceProposal]:
    return propose_for_absence(
        given["tanggal_perbuatan"],
        ruleset,
        days=given["hari"],
        minutes=given["menit"],
        minutes_ramadan=given["menit_ramadan"],
        longest_run=given["berturut_turut"],
        status=given["status_pegawai"],
    )


def _count(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[AbsenceCount]:
    return count_absence(given["tahun"], _roster(given), ruleset, local=given["libur_daerah"])


def _proposal(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[AbsenceProposal]:
    return propose_for_days(
        given["tahun"],
        _roster(given),
        ruleset,
        status=given["status_pegawai"],
        local=given["libur_daerah"],
    )


def _types(given: Mapping[str, date], ruleset: Ruleset) -> Finding[tuple[PunishmentType, ...]]:
    return punishment_types(given["tanggal_perbuatan"], ruleset)


def _cut(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[PunishmentCut]:
    served = ServedPunishment(
        given["jenis"],
        given["nama"],
        given["tanggal_perbuatan"],
        given["mulai_berlaku"],
        given["sudah_dipotong"],
    )
    return punishment_cut(served, Period.of_month(given["tahun"], given["bulan"]), ruleset)


RULES = (
    Rule(
        "tangga_ketidakhadiran",
        "Usulan hukuman disiplin dari jumlah hari tidak masuk kerja",
        (
            _ACT_DAY,
            whole("hari", "hari kerja tanpa keterangan, kumulatif setahun", 0, 366),
            optional(whole("menit", "menit kekurangan jam kerja, kumulatif setahun", 0), 0),
            optional(
                whole("menit_ramadan", "bagian menit itu pada bulan Ramadan, di luar isian menit", 0), 0
            ),
            optional(whole("berturut_turut", "hari kerja terus-menerus tanpa keterangan", 0), 0),
            _STATUS,
        ),
        _ladder,
        AbsenceProposal,
        _LAW,
    ),
    Rule(
        "hitung_ketidakhadiran",
        "Hitungan ketidakhadiran setahun dari status hari-hari",
        (_YEAR, *_ROSTER),
        _count,
        AbsenceCount,
        ("disiplin.tangga_ketidakhadiran", "disiplin.berturut_turut"),
    ),
    Rule(
        "usulan_ketidakhadiran",
        "Usulan hukuman disiplin dari status hari-hari",
        (_YEAR, *_ROSTER, _STATUS),
        _proposal,
        AbsenceProposal,
        _LAW,
    ),
    Rule(
        "jenis_hukuman_disiplin",
        "Jenis hukuman disiplin bagi perbuatan pada suatu hari",
        (_ACT_DAY,),
        _types,
        tuple[PunishmentType, ...],
        ("disiplin.jenis", "disiplin.jenis_sedang"),
    ),
    Rule(
        "potongan_hukuman",
        "Potongan TPP sebulan karena hukuman disiplin yang berlaku",
        (
            text("jenis", "kode jenis hukuman, R1 sampai B4"),
            text("nama", "nama hukuman seperti dijatuhkan"),
            _ACT_DAY,
            day("mulai_berlaku", "hari hukuman mulai berlaku"),
            _YEAR,
            whole("bulan", "bulan yang dihitung", 1, 12),
            optional(truth("sudah_dipotong", "hari yang menjadi dasarnya sudah memotong TPP"), False),
        ),
        _cut,
        PunishmentCut,
        ("disiplin.potongan_tunjangan", "disiplin.jenis"),
    ),
)
