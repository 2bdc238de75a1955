"""On a computer that others use too a session ends soon, and no page stays in a cache."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from tests.fixtures import SignedIn

pytestmark = pytest.mark.trace("C-27")
MORNING = datetime.fromisoformat("2026-03-02 09:00+08:00")


def shared(cast: Cast) -> Client:
    browser = Client()
    answer = browser.post(
        reverse("account_login"), {"login": cast.ani.nip, "password": PASSWORD, "shared": "on"}
    )
    assert answer.status_code == 302
    return browser


def test_who_walks_away_is_signed_out_after_a_quarter_of_an_hour(cast: Cast) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        browser = shared(cast)
        clock.shift(timedelta(minutes=14))
        page = browser.get("/")
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store"
        clock.shift(timedelta(minutes=14))
        assert browser.get("/").status_code == 200
        clock.shift(timedelta(minutes=16))
        gone = browser.get("/")
        assert gone.status_code == 302
        assert gone["Clear-Site-Data"] == '"cache", "storage"'
        clock.shift(timedelta(minutes=-16))
        assert browser.get("/").status_code == 302


def test_signing_out_clears_the_browser_and_takes_no_pack_along(cast: Cast) -> None:
    browser = shared(cast)
    assert browser.get(reverse("monitoring:device_pack")).status_code == 409
    assert browser.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache", "storage"'


def test_the_own_device_stays_signed_in_and_is_not_cleared(cast: Cast, sign_in: type[SignedIn]) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        ani = sign_in("ani")
        clock.shift(timedelta(days=3))
        assert ani.get("/").status_code == 200
        assert "Clear-Site-Data" not in ani.post(reverse("account_logout"))
