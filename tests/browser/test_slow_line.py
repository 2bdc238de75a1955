"""The line of a village: 64 kbit/s with 800 ms of delay, measured in the real browser."""

from __future__ import annotations

from time import monotonic

import pytest
from playwright.sync_api import Page

from selaras.monitoring.models import Realisation
from selaras.monitoring.tests.stage import stage_plan
from tests.browser.conftest import Site, Visit, on_day, sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.trace("C-25", "C-26")]
LINE = {"offline": False, "latency": 800, "downloadThroughput": 8000, "uploadThroughput": 8000}
# Seconds. The test server sends style and script unpacked, three times what travels in truth; the limits of later
# pages are the ones a person feels.
FIRST_VISIT, LATER_VISIT, SAVING = 40, 6, 12


def slow(page: Page) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)


def seconds(page: Page, address: str) -> float:
    """Until the page can be read and its forms be filled in."""
    begun = monotonic()
    page.goto(address, wait_until="domcontentloaded", timeout=60_000)
    page.locator("main h1").wait_for()
    return monotonic() - begun


def test_ani_signs_in_reads_and_records_over_a_slow_line(site: Site, scope: Cast, visit: Visit) -> None:
    with on_day("2026-10-05 09:00+08:00"):
        plan = stage_plan(scope)
        ani = visit(None, phone=True)
        page = ani.page
        page.set_default_timeout(60_000)
        slow(page)
        took = {"first": seconds(page, site.address + "/masuk/login/")}
        sign_in(ani, "ani", is_asked=True)
        for path in ("/kerja/", f"/kerja/realisasi/{plan.iki['cerita'].pk}/?bulan=9"):
            took[path] = seconds(page, site.address + path)
        ani.fill(narrative="Ruang tunggu tenang, warga dipanggil menurut nomor")
        begun = monotonic()
        page.get_by_role("button", name="Simpan", exact=True).click()
        page.get_by_text("Realisasi September 2026 tersimpan").wait_for()
        saving = monotonic() - begun
        assert Realisation.objects.get().narrative.startswith("Ruang tunggu tenang")
        assert took.pop("first") <= FIRST_VISIT
        assert max(took.values()) <= LATER_VISIT, took
        assert saving <= SAVING
