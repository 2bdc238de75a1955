"""The list of one's own sign-ins: read on a phone, and everything else put out with one press."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from selaras.accounts.devices import device_name
from tests.cast import PASSWORD, Cast

CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"
)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (CHROME, "Chrome di Android"),
        (EDGE, "Edge di Windows"),
        (SAFARI, "Safari di iPhone"),
        ("curl/8.5", "Peramban tidak dikenal"),
        ("", "Peramban tidak dikenal"),
    ],
)
def test_a_device_is_told_in_words(line: str, told: str) -> None:
    assert device_name(line) == told


def signed_in(cast: Cast, line: str) -> Client:
    browser = Client(headers={"user-agent": line})
    browser.post(reverse("account_login"), {"login": cast.ani.nip, "password": PASSWORD})
    return browser


@pytest.mark.trace("C-22")
def test_somebody_else_with_the_password_is_seen_and_put_out(cast: Cast) -> None:
    own, other = signed_in(cast, CHROME), signed_in(cast, EDGE)
    page = own.get(reverse("usersessions_list")).content.decode()
    assert "Chrome di Android" in page
    assert "Edge di Windows" in page
    assert "Mozilla" not in page
    own.post(reverse("usersessions_list"))
    assert other.get(reverse("web:home")).status_code == 302
    assert own.get(reverse("web:home")).status_code == 200


def test_nobody_is_promised_a_mail_that_does_not_come() -> None:
    page = Client().get(reverse("account_reset_password")).content.decode()
    assert "Temui admin OPD Anda" in page
    assert 'name="email"' not in page
