"""Exact numbers: reading, one rounding half up, writing the Indonesian way."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from .errors import InvalidInput

PLACES = 18
LARGEST = Fraction(10**PLACES)


def exact(given: Decimal | int | Fraction, field: str) -> Fraction:
    """The number as a fraction; refuses floats, NaN, infinity and numbers beyond 10^18 (InvalidInput)."""
    if isinstance(given, bool | float) or not isinstance(given, int | Decimal | Fraction):
        raise InvalidInput(field, given, "bilangan desimal yang tepat")
    if isinstance(given, Decimal):
        _check_size(given, field)
    if abs(number := Fraction(given)) > LARGEST:
        raise InvalidInput(field, given, "paling besar 10 pangkat 18")
    return number


def _check_size(given: Decimal, field: str) -> None:
    """Refuses before a fraction is made: "1e999999999" would need more memory than there is."""
    if not given.is_finite():
        raise InvalidInput(field, given, "bilangan biasa")
    exponent = given.as_tuple().exponent
    if given.adjusted() > PLACES or not isinstance(exponent, int) or exponent < -PLACES:
        raise InvalidInput(
            field, given, "paling besar 10 pangkat 18, paling banyak 18 angka di belakang koma"
        )


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum without any rounding of the decimal context."""
    with localcontext() as context:
        context.prec = 4 * PLACES
        return sum(numbers, Decimal(0))


def round_half_up(number: Fraction, places: int = 2) -> Decimal:
    """Rounded once, halves away from zero, always with that many decimals."""
    scaled = abs(number) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(f"{'-' if number < 0 and whole else ''}{whole}E-{places}")


def written(number: Decimal | Fraction | int, places: int = 2) -> str:
    """The number as Indonesians write it: comma for decimals, points for thousands, no empty zeros."""
    rounded = round_half_up(Fraction(number), places)
    whole, _, decimals = format(rounded, "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = "-" + grouped
    decimals = decimals.rstrip("0")
    return f"{grouped},{decimals}" if decimals else grouped
