"""Every page that shows something, as the person whose page it is: faults, complaints, width, weight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from selaras.core.scoping import agency_scope
from tests.browser.conftest import DESK, PHONE, Person, Site, on_day, signed_in
from tests.browser.measures import blocking_requests, faults, is_too_wide, weighed
from tests.pages import PAGES, Page
from tests.stage import MOMENT, stage_everything

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.slow]

SHOWN = [
    page for page in PAGES if page.takes == "GET" and page.shows == "page" and page.name != "account_login"
]
IN_THE_DARK = {
    "web:home", "planning:detail", "planning:matrix", "monitoring:progress_of", "evaluation:rate", "evaluation:why",
    "organisation:import_detail", "evaluation:distribution",
}  # fmt: skip
# The style page shows every component at once; it is a page for people who build pages.
FOR_BUILDERS = {"web:style"}
FIRST_VISIT, LATER_VISIT = 45 * 1024, 20 * 1024


@pytest.fixture(scope="module")
def keys(site: Site) -> Iterator[dict[str, Any]]:
    """Something on every page, on a day in April."""
    with on_day(MOMENT), agency_scope(site.cast.kupang.pk):
        yield stage_everything(site.cast)


@pytest.fixture(scope="module")
def people(site: Site, keys: dict[str, Any], chromium: Browser) -> Iterator[dict[tuple[str, bool], Person]]:
    """Those who sat down already, by name and by whether it is dark."""
    seated: dict[tuple[str, bool], Person] = {}
    yield seated
    for person in seated.values():
        person.page.context.close()


@pytest.fixture
def seat(site: Site, chromium: Browser, people: dict[tuple[str, bool], Person]) -> Any:
    """`seat("ani")`: Ani, who has been here before, so that style and script are kept by her browser."""

    def find(name: str, *, dark: bool = False) -> Person:
        if (name, dark) not in people:
            people[name, dark] = signed_in(site, chromium, name, dark=dark)
        return people[name, dark]

    return find


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
@pytest.mark.trace("K-14")
def test_a_page_is_for_everybody_and_light(seat: Any, keys: dict[str, Any], page: Page) -> None:
    person = seat(page.reader)
    with weighed(person.page) as weight:
        person.go(page.path(keys))
        assert faults(person.page) == []
        person.page.set_viewport_size(PHONE)
        assert not is_too_wide(person.page), "one has to scroll sideways at 360 px"
        person.page.set_viewport_size(DESK)
    assert weight.complaints == []
    assert blocking_requests(person.page) <= 3
    assert weight.of_pages <= LATER_VISIT or page.name in FOR_BUILDERS, f"{weight.of_pages} bytes"


@pytest.mark.parametrize(
    "page", [page for page in SHOWN if page.name in IN_THE_DARK], ids=lambda page: page.name
)
def test_nothing_is_lost_in_the_dark(seat: Any, keys: dict[str, Any], page: Page) -> None:
    person = seat(page.reader, dark=True)
    person.go(page.path(keys))
    assert faults(person.page) == []


@pytest.mark.parametrize("name", [None, "ani"], ids=["sign-in", "home"])
def test_a_first_visit_is_light(
    site: Site, keys: dict[str, Any], chromium: Browser, name: str | None
) -> None:
    person = signed_in(site, chromium, name)
    cookies = person.page.context.cookies()
    person.page.context.close()
    context = chromium.new_context(viewport=PHONE, locale="id-ID")  # type: ignore[arg-type]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    with weighed(page) as weight:
        page.goto(site.address + ("/" if name else "/masuk/login/"), wait_until="networkidle")
        assert faults(page) == []
    assert blocking_requests(page) <= 3
    assert weight.of_everything <= FIRST_VISIT, f"{weight.of_everything} bytes"
    context.close()
