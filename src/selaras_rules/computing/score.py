"""Scores of PP 30/2019 and of 2021, ranking groups, missed targets: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.achievement import Target
from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding
from selaras_rules.missed_targets import FollowUp, MissedTarget, follow_missed_target
from selaras_rules.positions import PositionKind
from selaras_rules.ranking import Ranking, check_ranking
from selaras_rules.ratings import Rating
from selaras_rules.ruleset import Ruleset
from selaras_rules.score import NewIdea, Score, score_performance
from selaras_rules.score_2021 import (
    DIRECTIONS_2021,
    AdditionalWork2021,
    Category2021,
    Formula2021,
    IndicatorScore2021,
    SkpScore2021,
    score_indicator_2021,
    score_skp_2021,
)

from .fields import day, group, member, number, optional, rows, table, text, truth, whole
from .rule import Rule

_IF_KNOWN = "; kosong bila belum diketahui"


def _score(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Score]:
    told = given["ide_baru"]
    idea = None if told is None else NewIdea(told["keputusan"], told["divalidasi_oleh"])
    return score_performance(given["nilai_skp"], given["nilai_perilaku"], ruleset, idea=idea)


def _indicator(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[IndicatorScore2021]:
    formula = given["rumus"]
    low, high = given["target_bawah"], given["target_atas"]
    if given["target"] is not None:
        low = high = given["target"]
    if low is None or high is None:
        raise InvalidInput("target", "kosong", "target, atau target_bawah dan target_atas")
    target = Target.between(low, high, given["satuan"], DIRECTIONS_2021[formula])
    return score_indicator_2021(
        formula, target, given["realisasi"], ruleset, is_maximum=given["target_tertinggi"]
    )


def _skp(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[SkpScore2021]:
    main = [(row["nilai"], row["bobot"]) for row in given["utama"]]
    additional = [
        AdditionalWork2021(row["kategori"], row["bobot"], row["nilai"]) for row in given["tambahan"]
    ]
    return score_skp_2021(main, additional, ruleset)


def _follow(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[tuple[FollowUp, ...]]:
    case = MissedTarget(
        kind=given["jenis_jabatan"],
        missed_on=given["tanggal"],
        improved=given["membaik"],
        tested_on=given["tanggal_uji"],
        is_competent=given["kompetensi_sesuai"],
        has_vacancy=given["ada_lowongan"],
        placed_on=given["tanggal_penempatan"],
    )
    return follow_missed_target(case, ruleset)


_SCORE = ("nilai.bobot", "nilai.batas", "nilai.predikat", "nilai.predikat_bawah", "nilai.kedudukan")

RULES = (
    Rule(
        "nilai_kinerja", "Nilai kinerja 0–120 dan predikat yang diusulkannya",
        (
            number("nilai_skp", "nilai SKP", "0", "120"),
            number("nilai_perilaku", "nilai perilaku kerja", "0", "120"),
            optional(
                group(
                    "ide_baru", "ide baru yang bermanfaat, bila ada",
                    text("keputusan", "nomor keputusan atau berita acara"),
                    text("divalidasi_oleh", "yang memvalidasi"),
                )
            ),
        ),
        _score, Score, (*_SCORE, "nilai.ide_baru"),
    ),
    Rule(
        "peringkat", "Kelompok peringkat lama",
        (
            table(
                "jumlah", "banyaknya orang menurut kelompok",
                member("kelompok", Rating, ""), whole("orang", "", 0),
            ),
        ),
        lambda given, ruleset: check_ranking(given["jumlah"], ruleset), Ranking, ("peringkat.kelompok",),
    ),
    Rule(
        "tindak_lanjut_target", "Langkah bila target tidak tercapai",
        (
            member("jenis_jabatan", PositionKind, "jenis jabatan"),
            day("tanggal", "hari ditetapkannya bahwa target tidak tercapai"),
            optional(truth("membaik", f"kinerja membaik dalam masa perbaikan{_IF_KNOWN}")),
            optional(day("tanggal_uji", f"hari uji kompetensi{_IF_KNOWN}")),
            optional(truth("kompetensi_sesuai", f"kompetensi masih sesuai dengan jabatan{_IF_KNOWN}")),
            optional(truth("ada_lowongan", f"ada jabatan lain yang lowong{_IF_KNOWN}")),
            optional(day("tanggal_penempatan", f"hari pertama penempatan sementara{_IF_KNOWN}")),
        ),
        _follow, tuple[FollowUp, ...], ("target_gagal",),
    ),
    Rule(
        "nilai_indikator_2021", "Nilai indikator menurut PermenPANRB 8/2021",
        (
            member("rumus", Formula2021, "normal: makin besar makin baik; khusus: makin kecil makin baik"),
            optional(number("target", "target, atau pakai target_bawah dan target_atas")),
            optional(number("target_bawah", "batas bawah target")),
            optional(number("target_atas", "batas atas target")),
            number("realisasi", "realisasi"),
            truth("target_tertinggi", "target sudah yang tertinggi yang mungkin"),
            optional(text("satuan", "satuan"), ""),
        ),
        _indicator, IndicatorScore2021, ("nilai_2021",),
    ),
    Rule(
        "nilai_skp_2021", "Nilai SKP menurut PermenPANRB 8/2021",
        (
            rows(
                "utama", "kinerja utama", number("nilai", "nilai indikator", "0", "120"),
                number("bobot", "bobot dalam persen", "0", "100"), at_least=1,
            ),
            rows(
                "tambahan", "kinerja tambahan", member("kategori", Category2021, "kategori capaian"),
                number("bobot", "bobot lingkup penugasan", "0", "100"),
                number("nilai", "nilai indikator", "0", "120"),
            ),
        ),
        _skp, SkpScore2021, ("nilai_2021.tambahan", "capaian.batas_atas"),
    ),
)  # fmt: skip
