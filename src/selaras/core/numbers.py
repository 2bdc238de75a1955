"""Numbers as Indonesians write them: 1.234,5."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text

LARGEST: Final = Decimal("99999999999999.9999")
"""What a column of 18 digits with 4 of them behind the comma can keep."""

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+")
_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?")


def number_text(value: Decimal | int | None) -> str:
    """A number as Indonesians write it: 1.234,5; nothing for None."""
    if value is None:
        return ""
    plain = plain_number(value)
    whole, _point, fraction = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    if whole.startswith("-") and grouped == "0":
        grouped = "-0"
    return f"{grouped},{fraction}" if fraction else grouped


def plain_number(value: Decimal | int | None) -> str:
    """A number as a program reads it, without needless zeros: 1234.5; nothing for None."""
    if value is None:
        return ""
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_number(text: str) -> Decimal | None:
    """A number as people type it: «1.250,5», «1250,5», «1.250» (a thousand) or «98.5»; None for nothing.

    Raises `ValueError` for everything else: words, scientific notation, and what can be read in two ways.
    """
    text = "".join(text.split()).replace("\u2212", "-")
    if not text:
        return None
    whole, comma, fraction = text.partition(",")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    elif comma and "." in whole:
        raise ValueError(text)
    plain = f"{whole}.{fraction}" if comma else whole
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    return Decimal(plain)


def size_problem(value: Decimal) -> Text | None:
    """Why a number can't be kept, or None."""
    if not value.is_finite():
        return _("Ini bukan angka yang dapat dihitung.")
    if abs(value) > LARGEST:
        return _(
            "Angka ini terlalu besar: paling banyak 14 angka di depan koma. Pakai satuan yang lebih besar, mis. juta."
        )
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        return _("Paling banyak empat angka di belakang koma.")
    return None
