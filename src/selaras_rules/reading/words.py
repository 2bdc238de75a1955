"""Names of the codes in law files, and single values as Indonesians write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from selaras_rules.parameters import read_toml
from selaras_rules.periods import date_label

NOTHING = "–"
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# From here on digits are grouped, so that a year stays a year.
_GROUPED_FROM = 10_000


def word_of(code: str, key: str = "") -> str:
    """The name of a code for people; `key` is the law it stands in, for codes that mean different things.

    A code without a name of its own is shown with spaces; a text that is no code stays as it is.
    """
    names = _names()
    for group in (key, key.partition(".")[0], ""):
        if code in names.get(group, {}):
            return names[group][code]
    return code.replace("_", " ") if _CODE.fullmatch(code) else code


def has_word(code: str, key: str = "") -> bool:
    """Whether `words.toml` names this code for this law."""
    names = _names()
    return any(code in names.get(group, {}) for group in (key, key.partition(".")[0], ""))


def written_out(value: Any, key: str = "") -> str:
    """One value as a text: digits as in the law, with a decimal comma; several values one after another."""
    match value:
        case None:
            return NOTHING
        case bool():
            return "ya" if value else "tidak"
        case int():
            return _grouped(str(value)) if abs(value) >= _GROUPED_FROM else str(value)
        case Decimal():
            return _decimal(value)
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case date():
            return date_label(value)
        case time():
            return f"{value:%H.%M}"
        case str():
            return word_of(value, key) or NOTHING
    return _several(value, key)


def _several(value: Any, key: str) -> str:
    if isinstance(value, Mapping):
        return "; ".join(
            f"{word_of(str(name), key)}: {written_out(inner, key)}" for name, inner in value.items()
        )
    texts = [written_out(inner, key) for inner in value]
    return ("; " if any("," in text for text in texts) else ", ").join(texts) or NOTHING


def _decimal(value: Decimal) -> str:
    whole, _, decimals = format(value, "f").partition(".")
    if abs(value) >= _GROUPED_FROM:
        whole = _grouped(whole)
    return f"{whole},{decimals}" if decimals else whole


def _grouped(digits: str) -> str:
    return f"{int(digits):,}".replace(",", ".")


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Group of the law ("" for all) → code → name."""
    table = read_toml(Path(__file__).parent / "words.toml")
    general = {code: name for code, name in table.items() if isinstance(name, str)}
    groups = {row["law"]: row["words"] for row in table.get("in", ())}
    return MappingProxyType({"": general, **groups})
