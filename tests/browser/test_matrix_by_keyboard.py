"""The matrix by keyboard: arrows, Enter, Esc, and cells pasted from a spreadsheet; what was overtaken is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Page

from selaras.core.scoping import agency_scope
from selaras.planning.models import RoleMatrixCell
from selaras.planning.selectors import place_in_matrix
from selaras.planning.services import set_matrix_cell
from selaras.planning.tests.stage import agreed
from tests.browser.conftest import Site, Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
MATRIX = "/skp/matriks/?tahun=2026"
CELLS = "table[data-matrix] td"


@pytest.fixture(scope="module")
def planned(site: Site) -> Iterator[Cast]:
    with on_day("2026-01-12 09:00+08:00"), agency_scope(site.cast.kupang.pk):
        agreed(site.cast, "budi", "citra", "Warga terobati", "Data rapi")
        yield site.cast


def texts() -> set[str]:
    return set(RoleMatrixCell.objects.values_list("text", flat=True))


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


@pytest.mark.trace("K-06")
def test_a_leader_writes_moves_and_leaves_by_keyboard(planned: Cast, visit: Visit) -> None:
    budi = visit("budi")
    page = budi.go(MATRIX)
    page.locator(CELLS).first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Pasien dipantau")
    with page.expect_response("**/matriks/*/*/"):
        page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('[data-matrix-status]').textContent === 'Tersimpan.'")
    assert page.locator(CELLS).first.inner_text() == "Pasien dipantau"
    assert page.evaluate("document.activeElement.cellIndex") == 2
    page.keyboard.press("ArrowDown")
    page.keyboard.type("x yang tidak jadi")
    page.keyboard.press("Escape")
    assert page.locator(CELLS).nth(3).inner_text() == ""
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.cellIndex") == 1
    assert texts() == {"Pasien dipantau"}


def test_somebody_else_was_quicker_and_both_texts_stay(planned: Cast, visit: Visit) -> None:
    budi = visit("budi")
    page = budi.go(MATRIX)
    place = page.locator(CELLS).nth(2)
    person = page.locator("table[data-matrix] tbody tr").nth(1).get_attribute("data-key")
    rhk = page.locator("table[data-matrix] thead th").nth(1).get_attribute("data-key")
    assert person
    assert rhk
    place.focus()
    page.keyboard.press("F2")
    page.keyboard.type("Dari tabel")
    leader = planned.actor("budi")
    result, member, _cell = place_in_matrix(leader, UUID(rhk), UUID(person))
    set_matrix_cell(result, member, text="Dari tab lain", by=leader, on=date(2026, 1, 12))
    page.keyboard.press("Enter")
    page.wait_for_selector("td.has-error")
    assert place.locator("textarea").input_value() == "Dari tabel"
    assert "Dari tab lain" in texts()


def test_pasted_cells_are_looked_at_first(planned: Cast, visit: Visit) -> None:
    budi = visit("budi")
    page = budi.go(MATRIX)
    page.locator(CELLS).nth(1).focus()
    with page.expect_navigation():
        paste(page, "Rekap bulanan\r\nGrafik kunjungan\r\n")
    assert budi.sees("2 peran akan berubah")
    assert "Rekap bulanan" not in texts()
    budi.press("Simpan perubahan ini")
    assert {"Rekap bulanan", "Grafik kunjungan"} <= texts()


def test_on_a_phone_one_person_at_a_time(planned: Cast, visit: Visit) -> None:
    budi = visit("budi", phone=True)
    page = budi.go(MATRIX)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.locator(CELLS).first.is_visible()
    budi.press("Tulis peran")
    budi.fill(form="peran", text_1="Catatan lapangan")
    budi.press("Simpan")
    assert "Catatan lapangan" in texts()
