"""TPP over columns: the scalar formula in whole numbers, its part of a month asked of the scalar rule.

Percentages are exact numbers with at most four decimals. Everything is a percentage of a base, never money.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from selaras_rules import tpp as scalar
from selaras_rules.errors import InvalidInput
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .columns import (
    Amounts,
    Column,
    Whole,
    divide_half_up,
    per_distinct,
    require_between,
    require_codes,
    require_same_length,
    whole_of,
)

_PLACES = 4
# The whole (100 percent) in ten-thousandths of a percent: shares below are whole numbers out of it.
_ALL = 100 * 10**_PLACES
_MOST_MINUTES = 44_640


@dataclass(frozen=True, slots=True)
class Tpps:
    """Percent of the base at two decimals, row by row: as the fields of the scalar Tpp."""

    percent: Amounts
    productivity_part: Amounts
    discipline_part: Amounts
    discipline_cut: Amounts
    punishment_cut: Amounts


@dataclass(frozen=True, slots=True)
class TppMonths:
    """One month a row, as the scalar TppMonth: `cut` is the sum of all its cuts in percent, uncapped.

    `productivity` are Predikat codes, or Amounts in percent.
    """

    productivity: Column | Amounts
    cut: Amounts
    regional_cut: Amounts
    allowance_cut: Amounts
    days: Column
    days_in_month: Column


def measure_tpp(months: TppMonths, ruleset: Ruleset) -> Tpps:
    """The share of the base that is due in each row (PP 12/2019 Pasal 58); raises InvalidInput naming the row."""
    reached = _reached(months.productivity, ruleset)
    cut = np.minimum(
        _percent(months.cut, "potongan", 100_000), int(ruleset.choice("tpp.cut_cap")) * 10**_PLACES
    )
    punishment = _punishment(months, ruleset)
    require_same_length(
        produktivitas=reached, potongan=cut, potongan_hukuman=punishment, hari=months.days,
        hari_sebulan=months.days_in_month,
    )  # fmt: skip
    productivity, discipline = _parts(reached, cut, ruleset)
    numerator, denominator = _month_fraction(months.days, months.days_in_month, ruleset)
    # 100 × _ALL × _ALL × 31 has 16 digits: inside 63 bits, also doubled for the rounding.
    whole = (productivity + discipline) * (_ALL - punishment) * numerator
    return Tpps(
        percent=_rounded(whole, _ALL * _ALL // 100 * denominator, ruleset),
        productivity_part=_rounded(productivity, _ALL // 100, ruleset),
        discipline_part=_rounded(discipline, _ALL // 100, ruleset),
        discipline_cut=_rounded(cut, _ALL // 10_000, ruleset),
        punishment_cut=_rounded(punishment, _ALL // 10_000, ruleset),
    )


def productivity_of_minutes(minutes: Column, ruleset: Ruleset) -> Amounts:
    """Productivity in percent from accepted minutes of work; raises InvalidInput naming the row."""
    require_between(minutes, 0, _MOST_MINUTES, "menit")
    percent = per_distinct(
        minutes, lambda one: whole_of(scalar.productivity_of_minutes(one, ruleset).value, 2)
    )
    return Amounts(percent, 2)


def _percent(given: Amounts, field: str, most: int) -> Whole:
    """The percentages in ten-thousandths; raises InvalidInput naming the row."""
    if not 0 <= given.places <= _PLACES:
        raise InvalidInput(
            field, f"{given.places} desimal", f"paling banyak {_PLACES} angka di belakang koma"
        )
    require_between(given.whole, 0, most * 10**given.places, field)
    return given.whole * 10 ** (_PLACES - given.places)


def _reached(productivity: Column | Amounts, ruleset: Ruleset) -> Whole:
    """The share of the productivity part that is reached, never above the whole."""
    if isinstance(productivity, Amounts):
        return np.minimum(_percent(productivity, "produktivitas", 1000), _ALL)
    require_codes(Predikat, productivity, "predikat")
    by_predikat = ruleset.choice("tpp.productivity_by_predikat")
    return np.array([by_predikat[one.value] * 10**_PLACES for one in Predikat], dtype=np.int64)[productivity]


def _parts(reached: Whole, cut: Whole, ruleset: Ruleset) -> tuple[Whole, Whole]:
    """Productivity and discipline out of 100 × _ALL; a cut of the whole base takes from discipline first."""
    weight = int(ruleset.choice("tpp.productivity_weight"))
    productivity, discipline = weight * reached, (100 - weight) * _ALL
    if ruleset.choice("tpp.cut_base") == "discipline":
        return productivity, (100 - weight) * (_ALL - cut)
    beyond = np.maximum(100 * cut - discipline, 0)
    return np.maximum(productivity - beyond, 0), np.maximum(discipline - 100 * cut, 0)


def _punishment(months: TppMonths, ruleset: Ruleset) -> Whole:
    """The cut by a punishment, out of _ALL; where the allowance is cut already, the agency says whether both count."""
    regional = _percent(months.regional_cut, "potongan_hukuman", 100)
    allowance = _percent(months.allowance_cut, "potongan_tukin", 100)
    both = np.minimum(regional + allowance, _ALL)
    if not ruleset.choice("tpp.no_double_cut"):
        return both
    return np.where((regional > 0) & (allowance > 0), allowance, both)


def _month_fraction(days: Column, days_in_month: Column, ruleset: Ruleset) -> tuple[Whole, Whole]:
    """The part of the month as numerator and denominator."""
    require_between(days_in_month, 1, 31, "hari_sebulan")
    require_between(days, 0, 31, "hari")
    if (wrong := np.flatnonzero(days > days_in_month)).size:
        row = int(wrong[0])
        raise InvalidInput(f"hari[{row + 1}]", int(days[row]), f"0 sampai {int(days_in_month[row])}")
    table = _fractions(ruleset)[days_in_month, days]
    return table[:, 0], table[:, 1]


@lru_cache(maxsize=64)
def _fractions(ruleset: Ruleset) -> NDArray[np.int64]:
    """By days in the month and days: the share that the scalar rule gives for a month without any cut."""
    table = np.ones((32, 32, 2), dtype=np.int64)
    for days_in_month in range(1, 32):
        for days in range(days_in_month + 1):
            month = scalar.TppMonth(Decimal(100), days=days, days_in_month=days_in_month)
            share = scalar.measure_tpp(month, ruleset).value.exact
            table[days_in_month, days] = share.numerator, share.denominator
    return table


def _rounded(numerator: Whole, denominator: int | Whole, ruleset: Ruleset) -> Amounts:
    """Hundredths of a percent, rounded once as the agency chose; nothing here is below zero."""
    if ruleset.choice("tpp.rounding") == "down":
        return Amounts(numerator // denominator)
    return Amounts(divide_half_up(numerator, np.asarray(denominator, dtype=np.int64)))
