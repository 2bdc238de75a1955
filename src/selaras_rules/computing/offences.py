"""Offences beside absence, and the documents of a case: over plain data."""

from __future__ import annotations

from selaras_rules.discipline import DisciplineLevel, PunishmentType
from selaras_rules.offences import (
    Impact,
    case_documents,
    heaviest_punishment,
    level_of_impact,
    level_of_unfiled_wealth_report,
    punishment_of_silent_superior,
)
from selaras_rules.positions import PositionKind
from selaras_rules.procedure import CaseState

from .fields import day, items, member, text
from .rule import Rule

_ACT_DAY = day("tanggal_perbuatan", "hari pelanggaran; menentukan aturan mana yang berlaku")
_TYPES = ("disiplin.jenis", "disiplin.jenis_sedang")

RULES = (
    Rule(
        "tingkat_pelanggaran",
        "Tingkat hukuman menurut dampak pelanggaran",
        (member("dampak", Impact, "sejauh mana pelanggaran berdampak"), _ACT_DAY),
        lambda given, ruleset: level_of_impact(given["dampak"], given["tanggal_perbuatan"], ruleset),
        DisciplineLevel,
        ("pelanggaran.dampak",),
    ),
    Rule(
        "tingkat_lhkpn",
        "Tingkat hukuman bila LHKPN tidak dilaporkan",
        (member("jenis_jabatan", PositionKind, "jenis jabatan"), _ACT_DAY),
        lambda given, ruleset: level_of_unfiled_wealth_report(
            given["jenis_jabatan"], given["tanggal_perbuatan"], ruleset
        ),
        DisciplineLevel,
        ("pelanggaran.lhkpn",),
    ),
    Rule(
        "hukuman_terberat",
        "Satu hukuman untuk beberapa pelanggaran",
        (items("usulan", "kode jenis yang diusulkan", text("jenis", ""), at_least=1), _ACT_DAY),
        lambda given, ruleset: heaviest_punishment(given["usulan"], given["tanggal_perbuatan"], ruleset),
        PunishmentType,
        ("pelanggaran.beberapa", *_TYPES),
    ),
    Rule(
        "atasan_yang_diam",
        "Hukuman yang mengancam atasan yang tidak menindaklanjuti",
        (text("usulan", "kode jenis yang seharusnya dijatuhkan"), _ACT_DAY),
        lambda given, ruleset: punishment_of_silent_superior(
            given["usulan"], given["tanggal_perbuatan"], ruleset
        ),
        PunishmentType,
        ("pelanggaran.atasan_diam", *_TYPES),
    ),
    Rule(
        "dokumen_hukuman_disiplin",
        "Dokumen pada satu langkah perkara disiplin",
        (member("keadaan", CaseState, "keadaan perkara"),),
        lambda given, ruleset: case_documents(given["keadaan"], ruleset),
        tuple[str, ...],
        ("proses_disiplin.dokumen",),
    ),
)
