"""Angka kredit: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from selaras_rules.angka_kredit import AngkaKredit, convert_angka_kredit, total_angka_kredit
from selaras_rules.findings import Finding
from selaras_rules.positions import Jenjang
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .fields import member, rows, whole
from .rule import Rule

_ROW = (
    member("predikat", Predikat, "predikat periode itu"),
    member("jenjang", Jenjang, "jenjang jabatan fungsional"),
    whole("bulan", "bulan kalender penuh", 1, 12),
)
_LAW = ("angka_kredit.konversi_predikat", "angka_kredit.koefisien", "angka_kredit.pro_rata")


def _one(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[AngkaKredit]:
    return convert_angka_kredit(given["predikat"], given["jenjang"], given["bulan"], ruleset)


RULES = (
    Rule("angka_kredit", "Angka kredit satu periode", _ROW, _one, AngkaKredit, _LAW),
    Rule(
        "jumlah_angka_kredit",
        "Jumlah angka kredit beberapa periode",
        (rows("baris", "satu baris untuk setiap periode, jenjang, dan predikat", *_ROW),),
        lambda given, ruleset: total_angka_kredit(_one(row, ruleset) for row in given["baris"]),
        Decimal,
        _LAW,
    ),
)
