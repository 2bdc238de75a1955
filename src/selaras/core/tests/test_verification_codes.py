"""The code of a paper is read as people type it, and no slip passes."""

from __future__ import annotations

import re

import pytest

from selaras.core.documents import (
    VerificationCodeError,
    format_verification_code,
    new_verification_code,
    parse_verification_code,
)
from selaras.core.documents.codes import ALPHABET


def test_verification_codes_are_read_as_people_type_them() -> None:
    code = new_verification_code()
    assert re.fullmatch(rf"[{ALPHABET}]{{12}}", code)
    typed = format_verification_code(code).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert parse_verification_code(f" {typed} ") == code


def test_every_single_slip_in_a_verification_code_is_noticed() -> None:
    code = new_verification_code()
    slips = {code[:at] + other + code[at + 1 :] for at in range(12) for other in ALPHABET}
    slips |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(11)}
    for slip in slips - {code}:
        with pytest.raises(VerificationCodeError):
            parse_verification_code(slip)


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M9QWX4TZCU", "7K3M-9QWX-4TZ!", "😀" * 12])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(VerificationCodeError):
        parse_verification_code(typed)
