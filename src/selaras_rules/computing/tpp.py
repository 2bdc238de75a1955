"""TPP: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset
from selaras_rules.tpp import (
    CriterionMissed,
    Tpp,
    TppCut,
    TppMonth,
    check_criteria,
    measure_tpp,
    productivity_of_minutes,
)

from .fields import member, number, optional, rows, table, text, whole
from .rule import Rule

NONE = Decimal(0)


def _month(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Tpp]:
    percent, predikat = given["produktivitas"], given["predikat"]
    if (percent is None) == (predikat is None):
        raise InvalidInput("produktivitas", predikat or "kosong", "produktivitas saja, atau predikat saja")
    days, days_in_month = given["hari"], given["hari_sebulan"]
    if (days is None) != (days_in_month is None):
        raise InvalidInput("hari_sebulan", "kosong", "hari dan hari_sebulan diisi bersama")
    cuts = tuple(TppCut(row["sebab"], row["persen"], row["kali"]) for row in given["potongan"])
    month = TppMonth(
        percent if predikat is None else predikat, cuts, given["potongan_hukuman"], given["potongan_tukin"],
        1 if days is None else days, 1 if days_in_month is None else days_in_month,
    )  # fmt: skip
    return measure_tpp(month, ruleset)


RULES = (
    Rule(
        "tpp", "TPP sebulan, dalam persen dari dasarnya",
        (
            optional(number("produktivitas", "produktivitas dalam persen, atau pakai predikat", "0", "1000")),
            optional(member("predikat", Predikat, "predikat kinerja, atau pakai produktivitas")),
            rows(
                "potongan", "potongan disiplin bulan ini",
                text("sebab", "sebab potongan, misalnya TL1"),
                number("persen", "persen setiap kali", "0", "100"),
                optional(whole("kali", "berapa kali", 0, 1000), 1),
            ),
            optional(number("potongan_hukuman", "persen potongan hukuman menurut aturan daerah", "0", "100"), NONE),
            optional(number("potongan_tukin", "persen potongan tunjangan karena hukuman", "0", "100"), NONE),
            optional(whole("hari", "hari yang menjadi hak; kosong untuk sebulan penuh", 0, 31)),
            optional(whole("hari_sebulan", "hari dalam bulan itu, wajib bila hari diisi", 1, 31)),
        ),
        _month, Tpp, ("tpp.rumus",),
    ),
    Rule(
        "produktivitas_menit", "Produktivitas dari menit kerja efektif",
        (whole("menit", "menit kerja yang diterima dalam sebulan", 0, 44_640),),
        lambda given, ruleset: productivity_of_minutes(given["menit"], ruleset), Decimal, ("tpp.menit_efektif",),
    ),
    Rule(
        "kriteria_tpp", "Kriteria TPP yang melampaui batasnya",
        (table("kriteria", "kriteria → persen TPP dasar", text("kriteria", ""), number("persen", "", "0", "1000")),),
        lambda given, ruleset: check_criteria(given["kriteria"], ruleset), tuple[CriterionMissed, ...],
        ("tpp.kriteria", "tpp.batas_kriteria"),
    ),
)  # fmt: skip
