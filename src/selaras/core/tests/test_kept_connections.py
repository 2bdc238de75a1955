"""A server hands its SQLite connections from request to request; everything else lets go of its file."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import ProgrammingError

import pytest
from django.db.utils import ConnectionHandler

from selaras.config.environment import sqlite
from selaras.core.sqlite.base import DatabaseWrapper, keep_connections

pytestmark = pytest.mark.django_db  # lets a test open files of its own


@pytest.fixture
def two_threads(tmp_path: Path) -> Iterator[tuple[DatabaseWrapper, DatabaseWrapper]]:
    """What two threads of a server use to reach one file."""
    settings = {"default": sqlite(tmp_path / "kota.sqlite3")}
    wrappers = [ConnectionHandler(settings).create_connection("default") for _ in range(2)]
    first, second = (wrapper for wrapper in wrappers if isinstance(wrapper, DatabaseWrapper))
    yield first, second
    first.close()
    second.close()
    keep_connections(0)


def test_the_next_request_takes_the_connection_that_was_used_last(
    two_threads: tuple[DatabaseWrapper, DatabaseWrapper],
) -> None:
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
    with pytest.raises(ProgrammingError, match="closed"):
        used.execute("SELECT 1")


def test_a_connection_in_the_middle_of_something_is_not_handed_on(
    two_threads: tuple[DatabaseWrapper, DatabaseWrapper],
) -> None:
    keep_connections(8)
    one, other = two_threads
    one.ensure_connection()
    broken = one.connection
    broken.execute("BEGIN IMMEDIATE")
    one.close()
    other.ensure_connection()
    assert other.connection is not broken
    other.connection.execute("BEGIN IMMEDIATE")  # and nothing holds the lock any more
    other.connection.rollback()


def test_outside_a_server_closing_lets_go_of_the_file(
    two_threads: tuple[DatabaseWrapper, DatabaseWrapper],
) -> None:
    one, other = two_threads
    one.ensure_connection()
    used = one.connection
    one.close()
    other.ensure_connection()
    assert other.connection is not used
