"""The database of the tests: migrated once, copied for every worker and every site.

`dev.py test` has a migrated database made by `python -m tests.database NAME` and tells its name (a path with SQLite)
in SELARAS_TEST_TEMPLATE. Migrations run over each copy too and find nothing to do. Without a template, as in a test
started by hand, they build the database from nothing.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection

TEMPLATE = "SELARAS_TEST_TEMPLATE"


@contextmanager
def copied_template() -> Iterator[None]:
    """While this is open, a test database that Django creates is a copy of the template, if there is one."""
    template = os.environ.get(TEMPLATE)
    if not template:
        yield
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = template
        yield
    else:
        # A shared database in memory is there as long as one connection to it is.
        name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
        with closing(sqlite3.connect(name, uri=True)) as anchor:
            with closing(sqlite3.connect(template)) as source:
                source.backup(anchor)
            yield


def make_template(name: str) -> None:
    """Migrate a new database of this name (a path with SQLite) and let go of it."""
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # one file, without a log beside it
            cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    make_template(sys.argv[1])
