"""A draft saves itself while it is written, waits for a lost line, and never overwrites what came from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from selaras.planning.services import RhkValues, edit_rhk
from selaras.planning.tests.stage import ON, drafted, first_result
from tests.browser.conftest import Visit, on_day
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.trace("K-20", "P-22")]
MORNING = "2026-01-05 09:00+08:00"
# The quiet after the last letter, and the distance between two savings.
QUIET, DISTANCE = 3_000, 15_000
# In milliseconds, for a slow machine: the clock of the browser is turned, so what is waited for is an answer.
PATIENCE = 30_000


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-told]")).to_contain_text(text, timeout=PATIENCE)


def test_a_text_is_there_without_a_press_and_waits_for_the_line(scope: Cast, visit: Visit) -> None:
    with on_day(MORNING):
        rhk = first_result(drafted(scope, "ani"))
        ani = visit("ani")
        ani.page.clock.install()
        page = ani.go(f"/skp/hasil/{rhk.pk}/ubah/")
        ani.fill(text="Ibu hamil melahirkan dengan selamat")
        page.clock.fast_forward(QUIET)
        says(page, "Tersimpan pukul 09.0")
        ani.go(f"/skp/{rhk.skp_id}/ubah/")
        assert ani.sees("Ibu hamil melahirkan dengan selamat")
        ani.go(f"/skp/hasil/{rhk.pk}/ubah/")
        assert not page.locator(".kept").count()
        page.context.set_offline(True)
        ani.fill(text="Ditulis tanpa sambungan")
        says(page, "menunggu sambungan")
        page.context.set_offline(False)
        says(page, "Tersimpan pukul")
        rhk.refresh_from_db()
        assert rhk.text == "Ditulis tanpa sambungan"
        ani.fill(text="Diselesaikan dengan tombol")
        ani.press("Simpan")
        rhk.refresh_from_db()
        assert rhk.text == "Diselesaikan dengan tombol"


def test_half_a_number_waits_and_what_came_from_elsewhere_stands_beside(scope: Cast, visit: Visit) -> None:
    with on_day(MORNING):
        rhk = first_result(drafted(scope, "hadi"))
        hadi = visit("hadi")
        hadi.page.clock.install()
        page = hadi.go(f"/skp/hasil/{rhk.pk}/ubah/")
        hadi.fill(text=" ")
        page.clock.fast_forward(QUIET)
        says(page, "Belum lengkap")
        edit_rhk(rhk, RhkValues("Ditulis di ponsel"), by=scope.actor("hadi"), on=ON)
        hadi.fill(text="Ditulis di meja")
        page.clock.fast_forward(DISTANCE)
        says(page, "Diubah di tempat lain")
        with page.expect_navigation():
            page.get_by_role("button", name="Lihat keduanya").click()
        assert hadi.sees("Ditulis di ponsel")
        assert hadi.sees("Ditulis di meja")
        rhk.refresh_from_db()
        assert rhk.text == "Ditulis di ponsel"
