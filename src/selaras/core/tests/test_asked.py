"""An address can be typed by anybody: what cannot be is as if nothing were asked."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import RequestFactory

from selaras.core.asked import key_asked, year_asked

KEY = UUID("01a20000-0000-7000-8000-000000000000")


# Python refuses to read a number of more than 4300 digits, and would answer with an error of its own.
@pytest.mark.parametrize("typed", ["", "tahun ini", "1999", "2101", "-2025", "2025.0", "²", "9" * 5000])
def test_a_year_that_cannot_be_is_the_default(typed: str) -> None:
    assert year_asked(RequestFactory().get("/", {"tahun": typed}), 2026) == 2026


def test_a_year_and_a_key_are_read() -> None:
    request = RequestFactory().get("/", {"tahun": "2025", "opd": str(KEY), "unit": "dinkes"})
    assert year_asked(request, 2026) == 2025
    assert year_asked(request, 2026, range(2026, 2030)) == 2026
    assert (key_asked(request, "opd"), key_asked(request, "unit"), key_asked(request, "lain")) == (
        KEY,
        None,
        None,
    )
