"""What numbers and codes of people and posts say: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.codes import (
    NationalCode,
    check_position_class,
    jenjang_of,
    read_code,
    retirement_age,
)
from selaras_rules.findings import Finding, Step
from selaras_rules.nip import Nip, Sex, nip_differences, read_nip
from selaras_rules.positions import Golongan, Jenjang, PositionKind, read_golongan
from selaras_rules.ruleset import Ruleset

from .fields import day, member, one_of, optional, text, whole
from .rule import Rule

_NIP = text("nip", "delapan belas angka, ditulis sebagai teks")


def _nip(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Nip]:
    found = read_nip(given["nip"])
    law, kind = ruleset.law("jabatan.nip"), found.kind.value
    parts = "; ".join(f"angka {place} {meaning}" for place, meaning in law.value[kind].items())
    return Finding(
        found, (law.step(f"{found.grouped} dibaca sebagai NIP {kind.upper()}: {parts}."), *_told(found))
    )


def _told(found: Nip) -> tuple[Step, ...]:
    return tuple(Step(warning) for warning in found.warnings)


def _differences(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[tuple[str, ...]]:
    found = nip_differences(
        read_nip(given["nip"]),
        birth_date=given["tanggal_lahir"],
        tmt=given["tmt"],
        sex=given["jenis_kelamin"],
    )
    law = ruleset.law("jabatan.nip")
    told = found or ("Data pegawai sama dengan NIP.",)
    return Finding(found, tuple(law.step(text) for text in told))


def _golongan(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Golongan]:
    found = read_golongan(given["golongan"])
    law = ruleset.law("jabatan.golongan" if found.pangkat else "jabatan.golongan_pppk")
    return Finding(found, (law.step(f"“{given['golongan']}” adalah {found.text}."),))


RULES = (
    Rule(
        "nip", "Membaca NIP atau NI PPPK", (_NIP,), _nip, Nip, ("jabatan.nip",),
    ),
    Rule(
        "nip_beda", "Perbedaan data pegawai dari NIP",
        (
            _NIP,
            optional(day("tanggal_lahir", "tanggal lahir menurut data")),
            optional(day("tmt", "TMT CPNS atau PPPK menurut data")),
            optional(member("jenis_kelamin", Sex, "jenis kelamin menurut data")),
        ),
        _differences, tuple[str, ...], ("jabatan.nip",),
    ),
    Rule(
        "golongan", "Membaca golongan, pangkat, atau kode golongan",
        (text("golongan", "misalnya III/a, 3a, Penata Muda, 31, atau IX"),),
        _golongan, Golongan, ("jabatan.golongan", "jabatan.golongan_pppk"),
    ),
    Rule(
        "jenjang_golongan", "Jenjang jabatan fungsional menurut golongan",
        (
            text("golongan", "misalnya III/a"),
            one_of("kategori", ("keterampilan", "keahlian"), "kategori jabatan fungsional"),
        ),
        lambda given, ruleset: jenjang_of(given["golongan"], given["kategori"], ruleset),
        Jenjang, ("jabatan.jenjang",),
    ),
    Rule(
        "kelas_jabatan", "Kelas jabatan", (whole("kelas", "kelas jabatan"),),
        lambda given, ruleset: check_position_class(given["kelas"], ruleset), int, ("jabatan.kelas",),
    ),
    Rule(
        "usia_pensiun", "Batas usia pensiun menurut jabatan",
        (
            member("jenis_jabatan", PositionKind, "jenis jabatan"),
            optional(member("jenjang", Jenjang, "jenjang, untuk jabatan fungsional")),
        ),
        lambda given, ruleset: retirement_age(given["jenis_jabatan"], ruleset, jenjang=given["jenjang"]),
        int, ("jabatan.usia_pensiun",),
    ),
    Rule(
        "kode_nasional", "Arti kode sistem nasional",
        (text("tabel", "nama tabel, misalnya kuadran atau dokumen"), text("kode", "kode dalam tabel itu")),
        lambda given, ruleset: read_code(given["tabel"], given["kode"], ruleset), NationalCode, ("kode",),
    ),
)  # fmt: skip
