"""Every URL has a line in `tests/pages`, and answers everybody as the line says; nobody ever meets a 500."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house import House, house
from tests.pages import EVERYBODY, PAGES, Page

__all__ = ["house"]
# Pages of django-allauth beside our own: signing in with a second factor, sessions, own password.
OF_ALLAUTH = ("account_", "mfa_", "usersessions_", "openid", "socialaccount_")
# What Django says of every field alike; our forms say what is missing (`selaras.core.forms.SENTENCES`).
SAYS_NOTHING = re.compile(rb"Bidang ini tidak boleh kosong|Masukkan (pilihan|tanggal) yang valid")


def named_urls() -> set[str]:
    """The names of all URLs of ours."""
    found: set[str] = set()

    def walk(resolver: URLResolver, space: str = "") -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                found.add(f"{space}:{entry.name}" if space else str(entry.name))
            else:
                walk(entry, str(entry.namespace or space))

    walk(get_resolver())
    return {name for name in found if not name.startswith(OF_ALLAUTH)}


# The house keeps one transaction open over its tests, which a test case of its own would close on PostgreSQL;
# this one only makes sure that a database is there when the module runs alone.
@pytest.mark.django_db
def test_every_url_has_one_line_in_the_table() -> None:
    names = [page.name for page in PAGES]
    assert len(names) == len(set(names))
    assert named_urls() == {name for name in names if not name.startswith(OF_ALLAUTH)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_open_to_whom_it_should_be(house: House, page: Page) -> None:
    path = page.path(house.keys)
    got = {name: _status(house.browsers[name], path) for name in _askers(page)}
    assert got == {name: _expected(page, name) for name in got}


@pytest.mark.parametrize("page", [page for page in PAGES if not page.is_public], ids=lambda page: page.name)
def test_who_is_signed_out_is_led_to_the_sign_in(house: House, page: Page) -> None:
    answer = house.browsers["signed_out"].generic(page.takes, page.path(house.keys))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login") + "?next=")


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.args and not (page.is_public or page.is_common)],
    ids=lambda page: page.name,
)
def test_the_stranger_learns_nothing(house: House, page: Page) -> None:
    """Not even that something exists: a key of nobody gets the answer that a key of the other city gets."""
    nothing = dict.fromkeys(house.keys, "01a20000-0000-7000-8000-000000000000")
    mine, nobodys = (
        house.browsers["ivan"].generic(page.takes, page.path(keys)) for keys in (house.keys, nothing)
    )
    assert mine.status_code in {403, 404}
    assert mine.status_code == nobodys.status_code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_an_empty_form_breaks_nothing_for_anybody(house: House, page: Page) -> None:
    path = page.path(house.keys)
    for name in _senders(page):
        browser = house.browsers[name]
        signed_in = deepcopy(browser.cookies)
        with transaction.atomic():
            answer = browser.post(path)
            transaction.set_rollback(True)
        browser.cookies = signed_in  # who was signed out by it comes back for whatever test is next
        assert answer.status_code < 500, (name, answer.status_code)
        assert answer.streaming or not SAYS_NOTHING.search(answer.content), name


def _askers(page: Page) -> set[str]:
    """Everybody. What nobody is kept from is asked for by an employee, an official without NIP, an admin and a
    stranger; a file that is costly to make by one of those who may have it, and all who may not.
    """
    if page.to == EVERYBODY:
        return {"ani", "dewi", "fajar", "ivan"}
    if page.shows == "file":
        return {*(EVERYBODY - page.to), page.reader}
    return set(EVERYBODY)


def _senders(page: Page) -> set[str]:
    """Whose page it is, a superior, the stranger, and nobody."""
    return {*([page.reader] if page.to else []), "budi", "ivan", "signed_out"}


def _expected(page: Page, name: str) -> int:
    if page.takes == "POST":
        return 405
    return 302 if page.shows == "redirect" and page.is_public else page.expected(name)


def _status(browser: Client, path: str) -> int:
    is_ours = not path.startswith(("/masuk/", "/bahasa/"))
    answer = browser.get(path, headers={} if is_ours else {"accept": "text/html"})
    if answer.streaming:
        # Read to its end a file is closed by the test browser, which leaves our transaction alone.
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code
