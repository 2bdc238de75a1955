"""Somebody who never used Selaras makes a whole draft from last year's plan: steps and fields are counted.

Twenty minutes (K-20) are the budget. Twenty seconds for a page that is read and pressed, and forty for a field
that is thought about and typed, are slow for anybody; the run below must stay within twenty minutes at that pace.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from selaras.planning.models import Skp
from selaras.planning.selectors import content_of
from selaras.planning.services import IkiValues, RhkValues, add_iki, add_rhk, agree_skp, draft_skp, submit_skp
from selaras.planning.workflow import missing_for_submission
from tests.browser.conftest import Person, Visit, on_day
from tests.cast import Cast

pytestmark = pytest.mark.browser
SECONDS_A_STEP, SECONDS_A_FIELD, BUDGET = 20, 40, 20 * 60
RESULTS = 5


class Counted:
    """A person whose presses and typed fields are counted, each field by form and name."""

    def __init__(self, person: Person) -> None:
        self.person, self.steps = person, 0
        self.fields: Counter[tuple[str, str]] = Counter()

    def press(self, name: str) -> None:
        self.person.press(name)
        self.steps += 1

    def click(self, selector: str) -> None:
        with self.person.page.expect_navigation():
            self.person.page.locator(selector).first.click()
        self.steps += 1

    def fill(self, **texts: str) -> None:
        self.person.fill(**texts)
        for name in texts:
            self.fields[self.person.page.url.split("?")[0], name] += 1

    @property
    def seconds(self) -> int:
        return self.steps * SECONDS_A_STEP + sum(self.fields.values()) * SECONDS_A_FIELD


def last_years_plan(cast: Cast) -> None:
    by, on = cast.actor("ani"), date(2025, 1, 6)
    skp = draft_skp(cast.ani, 2025, by=by, on=on)
    for number in range(RESULTS):
        rhk = add_rhk(skp, RhkValues(f"Warga kelurahan {number} terlayani sesuai standar"), by=by, on=on)
        for text, aspect in (("Warga terlayani", "kuantitas"), ("Layanan sesuai standar", "kualitas")):
            values = IkiValues(
                f"{text} di kelurahan {number}", aspect=aspect, target=Decimal(80 + number), unit_of_measure="%",
                baseline=Decimal(70), data_source="Register puskesmas", pattern="posisi",
            )  # fmt: skip
            add_iki(rhk, values, by=by, on=on)
    submit_skp(skp, by=by, on=on)
    agree_skp(skp, by=cast.actor("budi"), on=on)


@pytest.mark.trace("K-20", "P-02", "P-22")
def test_a_first_draft_from_last_year_fits_in_twenty_minutes(scope: Cast, visit: Visit) -> None:
    with on_day("2026-01-05 09:00+08:00"):
        last_years_plan(scope)
        ani = Counted(visit("ani"))
        ani.person.go("/skp/")
        ani.press("Mulai SKP 2026")
        assert ani.person.page.locator("[name=source]:checked").get_attribute("value") == "last"
        ani.press("Buat draf")
        _renew_every_target(ani)
        _keep_every_result(ani)
        ani.press("Periksa dan ajukan")
        skp = Skp.objects.get(employee=scope.ani, year=2026)
        content = content_of(skp)
        assert missing_for_submission(content) is None
        assert not any(rhk["is_carried_over"] for rhk in content["rhk"])
        assert len([iki for rhk in content["rhk"] for iki in rhk["iki"]]) == RESULTS * 2
        assert max(ani.fields.values()) == 1, "no field is asked twice"
        assert ani.seconds <= BUDGET, f"{ani.steps} steps, {sum(ani.fields.values())} fields: {ani.seconds} s"


def _renew_every_target(ani: Counted) -> None:
    """One new target for each result; everything else is filled in already."""
    page = ani.person.page
    places = page.locator("article.card").count()
    assert places == RESULTS
    for place in range(places):
        ani.click(f"article.card >> nth={place} >> tbody a:has-text('Ubah indikator')")
        assert _empty_required(page) == []
        ani.fill(target=str(90 + place))
        ani.press("Simpan")


def _keep_every_result(ani: Counted) -> None:
    marked = ani.person.page.get_by_role("button", name="Sudah saya tinjau")
    while marked.count():
        ani.press("Sudah saya tinjau")
        marked = ani.person.page.get_by_role("button", name="Sudah saya tinjau")


def _empty_required(page: Page) -> list[str]:
    """The fields that must be filled and are not."""
    fields = page.locator("main form [name][required]").all()
    return [str(field.get_attribute("name")) for field in fields if not field.input_value()]
