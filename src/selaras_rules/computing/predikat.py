"""Predikat, the organisation's predikat and its distribution, behaviour sets: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.behaviour import behaviour_set
from selaras_rules.distribution import Distribution, check_distribution
from selaras_rules.findings import Finding
from selaras_rules.organisation import (
    OrganisationProgress,
    recommend_organisation_achievement,
    recommend_organisation_predikat,
)
from selaras_rules.predikat import (
    decide_organisation_predikat,
    decide_predikat,
    decide_predikat_of_head,
    rating_of_head,
)
from selaras_rules.predikat_names import PredikatName, name_predikat
from selaras_rules.ratings import OrganisationPredikat, Predikat, Rating
from selaras_rules.ruleset import Ruleset

from .fields import member, optional, table, text, truth, whole
from .rule import Rule

_PERILAKU = member("perilaku_kerja", Rating, "rating perilaku kerja")
_ORGANISASI = member("organisasi", OrganisationPredikat, "predikat organisasi")


def _behaviour(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[tuple[str, ...]]:
    found = behaviour_set(ruleset)
    names = tuple(aspect.name for aspect in found.aspects_of(is_leader=not given["tidak_memimpin"]))
    return Finding(names, (found.law.step(f"{found.title}: {', '.join(names)}."),))


_INDICATORS = (
    whole("melampaui", "indikator yang melampaui target", 0),
    whole("mencapai", "indikator yang tepat mencapai target", 0),
    whole("di_bawah", "indikator yang belum mencapai target", 0),
)


def _progress(given: Mapping[str, Any]) -> OrganisationProgress:
    steps = (given.get("langkah_jatuh_tempo", 0), given.get("langkah_selesai", 0))
    return OrganisationProgress(given["melampaui"], given["mencapai"], given["di_bawah"], *steps)


RULES = (
    Rule(
        "predikat",
        "Predikat kinerja dari dua rating",
        (member("hasil_kerja", Rating, "rating hasil kerja"), _PERILAKU),
        lambda given, ruleset: decide_predikat(given["hasil_kerja"], given["perilaku_kerja"], ruleset),
        Predikat,
        ("predikat.kuadran",),
    ),
    Rule(
        "rating_pimpinan",
        "Rating hasil kerja pimpinan organisasi",
        (_ORGANISASI,),
        lambda given, ruleset: rating_of_head(given["organisasi"], ruleset),
        Rating,
        ("predikat.pimpinan_organisasi",),
    ),
    Rule(
        "predikat_pimpinan",
        "Predikat pimpinan organisasi",
        (_ORGANISASI, _PERILAKU),
        lambda given, ruleset: decide_predikat_of_head(given["organisasi"], given["perilaku_kerja"], ruleset),
        Predikat,
        ("predikat.pimpinan_organisasi", "predikat.kuadran"),
    ),
    Rule(
        "predikat_organisasi",
        "Predikat tahunan organisasi",
        (
            member("capaian", Rating, "capaian perjanjian kinerja"),
            member("ekspektasi", Rating, "pemenuhan ekspektasi atas unit"),
        ),
        lambda given, ruleset: decide_organisation_predikat(given["capaian"], given["ekspektasi"], ruleset),
        OrganisationPredikat,
        ("predikat.kuadran_organisasi",),
    ),
    Rule(
        "usulan_predikat_organisasi",
        "Usulan predikat organisasi periodik",
        (
            *_INDICATORS,
            optional(whole("langkah_jatuh_tempo", "langkah rencana aksi yang sudah jatuh tempo", 0), 0),
            optional(whole("langkah_selesai", "langkah rencana aksi yang selesai", 0), 0),
        ),
        lambda given, ruleset: recommend_organisation_predikat(_progress(given), ruleset),
        OrganisationPredikat,
        ("predikat.organisasi_periodik",),
    ),
    Rule(
        "usulan_capaian_organisasi",
        "Usulan capaian perjanjian kinerja setahun",
        _INDICATORS,
        lambda given, ruleset: recommend_organisation_achievement(_progress(given), ruleset),
        Rating,
        ("predikat.kuadran_organisasi",),
    ),
    Rule(
        "distribusi",
        "Pola distribusi predikat satu unit",
        (
            table(
                "jumlah",
                "banyaknya orang menurut predikat",
                member("predikat", Predikat, ""),
                whole("orang", "", 0),
            ),
            _ORGANISASI,
        ),
        lambda given, ruleset: check_distribution(given["jumlah"], given["organisasi"], ruleset),
        Distribution,
        ("distribusi",),
    ),
    Rule(
        "perilaku",
        "Aspek perilaku kerja yang berlaku",
        (truth("tidak_memimpin", "pegawai tidak memimpin orang lain"),),
        _behaviour,
        tuple[str, ...],
        ("perilaku",),
    ),
    Rule(
        "nama_predikat",
        "Nama predikat menurut peraturan",
        (
            text("predikat", "predikat sebagaimana tertulis, misalnya Cukup"),
            optional(
                text("peraturan", "kode peraturan, misalnya pp-30-2019; kosong berarti nama hari itu"), ""
            ),
        ),
        lambda given, ruleset: name_predikat(given["predikat"], ruleset, source=given["peraturan"]),
        PredikatName,
        ("predikat.padanan", "predikat.nama"),
    ),
)
