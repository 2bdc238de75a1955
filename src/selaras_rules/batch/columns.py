"""Columns: members of an enumeration as small numbers, exact numbers as whole ones; wrong rows named.

A member's code is its place in the enumeration (0 for the first), the same on every day. An exact number is held
as a whole number of its smallest unit (12.50 points as 1250 hundredths), so that sums are exact and nothing is
ever a float.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from selaras_rules.errors import InvalidInput, require_member

E = TypeVar("E", bound=StrEnum)
Column: TypeAlias = NDArray[np.integer[Any]]
Codes: TypeAlias = NDArray[np.uint8]
Whole: TypeAlias = NDArray[np.int64]
Truth: TypeAlias = NDArray[np.bool_]

# "Nothing was measured" among whole numbers: the one int64 that no amount may have.
MISSING = int(np.iinfo(np.int64).min)
# "None of them" among codes, for example the jenjang of somebody who holds no JF.
NO_CODE = 255


@dataclass(frozen=True, slots=True)
class Amounts:
    """Exact numbers with the same count of decimals: `whole[row]` ÷ 10 ** `places`."""

    whole: Whole
    places: int = 2

    def decimal(self, row: int) -> Decimal:
        """The number of one row as the scalar rule gives it."""
        return Decimal(int(self.whole[row])).scaleb(-self.places)

    def __len__(self) -> int:
        return len(self.whole)


def encode(kind: type[E], values: Iterable[E | str], field: str = "kolom") -> Codes:
    """Codes of members or their stored texts; raises InvalidInput naming the row (from 1)."""
    codes = {member: place for place, member in enumerate(kind)}
    found = (
        codes[require_member(kind, value, f"{field}[{row}]")] for row, value in enumerate(values, start=1)
    )
    return np.fromiter(found, dtype=np.uint8)


def decode(kind: type[E], codes: Column) -> list[E]:
    """Members of the codes; raises InvalidInput naming the row (from 1)."""
    members = tuple(kind)
    return [members[code] for code in require_codes(kind, codes, kind.__name__).tolist()]


def code_of(member: E) -> int:
    """The code of one member."""
    return tuple(type(member)).index(member)


def require_codes(kind: type[StrEnum], codes: Column, field: str) -> Column:
    """The codes, each a member; raises InvalidInput naming the first wrong row (from 1)."""
    return require_between(codes, 0, len(kind) - 1, field)


def require_between(numbers: Column, low: int, high: int, field: str) -> Column:
    """The whole numbers, each inside both bounds; raises InvalidInput naming the first wrong row (from 1)."""
    if numbers.dtype.kind not in "iu" or numbers.ndim != 1:
        raise InvalidInput(field, f"kolom {numbers.dtype}", "satu kolom bilangan bulat")
    if numbers.size and (numbers.min() < low or numbers.max() > high):
        row = int(np.flatnonzero((numbers < low) | (numbers > high))[0])
        raise InvalidInput(f"{field}[{row + 1}]", int(numbers[row]), f"{low} sampai {high}")
    return numbers


def require_same_length(**columns: NDArray[Any]) -> int:
    """The number of rows; raises InvalidInput when the columns differ."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length} baris" for name, length in lengths.items())
        raise InvalidInput("kolom", told, "kolom yang sama panjang")
    return next(iter(lengths.values()))


def whole_of(number: Decimal, places: int) -> int:
    """The exact number in whole units of 10 ** -`places`; raises InvalidInput when it has more decimals."""
    scaled = number.scaleb(places)
    if scaled != scaled.to_integral_value():
        raise InvalidInput("bilangan", number, f"paling banyak {places} angka di belakang koma")
    return int(scaled)


def amounts(numbers: Sequence[Decimal | int | None], places: int = 2) -> Whole:
    """Exact numbers as whole units; None becomes MISSING."""
    found = (MISSING if number is None else whole_of(Decimal(number), places) for number in numbers)
    return np.fromiter(found, dtype=np.int64, count=len(numbers))


def per_distinct(column: Column, rule: Callable[[int], int]) -> Whole:
    """The scalar rule, called once for each distinct value of the column and spread over its rows."""
    distinct, place = np.unique(column, return_inverse=True)
    answers = np.fromiter((rule(int(one)) for one in distinct), dtype=np.int64, count=len(distinct))
    return answers[place]


def divide_half_up(numerator: Whole, denominator: Whole) -> Whole:
    """Rounded once, halves away from zero, as `round_half_up`; the denominator is above zero.

    The caller keeps 2 × |numerator| + denominator inside 63 bits.
    """
    size = (2 * np.abs(numerator) + denominator) // (2 * denominator)
    return np.where(numerator < 0, -size, size)
