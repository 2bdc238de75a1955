"""A server hands its connections from request to request; everything else lets go of its database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from selaras.config.environment import sqlite
from selaras.core.kept_connections import keep_connections, shelf

pytestmark = pytest.mark.django_db  # lets a test open files of its own

Threads = tuple[BaseDatabaseWrapper, BaseDatabaseWrapper]


@pytest.fixture
def two_threads(tmp_path: Path) -> Iterator[Threads]:
    """What two threads of a server use to reach one database."""
    settings: dict[str, Any] = sqlite(tmp_path / "kota.sqlite3")
    if connection.vendor == "postgresql":
        settings = {**connection.settings_dict}
    first, second = (ConnectionHandler({"default": settings}).create_connection("default") for _ in range(2))
    yield first, second
    first.close()
    second.close()
    keep_connections(0)


def lives(connection: Any) -> bool:
    """Whether the database still answers on this connection."""
    try:
        connection.execute("SELECT 1")
    except Exception as error:
        if "closed" in str(error):
            return False
        raise
    return True


def test_the_next_request_takes_the_connection_that_was_used_last(two_threads: Threads) -> None:
    keep_connections(1)
    one, other = two_threads
    one.ensure_connection()
    used = one.connection
    one.close()
    other.ensure_connection()
    assert other.connection is used
    one.ensure_connection()
    assert one.connection is not used
    one.close()
    other.close()  # one waits already: this one is closed
    assert not lives(used)


def test_a_connection_in_the_middle_of_something_is_not_handed_on(two_threads: Threads) -> None:
    keep_connections(8)
    one, other = two_threads
    one.ensure_connection()
    broken = one.connection
    one.set_autocommit(False)
    one.cursor().execute("BEGIN IMMEDIATE" if one.vendor == "sqlite" else "SELECT 1")
    one.close()
    other.ensure_connection()
    assert other.connection is not broken
    assert not lives(broken)


def test_outside_a_server_closing_lets_go_of_the_database(two_threads: Threads) -> None:
    one, other = two_threads
    one.ensure_connection()
    used = one.connection
    one.close()
    other.ensure_connection()
    assert other.connection is not used
    assert not lives(used)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only on PostgreSQL: a file has no server that stops"
)
class TestAServerThatWasStartedAnew:
    def test_has_forgotten_what_waited_and_a_new_connection_is_opened(self, two_threads: Threads) -> None:
        keep_connections(8)
        one, other = two_threads
        one.ensure_connection()
        forgotten = one.connection
        one.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [forgotten.info.backend_pid])
        other.ensure_connection()
        assert other.connection is not forgotten
        assert lives(other.connection)

    def test_nobody_waits_for_a_connection_that_lay_too_long(
        self, two_threads: Threads, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keep_connections(8)
        one, other = two_threads
        one.ensure_connection()
        old = one.connection
        one.close()
        monkeypatch.setattr("selaras.core.kept_connections.Kept.waited", lambda _kept: 601.0)
        other.ensure_connection()
        assert other.connection is not old
        assert not lives(old)
        assert not any(shelf.waiting.values())
