"""What the databases' planners know of the tables, so that they choose the right index.

Without a look at the rows both take the index on the agency, which leads to everything: a page of a city of 8,000
people then reads whole tables. PostgreSQL looks by itself within a minute, SQLite never does.
"""

from __future__ import annotations

from django.db import connection

# Rows of an index that SQLite looks at: enough for the choice, and done in a twentieth of a second.
SAMPLE = 1000


def look_at_tables() -> None:
    """Let the database look at its tables anew; called at every start and after much was written."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")
