"""The way of a discipline case and the remedies against a decision: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from selaras_rules.discipline import DisciplineLevel
from selaras_rules.findings import Finding, Step
from selaras_rules.positions import Golongan, Jenjang, PositionKind, read_golongan
from selaras_rules.procedure import (
    CaseDeadline,
    CaseState,
    Examination,
    PunishingOfficial,
    ServingEffects,
    TeamMember,
    TeamPart,
    TeamRole,
    TeamVerdict,
    case_deadline,
    check_examination_team,
    examination,
    next_case_states,
    serving_effects,
    who_may_punish,
)
from selaras_rules.remedies import Remedy, RemedyWindow, remedy_for, remedy_window
from selaras_rules.ruleset import Ruleset
from selaras_rules.working_days import day_label

from .fields import Field, day, items, local_holidays, member, optional, read_text, rows, truth
from .rule import Rule

_LEVEL = member("tingkat", DisciplineLevel, "tingkat hukuman disiplin")
_OFFICIAL = member("pejabat", PunishingOfficial, "pejabat yang memutuskan")
_IS_DISMISSAL = truth("pemberhentian", "hukumannya pemberhentian atau pemutusan perjanjian kerja")
_WINDOW = (
    member("upaya", Remedy, "upaya administratif"),
    day("diputuskan", "tanggal keputusan"),
    optional(day("diterima", "tanggal keputusan diterima; kosong bila tidak dicatat")),
    local_holidays(),
)


def _read_golongan(given: Any, field: str) -> Golongan:
    return read_golongan(read_text(given, field))


def _golongan(name: str, about: str) -> Field:
    return Field(name, about, _read_golongan, {"type": "string"})


def _team(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[TeamVerdict]:
    members = tuple(TeamMember(row["unsur"], row["peran"], row["golongan"]) for row in given["tim"])
    return check_examination_team(given["tingkat"], members, given["golongan"], ruleset)


def _official(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[PunishingOfficial]:
    return who_may_punish(
        given["jenis_jabatan"],
        given["tingkat"],
        ruleset,
        jenjang=given["jenjang"],
        is_dismissal=given["pemberhentian"],
        vacant=given["kosong"],
        acting=given["plt_plh"],
    )


def _window(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[RemedyWindow]:
    return remedy_window(
        given["upaya"],
        given["diputuskan"],
        ruleset,
        received_on=given["diterima"],
        local=given["libur_daerah"],
    )


def _may_file(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[bool]:
    found = _window(given, ruleset)
    filed: date = given["hari"]
    is_open = found.value.counted_from <= filed <= found.value.deadline
    said = "masih diterima" if is_open else "tidak diterima"
    return Finding(is_open, (*found.because, Step(f"Pengajuan {day_label(filed)} {said}.")))


RULES = (
    Rule(
        "langkah_hukuman_disiplin", "Langkah yang boleh mengikuti suatu keadaan perkara disiplin",
        (member("keadaan", CaseState, "keadaan perkara"),),
        lambda given, ruleset: next_case_states(given["keadaan"], ruleset),
        tuple[CaseState, ...], ("proses_disiplin.langkah", "proses_disiplin.tidak_terbukti"),
    ),
    Rule(
        "tenggat_hukuman_disiplin", "Tenggat satu langkah perkara disiplin, dalam hari kerja",
        (
            member("tenggat", CaseDeadline, "apa yang harus terjadi"),
            day("mulai", "hari hitungan mulai; hari itu sendiri tidak dihitung"),
            local_holidays(),
        ),
        lambda given, ruleset: case_deadline(
            given["tenggat"], given["mulai"], ruleset, local=given["libur_daerah"]
        ),
        date, ("proses_disiplin.tenggat",),
    ),
    Rule(
        "pemeriksa_disiplin", "Siapa memeriksa dugaan pelanggaran disiplin", (_LEVEL,),
        lambda given, ruleset: examination(given["tingkat"], ruleset),
        Examination, ("proses_disiplin.pemeriksa",),
    ),
    Rule(
        "tim_pemeriksa_disiplin", "Apakah susunan tim pemeriksa lengkap",
        (
            _LEVEL,
            _golongan("golongan", "golongan pegawai yang diperiksa"),
            rows(
                "tim", "anggota tim",
                member("unsur", TeamPart, "unsur asal"),
                member("peran", TeamRole, "peran dalam tim"),
                _golongan("golongan", "golongan anggota"),
            ),
        ),
        _team, TeamVerdict, ("proses_disiplin.pemeriksa",),
    ),
    Rule(
        "pejabat_berwenang_menghukum", "Pejabat yang berwenang menghukum di kabupaten dan kota",
        (
            member("jenis_jabatan", PositionKind, "jenis jabatan yang diperiksa"),
            _LEVEL,
            optional(member("jenjang", Jenjang, "jenjang bila jabatan fungsional")),
            _IS_DISMISSAL,
            items("kosong", "jabatan yang kosong", member("jabatan", PunishingOfficial, "")),
            items("plt_plh", "jabatan yang diisi Plt atau Plh", member("jabatan", PunishingOfficial, "")),
        ),
        _official, PunishingOfficial,
        (
            "proses_disiplin.pejabat_berwenang",
            "proses_disiplin.jabatan_kosong",
            "proses_disiplin.pelaksana_tugas",
        ),
    ),
    Rule(
        "selama_hukuman_disiplin", "Apa yang ditahan selama hukuman dijalani", (_LEVEL,),
        lambda given, ruleset: serving_effects(given["tingkat"], ruleset),
        ServingEffects, ("proses_disiplin.selama_menjalani",),
    ),
    Rule(
        "upaya_administratif", "Upaya yang terbuka atas keputusan hukuman disiplin",
        (_LEVEL, _OFFICIAL, _IS_DISMISSAL),
        lambda given, ruleset: remedy_for(
            given["tingkat"], given["pejabat"], ruleset, is_dismissal=given["pemberhentian"]
        ),
        Remedy, ("upaya_administratif",),
    ),
    Rule(
        "batas_upaya_administratif", "Sampai kapan upaya administratif diajukan", _WINDOW, _window,
        RemedyWindow, ("proses_disiplin.tenggat.keberatan", "proses_disiplin.tenggat.banding"),
    ),
    Rule(
        "boleh_upaya_administratif", "Apakah upaya administratif pada suatu hari masih diterima",
        (*_WINDOW, day("hari", "hari pengajuan")), _may_file, bool,
        ("proses_disiplin.tenggat.keberatan", "proses_disiplin.tenggat.banding"),
    ),
)  # fmt: skip
