"""Months joined into a realisation over columns: one row an indicator, one column a month.

Which months are owed is asked of the scalar rule, once for each pattern and set of release months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selaras_rules.achievement import Pattern, ReadingState, read_months
from selaras_rules.errors import InvalidInput
from selaras_rules.periods import Period

from .columns import MISSING, Column, Whole, code_of, require_between, require_codes, require_same_length

MONTHS = 12
# Twelve of them are added without leaving 63 bits.
LARGEST = 10**17


@dataclass(frozen=True, slots=True)
class Realisations:
    """The realisation of a period, MISSING where nothing was measured, and how many months are still owed."""

    value: Whole
    owed: Whole


def collect_realisation(
    pattern: Column, months: NDArray[np.int64], releases: Column, period: Period
) -> Realisations:
    """The realisation of a period from its months by the pattern of each row.

    `months` has twelve columns, January first, with MISSING for what was not entered; `releases` holds the release
    months of a row as bits, 1 for January to 2048 for December, and matters for the pattern rilis alone. Raises
    InvalidInput naming the row for an unknown pattern, a rilis without a release month and numbers beyond 10^17.
    """
    require_same_length(pola=pattern, bulan=months, bulan_rilis=releases)
    require_codes(Pattern, pattern, "pola")
    require_between(releases, 0, 2**MONTHS - 1, "bulan_rilis")
    _require_months(months)
    expected, measurable = _of_patterns(pattern, releases, period)
    inside = months[:, period.month_numbers.start - 1 : period.month_numbers.stop - 1]
    measured = (inside != MISSING) & measurable
    value = np.where(pattern == code_of(Pattern.HITUNGAN), _sum(inside, measured), _last(inside, measured))
    owed = (expected & ~measured).sum(axis=1)
    return Realisations(np.where(measured.any(axis=1), value, MISSING), owed)


def _require_months(months: NDArray[np.int64]) -> None:
    if months.dtype.kind != "i" or months.ndim != 2 or months.shape[1] != MONTHS:
        raise InvalidInput("bulan", f"kolom {months.shape} {months.dtype}", "dua belas kolom bilangan bulat")
    wrong = ((months < -LARGEST) | (months > LARGEST)) & (months != MISSING)
    if (rows := np.flatnonzero(wrong.any(axis=1))).size:
        row = int(rows[0])
        month = int(np.flatnonzero(wrong[row])[0])
        raise InvalidInput(f"realisasi[{row + 1}]", int(months[row, month]), f"{-LARGEST} sampai {LARGEST}")


def _of_patterns(
    pattern: Column, releases: Column, period: Period
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each row and month of the period: whether a value is owed, and whether one would count."""
    kinds = np.where(pattern == code_of(Pattern.RILIS), releases, 0).astype(np.int64)
    keys, place = np.unique(kinds * len(Pattern) + pattern, return_inverse=True)
    owed = np.zeros((len(keys), len(period.month_numbers)), dtype=np.bool_)
    counts = np.zeros_like(owed)
    for row, key in enumerate(keys.tolist()):
        bits, code = divmod(key, len(Pattern))
        member = tuple(Pattern)[code]
        if member is Pattern.RILIS and not bits:
            at = int(np.flatnonzero(place == row)[0])
            raise InvalidInput(f"bulan_rilis[{at + 1}]", "kosong", "sedikitnya satu bulan rilis")
        owed[row] = _states(member, bits, period, {}, ReadingState.MISSING)
        counts[row] = _states(member, bits, period, dict.fromkeys(range(1, 13), 1), ReadingState.MEASURED)
    return owed[place], counts[place]


def _states(
    pattern: Pattern, bits: int, period: Period, values: dict[int, Any], state: ReadingState
) -> list[bool]:
    """In which months the scalar rule finds that state."""
    releases = [month for month in range(1, MONTHS + 1) if bits >> (month - 1) & 1]
    return [row.state is state for row in read_months(pattern, values, period, release_months=releases)]


def _sum(months: NDArray[np.int64], measured: NDArray[np.bool_]) -> Whole:
    return np.where(measured, months, 0).sum(axis=1)


def _last(months: NDArray[np.int64], measured: NDArray[np.bool_]) -> Whole:
    """The value of the last measured month; of any month where none was."""
    last = months.shape[1] - 1 - np.argmax(measured[:, ::-1], axis=1)
    return months[np.arange(len(months)), last]
