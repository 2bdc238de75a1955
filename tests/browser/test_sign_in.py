"""Coming in, with and without JavaScript, and what the first visit weighs."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_ani_signs_in_and_sees_her_start_page(visit: Visit) -> None:
    ani = visit("ani", phone=True)
    assert ani.sees("Ani Tefaloi")
    assert ani.sees("Untuk Anda hari ini")


def test_it_works_without_javascript(visit: Visit) -> None:
    ani = visit("ani", scripts=False)
    assert ani.sees("Untuk Anda hari ini")
