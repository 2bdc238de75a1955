"""What the databases' planners know of the tables, so that they choose the right index.

Without a look at the rows both take the index on the agency, which leads to everything: a page of a city of 8,000
people then reads whole tables. PostgreSQL looks by itself within a minute, SQLite never does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Value
from django.db.models.sql.compiler import SQLCompiler

# Rows of an index that SQLite looks at: enough for the choice, and done in a twentieth of a second.
SAMPLE = 1000


def look_at_tables() -> None:
    """Let the database look at its tables anew; called at every start and after much was written."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
            cursor.execute("ANALYZE")
        else:
            # By name: the catalogues that all databases of a server share would stay locked until the end of this
            # transaction, and whoever looks at another database would wait for it.
            tables = connection.introspection.table_names(cursor)
            if tables:
                cursor.execute("ANALYZE " + ", ".join(map(connection.ops.quote_name, tables)))


def settle_tables() -> None:
    """After a whole city was written and committed: let PostgreSQL tidy at once what it would tidy within minutes.

    Until then counting reads the rows themselves instead of the index alone, and the tidying happens beside the
    first people's work. Does nothing inside a transaction, nor on SQLite, which needs none of it.
    """
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


@contextmanager
def written_in_bulk() -> Iterator[None]:
    """While a city is written: PostgreSQL finds what rows refer to by index, however small the tables still are.

    A connection keeps the plans by which it checks references. Those made while a table had one page read the whole
    table, and go on doing so for each of a hundred thousand rows that follow.
    """
    if connection.vendor != "postgresql":
        yield
        return
    _execute("DISCARD PLANS", "SET enable_seqscan = off")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _execute("RESET enable_seqscan", "DISCARD PLANS")


class Known(Value):
    """A value of the program's own, such as a status, that stands in the question itself.

    PostgreSQL plans a question once for all values that are given with it. Of one that stands in the question it knows
    how many rows have it, takes the index where they are few, and compares a list of them without building it for
    each row: counting 8,000 people takes half the time.
    """

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """The value in quotes. Raises `ValueError` for anything but a plain word: this is never input."""
        word = str(self.value)
        if not (word.isascii() and word.isidentifier()):
            raise ValueError(f"{word!r} is no plain word")
        return f"'{word}'", ()


def _execute(*sentences: str) -> None:
    with connection.cursor() as cursor:
        for sentence in sentences:
            cursor.execute(sentence)
