"""A code from an authenticator app, recovery codes, and devices that are remembered (complaint C-22)."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_password(cast: Cast) -> Client:
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": cast.ani.nip, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    return browser


@pytest.fixture
def protected(cast: Cast) -> Cast:
    account = cast.ani.account
    assert account is not None
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    return cast


def is_inside(browser: Client) -> bool:
    return browser.get(reverse("accounts:profile")).status_code == 200


def test_the_password_alone_does_not_open_the_door(protected: Cast) -> None:
    assert not is_inside(with_password(protected))


def test_the_code_of_the_app_opens_it(protected: Cast) -> None:
    browser = with_password(protected)
    browser.post(reverse("mfa_authenticate"), {"code": code_now()})
    browser.post(reverse("mfa_trust"), {"action": "skip"})
    assert is_inside(browser)


@pytest.mark.trace("C-22")
def test_a_recovery_code_opens_it_once(protected: Cast) -> None:
    recovery = Authenticator.objects.get(user=protected.ani.account, type=Authenticator.Type.RECOVERY_CODES)
    code = recovery.wrap().get_unused_codes()[0]
    for opens in (True, False):
        cache.clear()
        browser = with_password(protected)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        browser.post(reverse("mfa_trust"), {"action": "skip"})
        assert is_inside(browser) is opens


@pytest.mark.trace("C-22")
def test_a_remembered_device_is_not_asked_again(protected: Cast) -> None:
    browser = with_password(protected)
    browser.post(reverse("mfa_authenticate"), {"code": code_now()})
    browser.post(reverse("mfa_trust"), {"action": "trust"})
    browser.post(reverse("account_logout"))
    cache.clear()
    browser.post(reverse("account_login"), {"login": protected.ani.nip, "password": PASSWORD})
    assert is_inside(browser)


def test_one_sets_it_up_from_the_own_account_page(cast: Cast) -> None:
    browser = Client()
    browser.post(reverse("account_login"), {"login": cast.ani.nip, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert Authenticator.objects.filter(user=cast.ani.account, type=Authenticator.Type.TOTP).exists()


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_index"])
def test_the_other_pages_of_the_second_factor_open(protected: Cast, name: str) -> None:
    browser = with_password(protected)
    browser.post(reverse("mfa_authenticate"), {"code": code_now()})
    browser.post(reverse("mfa_trust"), {"action": "skip"})
    assert browser.get(reverse(name), follow=True).status_code == 200


def test_a_passkey_on_an_address_of_numbers_says_why_it_cannot_be(protected: Cast) -> None:
    browser = with_password(protected)
    browser.post(reverse("mfa_authenticate"), {"code": code_now()})
    browser.post(reverse("mfa_trust"), {"action": "skip"})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    add = reverse("mfa_add_webauthn")
    by_number = browser.get(add, headers={"host": "127.0.0.1:8000"}).content.decode()
    by_name = browser.get(add, headers={"host": "localhost:8000"}).content.decode()
    assert "Nama kunci ini" in by_name
    assert "alamat bernama" in by_number
    assert "alamat bernama" not in by_name
