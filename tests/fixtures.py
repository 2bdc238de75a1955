"""Fixtures shared by all tests."""

from __future__ import annotations

import gc
import pickle  # what this process wrote itself
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from selaras.core.scoping import agency_scope
from selaras_rules import parameters, ruleset
from tests.cast import Cast, gather_cast, stage_cast
from tests.database import copied_template

# A test that asks for one of these touches the database; pytest-django keeps every other test away from it.
OF_THE_DATABASE = frozenset({"db", "transactional_db", "django_db_setup"})


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database: only that is run on the second one too."""
    for item in items:
        if item.get_closest_marker("django_db") or OF_THE_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """The last preparation before the first test."""
    _ask_for_the_database(session.items)
    _keep_what_was_imported()


def _ask_for_the_database(items: list[pytest.Item]) -> None:
    """pytest-django makes no database when the chosen tests reach it through a fixture of a module only."""
    reaching = [item for item in items if item.get_closest_marker("database")]
    if reaching and not any(_asks_itself(item) for item in reaching):
        reaching[0].add_marker("django_db")


def _asks_itself(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()))


def _keep_what_was_imported() -> None:
    """What was imported stays to the end; the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def opened_template(django_db_modify_db_settings: None) -> Iterator[ExitStack]:
    """The template is open to be copied until somebody closes it."""
    with ExitStack() as stack:
        stack.enter_context(copied_template())
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(opened_template: ExitStack, django_db_setup: None) -> None:
    """pytest-django's own, with a copy of the template under it."""
    opened_template.close()


@pytest.fixture(scope="session")
def staged_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Cast:
    """The cast, written once; every test works in a transaction of its own that is rolled back."""
    with django_db_blocker.unblock():
        return stage_cast()


@pytest.fixture(scope="session")
def kept_cast(staged_cast: Cast, django_db_blocker: DjangoDbBlocker) -> bytes:
    """The same people as they stand in the database: to read them from here takes a tenth of the time."""
    with django_db_blocker.unblock():
        return pickle.dumps(gather_cast(staged_cast))


@pytest.fixture
def cast(kept_cast: bytes, db: None) -> Iterator[Cast]:
    """The fixed cast, with the scope of Kupang open; what one test does to it in memory, the next never sees."""
    people: Cast = pickle.loads(kept_cast)  # noqa: S301  # our own, of this process
    with agency_scope(people.kupang.pk):
        yield people


@pytest.fixture
def disk(settings: Any, tmp_path: Path) -> Path:
    """A disk of one's own, for what a job keeps between two of its steps."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def sign_in(cast: Cast) -> type[SignedIn]:
    """`sign_in("ani")` is a browser in which Ani is signed in."""
    SignedIn.cast = cast
    return SignedIn


class SignedIn(Client):
    """A test browser with a session of one of the cast."""

    cast: Cast

    def __init__(self, name: str, **extra: object) -> None:
        super().__init__(**extra)  # type: ignore[arg-type]
        account = self.cast.people[name].account
        assert account is not None
        self.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Call it with a subject and values, and the law of that file knows them too, until the test is over."""

    def act(subject: str, values: str) -> None:
        folder = tmp_path / "law"
        shutil.copytree(parameters.LAW_FOLDER, folder)
        with (folder / f"{subject}.toml").open("a", encoding="utf-8") as file:
            file.write(values)
        monkeypatch.setattr(parameters, "LAW_FOLDER", folder)
        _forget_the_law()

    yield act
    monkeypatch.undo()
    _forget_the_law()


def _forget_the_law() -> None:
    """What was read from the files of the law is read again."""
    for reader in (parameters.all_parameters, parameters.value_in_force, ruleset._fingerprint_of_law):
        reader.cache_clear()
