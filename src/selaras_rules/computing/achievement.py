"""Achievement of an indicator and its months: over plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from selaras_rules.achievement import (
    Achievement,
    Direction,
    Pattern,
    Target,
    collect_realisation,
    measure_achievement,
    read_months,
)
from selaras_rules.errors import InvalidInput
from selaras_rules.findings import Finding
from selaras_rules.periods import Period, PeriodKind
from selaras_rules.ruleset import Ruleset

from .fields import Field, items, member, number, optional, read_number, table, text, whole
from .rule import Rule


def _read_month(given: Any, field: str) -> int:
    """A month as a key: 1 to 12, also as text because JSON has no other keys; bounds are the rule's."""
    try:
        return int(given)
    except (TypeError, ValueError):
        raise InvalidInput(field, given, "1 sampai 12") from None


_MONTHS = (
    member("pola", Pattern, "pola pengukuran"),
    text("periode", "periode: 2026, 2026-S1, 2026-TW1, atau 2026-03"),
    table(
        "bulan",
        "bulan → nilai yang diukur",
        Field("bulan", "", _read_month, {"enum": [str(month) for month in range(1, 13)]}),
        Field("nilai", "", read_number, number("nilai", "").schema),
    ),
    items("bulan_rilis", "bulan terbitnya angka, untuk pola rilis", whole("bulan", "")),
    optional(
        member("masa_pengukuran", PeriodKind, "setiap kapan diukur; angkanya dicatat pada bulan terakhirnya"),
        PeriodKind.MONTH,
    ),
)


def _achievement(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Achievement]:
    direction, unit = given["arah"], given["satuan"]
    if given["target"] is not None:
        target = Target.single(direction, given["target"], unit)
    elif given["target_bawah"] is None or given["target_atas"] is None:
        raise InvalidInput("target", "kosong", "target, atau target_bawah dan target_atas")
    else:
        target = Target.between(given["target_bawah"], given["target_atas"], unit, direction)
    return measure_achievement(target, given["realisasi"], ruleset)


def _realisation(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Decimal | None]:
    return collect_realisation(
        given["pola"],
        given["bulan"],
        Period.parse(given["periode"]),
        ruleset,
        release_months=given["bulan_rilis"],
        measured=given["masa_pengukuran"],
    )


def _shown_months(given: Mapping[str, Any], ruleset: Ruleset) -> Finding[tuple[str, ...]]:
    readings = read_months(
        given["pola"],
        given["bulan"],
        Period.parse(given["periode"]),
        release_months=given["bulan_rilis"],
        measured=given["masa_pengukuran"],
    )
    shown = tuple(reading.text for reading in readings)
    step = ruleset.law("capaian.pola").step(f"Bulan yang tidak diukur ditulis “–”: {shown}.")
    return Finding(shown, (step,))


RULES = (
    Rule(
        "capaian",
        "Capaian satu indikator",
        (
            member("arah", Direction, "arah indikator"),
            optional(number("target", "target, atau pakai target_bawah dan target_atas")),
            optional(number("target_bawah", "batas bawah target")),
            optional(number("target_atas", "batas atas target")),
            optional(number("realisasi", "realisasi; kosong berarti belum diukur")),
            optional(text("satuan", "satuan"), ""),
        ),
        _achievement,
        Achievement,
        ("capaian",),
    ),
    Rule(
        "realisasi", "Realisasi satu periode dari bulan-bulannya", _MONTHS, _realisation, Decimal | None,
        ("capaian.pola", "capaian.masa_pengukuran"),
    ),
    Rule(
        "tampilan_bulan", "Cara bulan-bulan ditampilkan", _MONTHS, _shown_months, tuple[str, ...],
        ("capaian.pola",),
    ),
)  # fmt: skip
