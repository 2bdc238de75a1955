"""The database of the tests: migrated once, copied for every worker and every site.

On SQLite the migrated database is kept in `.cache` until a migration or a dependency changes, so that one test by hand
starts in two seconds. On PostgreSQL `dev.py test` makes one by `python -m tests.database NAME` and tells its name in
SELARAS_TEST_TEMPLATE; a test by hand migrates there from nothing. Migrations run over each copy too and find nothing
to do.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from django.db import connection

TEMPLATE = "SELARAS_TEST_TEMPLATE"
ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache"


@contextmanager
def copied_template() -> Iterator[None]:
    """While this is open, a test database that Django creates is a copy of the template, if there is one."""
    if connection.vendor == "postgresql":
        if template := os.environ.get(TEMPLATE):
            connection.settings_dict["TEST"]["TEMPLATE"] = template
        yield
    else:
        # A shared database in memory is there as long as one connection to it is.
        name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
        with closing(sqlite3.connect(name, uri=True)) as anchor:
            with closing(sqlite3.connect(kept_template())) as source:
                source.backup(anchor)
            yield


def kept_template() -> Path:
    """The migrated SQLite database of these migrations and dependencies; made when it is not there yet."""
    kept = CACHE / f"tests-{_fingerprint()}.sqlite3"
    if not kept.exists():
        CACHE.mkdir(exist_ok=True)
        making = kept.with_suffix(f".{os.getpid()}")
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        subprocess.run([sys.executable, "-m", "tests.database", str(making)], cwd=ROOT, env=env, check=True)
        for outdated in CACHE.glob("tests-*.sqlite3"):
            outdated.unlink(missing_ok=True)
        making.replace(kept)
    return kept


def _fingerprint() -> str:
    sources = [*ROOT.glob("src/selaras/*/migrations/*.py"), *ROOT.glob("requirements/*.txt"), Path(__file__)]
    digest = sha256()
    for source in sorted(sources):
        digest.update(source.relative_to(ROOT).as_posix().encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:16]


def make_template(name: str) -> None:
    """Migrate a new database of this name (a path with SQLite) and let go of it."""
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Brings the tables of statistics. A test that first made them inside its transaction would change the
            # schema there, and SQLite reads all of a changed schema anew after every savepoint that is rolled back.
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    connection.close()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    if sys.argv[1:]:
        make_template(sys.argv[1])
    else:
        kept_template()
