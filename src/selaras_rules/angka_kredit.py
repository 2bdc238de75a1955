"""Angka kredit of a JF: predikat × coefficient × months, exact, rounded once per row (BKN 3/2023)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact_sum, round_half_up, written
from .parameters import Value
from .positions import Jenjang
from .ratings import Predikat
from .ruleset import Ruleset

_PLACES = {"two_decimals": 2, "three_decimals": 3}


@dataclass(frozen=True, slots=True)
class AngkaKredit:
    """One row of a conversion: `points` is rounded once, `exact` is kept."""

    points: Decimal
    exact: Fraction
    predikat: Predikat
    jenjang: Jenjang
    months: int


def convert_angka_kredit(
    predikat: Predikat, jenjang: Jenjang, months: int, ruleset: Ruleset
) -> Finding[AngkaKredit]:
    """Angka kredit of one period: months ÷ 12 × share of the predikat × coefficient (BKN 3/2023 Pasal 13).

    `months` are whole calendar months, 1–12; raises InvalidInput.
    """
    predikat, jenjang = (
        require_member(Predikat, predikat, "predikat"),
        require_member(Jenjang, jenjang, "jenjang"),
    )
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 12:
        raise InvalidInput("bulan", months, "1 sampai 12")
    return _converted(
        predikat,
        jenjang,
        months,
        _PLACES[ruleset.choice("angka_kredit.rounding")],
        ruleset.law("angka_kredit.konversi_predikat"),
        ruleset.law("angka_kredit.koefisien"),
        ruleset.law("angka_kredit.pro_rata"),
    )


@lru_cache(maxsize=8192)
def _converted(
    predikat: Predikat,
    jenjang: Jenjang,
    months: int,
    places: int,
    share: Value,
    coefficient: Value,
    pro_rata: Value,
) -> Finding[AngkaKredit]:
    """One of the few hundred possible rows, worked out once for each version of the law."""
    part, yearly = Fraction(share.value[predikat]), Fraction(coefficient.value[jenjang])
    exact = Fraction(months, pro_rata.value["months_per_year"]) * part * yearly
    points = round_half_up(exact, places)
    because = (
        share.step(f"Predikat {predikat.label} bernilai {written(part * 100)}% dari koefisien tahunan."),
        coefficient.step(f"Koefisien tahunan {jenjang.label} adalah {written(yearly)}."),
        pro_rata.step(
            f"{months}/12 × {written(part * 100)}% × {written(yearly)} = {written(exact, 6)}, "
            f"dibulatkan menjadi {written(points, 3)} angka kredit."
        ),
    )
    return Finding(AngkaKredit(points, exact, predikat, jenjang, months), because)


def total_angka_kredit(rows: Iterable[Finding[AngkaKredit]]) -> Finding[Decimal]:
    """The sum of several rows, each rounded before; one row per period, jenjang and predikat."""
    parts = tuple(rows)
    total = exact_sum(row.value.points for row in parts)
    because = tuple(step for row in parts for step in row.because)
    return Finding(total, (*because, Step(f"Jumlah {len(parts)} baris: {written(total, 3)} angka kredit.")))


@dataclass(frozen=True, slots=True)
class YearOfAngkaKredit:
    """The rows of one calendar year: `points` adds rounded rows, `exact` the fractions before rounding."""

    points: Decimal
    exact: Fraction
    months: int
    rows: tuple[AngkaKredit, ...]


def convert_year_of_angka_kredit(
    rows: Iterable[tuple[Predikat, Jenjang, int]], ruleset: Ruleset
) -> Finding[YearOfAngkaKredit]:
    """Angka kredit of one year in parts: one row per period, jenjang and predikat (BKN 3/2023 Pasal 13).

    Raises InvalidInput when the parts hold more than twelve months, because no month counts twice.
    """
    parts = tuple(convert_angka_kredit(*row, ruleset) for row in rows)
    months = sum(part.value.months for part in parts)
    longest = ruleset.law("angka_kredit.pro_rata").value["months_per_year"]
    if not 1 <= months <= longest:
        raise InvalidInput("jumlah bulan", months, f"1 sampai {longest} dalam satu tahun")
    total = total_angka_kredit(parts)
    exact = sum((part.value.exact for part in parts), Fraction(0))
    value = YearOfAngkaKredit(total.value, exact, months, tuple(part.value for part in parts))
    return Finding(value, total.because)
