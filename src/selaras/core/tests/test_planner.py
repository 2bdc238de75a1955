"""The database looks at its tables, so that one person's rows are found by the person and not by the agency."""

from __future__ import annotations

import pytest
from django.db import connection

from selaras.core.planner import look_at_tables, written_in_bulk
from selaras.planning.models import Skp
from tests.cast import Cast


@pytest.mark.django_db
def test_looking_at_the_tables_can_be_repeated(cast: Cast) -> None:
    look_at_tables()
    look_at_tables()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only on SQLite")
def test_sqlite_then_knows_how_much_an_index_narrows_down(cast: Cast) -> None:
    look_at_tables()
    with connection.cursor() as cursor:
        rows = cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall()
    assert "organisation_employee" in {table for table, _index, _stat in rows}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only on SQLite")
def test_counts_of_a_year_are_answered_by_one_index(cast: Cast) -> None:
    plans = Skp.objects.filter(year=2026).values_list("employee", "version", "status")
    assert "USING COVERING INDEX skp_counts_of_year" in plans.explain()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only on PostgreSQL")
def test_references_are_found_by_index_while_a_city_is_written_and_as_ever_afterwards(cast: Cast) -> None:
    def may_scan() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_seqscan")
            return str(cursor.fetchone()[0])

    with written_in_bulk():
        assert may_scan() == "off"
    assert may_scan() == "on"
