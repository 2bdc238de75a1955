"""Every URL has a line in `tests/pages`, and answers everybody as the line says; nobody ever meets a 500."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
def test_a_page_answers_everybody_as_its_line_says(house: House, page: Page) -> None:
    """One walk through everybody: what is asked for once is judged by every rule, and all that is wrong is told."""
    path = page.path(house.keys)
    got = {name: _status(house.browsers[name], path) for name in sorted(_askers(page))}
    wrong = [
        f"{name} asks for it: {status} instead of {_expected(page, name)}"
        for name, status in got.items()
        if status != _expected(page, name)
    ]
    wrong += _wrong_when_signed_out(house, page, path)
    wrong += _learnt_by_a_stranger(house, page, path, got)
    wrong += _broken_by_an_empty_form(house, page, path)
    assert not wrong, "\n".join([f"{page.name} ({path})", *wrong])


def _wrong_when_signed_out(house: House, page: Page, path: str) -> list[str]:
    """Who is signed out is led to the sign-in, and from there back."""
    if page.is_public:
        return []
    answer = house.browsers["signed_out"].generic(page.takes, path)
    to = answer.get("Location", "")
    if answer.status_code == 302 and to.startswith(reverse("account_login") + "?next="):
        return []
    return [f"who is signed out is not led to the sign-in: {answer.status_code} {to}"]


def _learnt_by_a_stranger(house: House, page: Page, path: str, got: Mapping[str, int]) -> list[str]:
    """Not even that something exists: a key of nobody gets the answer that a key of the other city gets."""
    if not page.args or page.is_public or page.is_common:
        return []
    nothing = dict.fromkeys(house.keys, "01a20000-0000-7000-8000-000000000000")
    ivan, of_nobody = house.browsers["ivan"], page.path(nothing)
    if page.takes == "GET":
        mine, nobodys = got["ivan"], _status(ivan, of_nobody)
    else:
        mine, nobodys = (ivan.generic(page.takes, each).status_code for each in (path, of_nobody))
    if mine in {403, 404} and mine == nobodys:
        return []
    return [f"the stranger learns something: {mine} with a key of Kupang, {nobodys} with a key of nobody"]


def _broken_by_an_empty_form(house: House, page: Page, path: str) -> list[str]:
    """Sent as whose page it is, as a superior, as the stranger and as nobody."""
    wrong: list[str] = []
    for name in sorted(_senders(page)):
        browser = house.browsers[name]
        signed_in = deepcopy(browser.cookies)
        with transaction.atomic():
            answer = browser.post(path)
            transaction.set_rollback(True)
        browser.cookies = signed_in  # who was signed out by it comes back for whatever test is next
        if answer.status_code >= 500:
            wrong.append(f"an empty form of {name}: {answer.status_code}")
        elif not answer.streaming and (silent := SAYS_NOTHING.search(answer.content)):
            wrong.append(f"an empty form of {name} says nothing but «{silent[0].decode()}»")
    return wrong


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
