"""A real browser before the real application, and a clock that can be turned.

The site runs in a thread of the test process, so that a turned clock holds for it too. Each file of tests has a
site of its own; its data stays as long: journeys build on nothing but the cast, and clean up nothing.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urljoin
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from selaras.core.scoping import agency_scope
from tests.cast import PASSWORD, Cast, stage_cast
from tests.database import copied_template
from tests.provision import launch_options

# Playwright keeps an event loop in this thread; Django must not take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 860}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long journeys begin first and the many pages come last, so that no process waits for one at the end."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    if not item.get_closest_marker("browser"):
        return 1
    if item.get_closest_marker("looks"):
        return 2
    return 1 - bool(item.get_closest_marker("slow"))


class Quiet(WSGIRequestHandler):
    """A request handler that prints nothing."""

    def log_message(self, format: str, *args: object) -> None:
        return None


class Site:
    """The address of the running site, and its cast."""

    def __init__(self, server: WSGIServer, cast: Cast) -> None:
        self.address = f"http://127.0.0.1:{server.server_port}"
        self.cast = cast


@pytest.fixture(scope="module")
def site(django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None) -> Iterator[Site]:
    """The application with the cast in it, over a database of its own, for one file of tests.

    Where several processes share the tests, the settings give each of them a database of its own name.
    """
    with django_db_blocker.unblock(), _database():
        cast = stage_cast()
        server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet, connections_override=_shared_connections())
        server.set_app(WSGIHandler())
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(server, cast)
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def _database() -> Iterator[None]:
    """A fresh database. pytest-django makes one for tests in a transaction only, and these are not."""
    with copied_template():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default": False})
    yield
    for connection in connections.all():
        connection.close()
    teardown_databases(made, verbosity=0)


def _shared_connections() -> dict[str, object]:
    """An SQLite database in memory exists only in its own connection, which the threads then share."""
    shared: dict[str, object] = {}
    for connection in connections.all():
        if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
            connection.inc_thread_sharing()
            shared[connection.alias] = connection
    return shared


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the round."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture
def scope(site: Site) -> Iterator[Cast]:
    """The cast with its agency's scope open, for looking behind the pages."""
    with agency_scope(site.cast.kupang.pk):
        yield site.cast


class Person:
    """Somebody at a screen: goes to pages, fills forms by their labels, presses buttons by their names."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.site.address + path)
        return self.page

    def press(self, name: str | re.Pattern[str], *, within: str = "main") -> None:
        """Press a button or follow a link of the content by its visible name, and wait for the page that comes."""
        control = self._control(name, within)
        with self.page.expect_navigation():
            control.click()
        refused = self.page.locator("body[data-failed], .form-errors")
        assert not refused.count(), f"after «{name}»: {self.page.inner_text('main')}"

    def unfold(self, name: str) -> None:
        """Open what stands behind a disclosure."""
        self.page.locator("main summary", has_text=name).first.click()

    def download(self, name: str) -> Path:
        """Follow a link that leads to a file; where the file lies now."""
        address = self._control(name, "main").get_attribute("href")
        assert address
        answer = self.page.request.get(urljoin(self.page.url, address))
        assert answer.ok, f"{answer.status} {address}"
        kept = Path(mkdtemp(prefix="selaras-file-")) / "file"
        kept.write_bytes(answer.body())
        return kept

    def fill(self, *, form: str = "", **texts: str) -> None:
        """Fill text fields by the name they are sent under; `form` is the id of the form where names repeat."""
        for name, text in texts.items():
            self._field(name, form).fill(text)

    def choose(self, *, form: str = "", **values: str) -> None:
        """Choose in lists and among radio buttons: an option by its visible name, a button by its value."""
        for name, value in values.items():
            field = self._field(name, form)
            if field.evaluate("control => control.tagName") == "SELECT":
                field.select_option(_option(field, value))
            else:
                self.page.locator(f"[name='{name}'][value='{value}']").check()

    def _field(self, name: str, form: str) -> Locator:
        place = f"form[id='{form}'] " if form else "main form "
        return self.page.locator(f"{place}[name='{name}']").first

    def _control(self, name: str | re.Pattern[str], within: str) -> Locator:
        place = self.page.locator(within)
        # Those who only hear the page are also told what it is about: «Hapus hasil kerja: Bayi di tiga kelurahan».
        words = re.compile(rf"^{re.escape(name)}( ?: .+| – .+)?$") if isinstance(name, str) else name
        return place.get_by_role("button", name=words).or_(place.get_by_role("link", name=words)).first

    def sees(self, text: str) -> bool:
        """Whether a text stands on the page."""
        return text in self.page.inner_text("body")


def _option(field: Locator, text: str) -> str:
    """The value of the option in whose name the text stands."""
    for option in field.locator("option").all():
        if text in option.inner_text() and option.get_attribute("value"):
            return option.get_attribute("value") or ""
    raise AssertionError(f"no option «{text}» in {field.inner_text()}")


Visit = Callable[..., Person]


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Visit]:
    """`visit("ani")` signs Ani in, by NIP and password, in a browser of her own; `phone=True` for a small one."""
    contexts: list[BrowserContext] = []

    def enter(name: str | None, **options: bool) -> Person:
        person = signed_in(site, chromium, name, **options)
        contexts.append(person.page.context)
        return person

    yield enter
    for context in contexts:
        context.close()


def signed_in(
    site: Site,
    chromium: Browser,
    name: str | None,
    *,
    phone: bool = False,
    scripts: bool = True,
    dark: bool = False,
) -> Person:
    """Somebody in a browser of her own, who has come in by NIP and password; None stays outside."""
    context = chromium.new_context(
        viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        locale="id-ID",
    )
    person = Person(context.new_page(), site)
    if name is not None:
        sign_in(person, name)
    return person


def sign_in(person: Person, name: str, *, is_asked: bool = False) -> None:
    """Type NIP and password; `is_asked` when the page of the sign-in is there already."""
    account = person.site.cast.people[name].account
    assert account is not None
    if not is_asked:
        person.go("/masuk/login/")
    person.fill(login=account.username, password=PASSWORD)
    with person.page.expect_navigation():
        person.page.locator("main button[type=submit]").first.click()


@contextmanager
def on_day(text: str) -> Iterator[None]:
    """Turn the clock of the site to a moment such as "2026-01-05 09:00+08:00" and let it run on."""
    with time_machine.travel(datetime.fromisoformat(text), tick=True):
        yield
