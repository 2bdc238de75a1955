"""Satisfaction of the public: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from selaras_rules.findings import Finding
from selaras_rules.parameters import parameter
from selaras_rules.ruleset import Ruleset
from selaras_rules.skm import Ikm, Mutu, combine_ikm, ikm_of_means, measure_ikm, mutu_of_ikm, sample_size

from .fields import group, number, optional, rows, whole
from .rule import Rule

_UNSUR = parameter("skm.unsur").values[-1].value
# What one person answered; an answer outside the scale is refused with the place of the person and the element.
_ANSWERS = tuple(
    optional(whole(code, f"{name}; kosong bila tidak dijawab", 1, 4)) for code, name in _UNSUR.items()
)
_MEANS = tuple(number(code, name, "1", "4") for code, name in _UNSUR.items())
_LAW = ("skm.unsur", "skm.jawaban", "skm.konversi", "skm.mutu")


def _combined(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Decimal]:
    return combine_ikm([(row["ikm"], row["responden"]) for row in given["unit"]], ruleset)


RULES = (
    Rule(
        "ikm", "IKM satu unit dari jawaban responden",
        (rows("responden", "jawaban setiap responden", *_ANSWERS, at_least=1),),
        lambda given, ruleset: measure_ikm(given["responden"], ruleset), Ikm, _LAW,
    ),
    Rule(
        "ikm_dari_nrr", "IKM satu unit dari nilai rata-rata setiap unsur",
        (group("nrr", "nilai rata-rata setiap unsur", *_MEANS), whole("responden", "jumlah responden", 1)),
        lambda given, ruleset: ikm_of_means(given["nrr"], given["responden"], ruleset), Ikm, _LAW,
    ),
    Rule(
        "mutu_pelayanan", "Mutu pelayanan menurut IKM", (number("ikm", "IKM", "25", "100"),),
        lambda given, ruleset: mutu_of_ikm(given["ikm"], ruleset), Mutu, ("skm.mutu",),
    ),
    Rule(
        "ikm_gabungan", "IKM beberapa unit",
        (
            rows(
                "unit", "unit yang digabung",
                number("ikm", "IKM unit", "25", "100"), whole("responden", "jumlah responden", 1), at_least=1,
            ),
        ),
        _combined, Decimal,
    ),
    Rule(
        "ukuran_sampel", "Jumlah responden yang perlu ditanya",
        (whole("populasi", "pengguna layanan dalam setahun", 1),),
        lambda given, ruleset: sample_size(given["populasi"], ruleset), int, ("skm.sampel",),
    ),
)  # fmt: skip
