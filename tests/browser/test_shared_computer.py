"""A computer that others use too: after signing out nothing lies on it, and who walks away is signed out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from selaras.planning.tests.stage import drafted, first_result
from tests.browser.conftest import Site, Visit, on_day
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.trace("C-27")]
LEFT = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((one) => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "caches": [], "databases": [], "workers": 0}


def test_nothing_is_left_in_any_store(site: Site, scope: Cast, visit: Visit) -> None:
    with on_day("2026-01-05 09:00+08:00"):
        rhk = first_result(drafted(scope, "ani"))
        ani = visit("ani")
        page = ani.go("/luring/")
        # An earlier visit that was not marked has left its traces.
        page.wait_for_function("() => (localStorage.getItem('selaras-device') ?? '').includes('packed')")
        page.evaluate("() => document.getElementById('f-logout').requestSubmit()")
        page.wait_for_url("**/masuk/**")
        ani.fill(login=scope.ani.nip, password=PASSWORD)
        page.get_by_label("Ini komputer bersama").check()
        with page.expect_navigation():
            page.locator("main button[type=submit]").first.click()
        ani.go(f"/skp/hasil/{rhk.pk}/ubah/")
        ani.fill(text="Rahasia yang diketik di komputer bersama")
        page.wait_for_timeout(600)
        assert page.evaluate(LEFT) == NOTHING
        page.goto(site.address + "/luring/")
        expect(page.locator("[data-part=write]")).to_be_hidden()
        expect(page.get_by_text("Ini komputer bersama")).to_be_visible()
        page.evaluate("() => document.getElementById('f-logout').requestSubmit()")
        page.wait_for_url("**/masuk/**")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(LEFT) == NOTHING
        page.go_back()
        assert "Rahasia" not in page.content()


def test_the_session_ends_with_the_browser(site: Site, scope: Cast, visit: Visit) -> None:
    hadi = visit(None)
    hadi.go("/masuk/login/")
    hadi.fill(login=scope.hadi.nip, password=PASSWORD)
    hadi.page.get_by_label("Ini komputer bersama").check()
    with hadi.page.expect_navigation():
        hadi.page.locator("main button[type=submit]").first.click()
    (cookie,) = [one for one in hadi.page.context.cookies() if one["name"] == "sessionid"]
    assert cookie["expires"] == -1
