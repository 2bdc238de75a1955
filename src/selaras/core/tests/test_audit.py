"""Writes are recorded in the transaction of the change, in a chain that shows every tear."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from selaras.core.audit import Event, recording
from selaras.core.errors import NoAgencyScope, ProgrammingError, UnrecordedWrite
from selaras.core.models import AuditEvent
from selaras.organisation.models import Employee
from tests.cast import Cast

RENAMED = Event("test.renamed", "Nama diubah dari {old} menjadi {new}")


def rename(cast: Cast, name: str) -> None:
    with recording(RENAMED, by=cast.actor("fajar"), about=cast.ani, old=cast.ani.name, new=name):
        Employee.objects.filter(pk=cast.ani.pk).update(name=name)


def test_a_write_outside_recording_is_refused(cast: Cast) -> None:
    for write in (
        lambda: cast.ani.save(),
        lambda: cast.ani.delete(),
        lambda: Employee.objects.update(name="x"),
        lambda: Employee.objects.all().delete(),
        lambda: Employee.objects.bulk_create([]),
        lambda: Employee.objects.bulk_update([], ["name"]),
    ):
        with pytest.raises(UnrecordedWrite):
            write()


def test_each_event_carries_the_hash_of_the_one_before(cast: Cast) -> None:
    rename(cast, "Ani A")
    rename(cast, "Ani B")
    first, second = AuditEvent.objects.filter(subject_id=cast.ani.pk).order_by("seq")
    assert second.prev == first.hash
    assert second.actor_name == cast.fajar.full_name


def test_a_failing_audit_row_undoes_the_change(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selaras.core.audit.event_hash", lambda *_parts: None)
    with pytest.raises(Exception), transaction.atomic():  # noqa: B017 - any failure will do
        rename(cast, "Ani C")
    assert Employee.objects.get(pk=cast.ani.pk).name == "Ani Tefaloi (Demo)"


@pytest.mark.parametrize("statement", ["UPDATE core_auditevent SET kind='x'", "DELETE FROM core_auditevent"])
def test_the_database_itself_refuses_to_change_an_event(cast: Cast, statement: str) -> None:
    from django.db import connection

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(ProgrammingError):
        AuditEvent.objects.all().update(kind="x")


def test_outside_a_scope_a_query_raises() -> None:
    with pytest.raises(NoAgencyScope):
        Employee.objects.count()


def test_a_query_sees_only_the_agency_in_scope(cast: Cast) -> None:
    assert not Employee.objects.filter(pk=cast.ivan.pk).exists()
