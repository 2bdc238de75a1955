"""Coming in, with and without JavaScript, and what the first visit weighs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, Visit
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_ani_signs_in_and_sees_her_start_page(visit: Visit) -> None:
    ani = visit("ani", phone=True)
    assert ani.sees("Ani Tefaloi")
    assert ani.sees("Untuk Anda hari ini")


def test_it_works_without_javascript(visit: Visit) -> None:
    ani = visit("ani", scripts=False)
    assert ani.sees("Untuk Anda hari ini")


@pytest.mark.trace("C-22")
def test_a_passkey_is_made_and_opens_the_door_without_a_password(visit: Visit, site: Site) -> None:
    page = visit("ani").page
    address = site.address.replace("127.0.0.1", "localhost")  # browsers refuse passkeys on bare numbers
    _with_a_phone(page)
    page.goto(f"{address}/masuk/login/")
    _by_password(page, site.cast.ani.nip)
    page.goto(f"{address}/masuk/2fa/webauthn/add/")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.locator("main [name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/2fa/recovery-codes/")
    page.context.clear_cookies()
    page.goto(f"{address}/masuk/login/?passkey=1")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{address}/")
    assert "Ani Tefaloi" in page.locator("h1").inner_text()


def _with_a_phone(page: Page) -> None:
    phone = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": phone})


def _by_password(page: Page, nip: str) -> None:
    page.locator("[name=login]").fill(nip)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).first.click()
    page.wait_for_load_state()
