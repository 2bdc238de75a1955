"""The short code under every printed document: unguessable, easy to read aloud, safe against slips.

Eleven random characters (55 bits) and one check character in Crockford's base 32, which has no
I, L, O and U. The check is an evaluation over the field of 32 elements, so every wrong character
and every swap of two characters is noticed before anybody looks the code up.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u00a0": None})
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1


class VerificationCodeError(ValueError):
    """What was typed cannot be a verification code: wrong length, character or check character."""


def new_verification_code() -> str:
    """Draw a new code of twelve characters; the caller makes sure that it is unique where it is kept."""
    digits = [secrets.randbelow(32) for _ in range(LENGTH - 1)]
    return "".join(ALPHABET[digit] for digit in (*digits, _times_x(_fold(digits))))


def format_verification_code(code: str) -> str:
    """Write a code in groups of four, as it is printed: 7K3M-9QWX-4TZ2."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def parse_verification_code(typed: str) -> str:
    """Read a code as people type it (case, spaces, O for 0, I or L for 1); raise VerificationCodeError."""
    code = typed.strip().upper().translate(_READ_AS)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise VerificationCodeError(typed)
    if _fold(ALPHABET.index(character) for character in code) != 0:
        raise VerificationCodeError(typed)
    return code


def _fold(digits: Iterable[int]) -> int:
    folded = 0
    for digit in digits:
        folded = _times_x(folded) ^ digit
    return folded


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & 0b100000 else doubled
