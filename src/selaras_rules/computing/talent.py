"""Talent boxes: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset
from selaras_rules.talent import Potential, TalentBox, potential_of, talent_box

from .fields import member, number, optional
from .rule import Rule

_SCORE = number("nilai_potensial", "nilai potensial", "0", "100")


def _box(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[TalentBox]:
    level, score = given["potensial"], given["nilai_potensial"]
    if (level is None) == (score is None):
        raise InvalidInput("potensial", level or "kosong", "potensial saja, atau nilai_potensial saja")
    if level is not None:
        return talent_box(given["predikat"], level, ruleset)
    read = potential_of(score, ruleset)
    box = talent_box(given["predikat"], read.value, ruleset)
    return Finding(box.value, (*read.because, *box.because))


RULES = (
    Rule(
        "kotak_talenta",
        "Kotak manajemen talenta",
        (
            member("predikat", Predikat, "predikat kinerja tahunan"),
            optional(member("potensial", Potential, "tingkat potensial, atau pakai nilai_potensial")),
            optional(_SCORE),
        ),
        _box,
        TalentBox,
        ("talenta.status_kinerja", "talenta.kotak", "talenta.rekomendasi"),
    ),
    Rule(
        "potensial",
        "Tingkat potensial menurut nilai",
        (_SCORE,),
        lambda given, ruleset: potential_of(given["nilai_potensial"], ruleset),
        Potential,
    ),
)
