"""Activation codes: ten characters that can be read aloud, kept only as a keyed hash."""

from __future__ import annotations

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from selaras.core.documents.codes import ALPHABET

LENGTH = 10
DAYS_VALID = 30


def new_code() -> str:
    """Fifty bits of chance; shown once, on the sheet that is handed over."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def printed(code: str) -> str:
    """As it stands on the sheet: XXXXX-XXXXX."""
    return f"{code[:5]}-{code[5:]}"


def hash_of(code: str) -> str:
    """What the database keeps."""
    return salted_hmac("selaras.activation", _plain(code), algorithm="sha256").hexdigest()


def matches(code: str, kept: str) -> bool:
    """Whether a typed code is the one that was issued."""
    return bool(kept) and constant_time_compare(hash_of(code), kept)


def _plain(code: str) -> str:
    typed = code.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return "".join(char for char in typed if char in ALPHABET)
