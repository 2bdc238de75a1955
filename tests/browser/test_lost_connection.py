"""The line drops while a plan is written: nothing is lost, nothing is overwritten, nothing stays after sign-out."""

from __future__ import annotations

import pytest

from selaras.planning.models import Iki, RencanaHasilKerja
from selaras.planning.services import RhkValues, edit_rhk
from selaras.planning.tests.stage import ON, drafted, first_result
from tests.browser.conftest import Person, Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
MORNING = "2026-01-05 09:00+08:00"
TYPED = "Ibu hamil di tiga kelurahan melahirkan dengan selamat"
KEYS = "() => Object.keys(localStorage).filter((key) => key.startsWith('selaras:'))"


def writing(ani: Person, rhk: RencanaHasilKerja) -> None:
    """She types, and what is typed reaches the device."""
    ani.go(f"/skp/hasil/{rhk.pk}/ubah/")
    ani.fill(text=TYPED)
    ani.page.wait_for_function(f"() => ({KEYS})().length > 0")


@pytest.mark.trace("K-20", "P-22")
def test_a_form_waits_for_the_line_and_goes_by_itself(scope: Cast, visit: Visit) -> None:
    with on_day(MORNING):
        rhk = first_result(drafted(scope, "ani"))
        ani = visit("ani")
        writing(ani, rhk)
        ani.page.context.set_offline(True)
        ani.page.get_by_role("button", name="Simpan", exact=True).click()
        ani.page.wait_for_selector(".waits")
        assert ani.sees("Tidak ada sambungan")
        assert ani.page.locator("main [name=text]").input_value() == TYPED
        with ani.page.expect_navigation():
            ani.page.context.set_offline(False)
        rhk.refresh_from_db()
        assert rhk.text == TYPED
        assert ani.page.evaluate(KEYS) == []


def test_a_closed_tab_loses_nothing_and_another_text_is_not_overwritten(scope: Cast, visit: Visit) -> None:
    with on_day(MORNING):
        rhk = first_result(drafted(scope, "hadi"))
        hadi = visit("hadi")
        writing(hadi, rhk)
        context = hadi.page.context
        hadi.page.close()
        edit_rhk(rhk, RhkValues("Ditulis di ponsel"), by=scope.actor("hadi"), on=ON)
        again = Person(context.new_page(), hadi.site)
        again.go(f"/skp/hasil/{rhk.pk}/ubah/")
        assert again.page.locator("main [name=text]").input_value() == TYPED
        with again.page.expect_navigation():
            again.page.get_by_role("button", name="Simpan", exact=True).click()
        assert again.sees("Ditulis di ponsel")
        assert again.sees(TYPED)
        rhk.refresh_from_db()
        assert rhk.text == "Ditulis di ponsel"
        again.press("Simpan tulisan saya")
        rhk.refresh_from_db()
        assert rhk.text == TYPED


def test_nothing_stays_on_a_shared_computer(scope: Cast, visit: Visit) -> None:
    with on_day(MORNING):
        rhk = first_result(drafted(scope, "budi"))
        budi = visit("budi")
        writing(budi, rhk)
        budi.page.evaluate("() => document.getElementById('f-logout').requestSubmit()")
        budi.page.wait_for_url("**/masuk/**")
        assert budi.page.evaluate(KEYS) == []
        assert not Iki.objects.filter(text=TYPED).exists()
