"""A chain that was torn is found, wherever the tear is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from selaras.core.audit import Event, recording
from selaras.core.models import AuditEvent
from selaras.core.verification import tears_in, walk_events
from selaras.organisation.models import Employee
from tests.cast import Cast

SEEN = Event("test.seen", "Sesuatu terjadi")


def chain(cast: Cast) -> list[AuditEvent]:
    for _ in range(3):
        with recording(SEEN, by=cast.actor("fajar"), about=cast.ani):
            Employee.objects.filter(pk=cast.ani.pk).update(email="ani@example.go.id")
    return list(AuditEvent.objects.filter(subject_id=cast.ani.pk).order_by("seq"))


def test_a_whole_chain_has_no_tear(cast: Cast) -> None:
    chain(cast)
    assert list(tears_in(walk_events())) == []


def removed(rows: list[AuditEvent]) -> None:
    del rows[1]


def altered(rows: list[AuditEvent]) -> None:
    rows[1].body = rows[1].body.replace("Fajar", "Bukan")


def rehashed(rows: list[AuditEvent]) -> None:
    from selaras.core.audit import event_hash

    altered(rows)
    rows[1].hash = event_hash(rows[1].prev, rows[1].stream, rows[1].seq, rows[1].body)


@pytest.mark.trace("K-05")
@pytest.mark.parametrize("tear", [removed, altered, rehashed], ids=lambda tear: tear.__name__)
def test_every_tear_shows(cast: Cast, tear: Callable[[list[AuditEvent]], None]) -> None:
    rows = chain(cast)
    tear(rows)
    assert len(list(tears_in(rows))) >= 1
