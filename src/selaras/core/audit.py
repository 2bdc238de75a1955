"""What was changed, by whom, why: written inside the transaction of the change.

`recording(...)` is the only way to write an audited model. Each stream (agency, subject, year) is a chain:
every row carries the hash of the one before it, so that a missing or altered row shows. One chain per
subject instead of one for all keeps writers from waiting for each other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from selaras.core import clock
from selaras.core.errors import ChangedMeanwhile
from selaras.core.keys import new_key
from selaras.core.open_recording import opened

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of thing that is recorded, with the Indonesian sentence an inspector reads.

    The sentence may name what `detail` holds: "SKP {year} diajukan".
    """

    code: str
    sentence: str


class Doer(Protocol):
    """Who did it: a signed-in person, or the system itself."""

    @property
    def account_id(self) -> UUID | None: ...
    @property
    def employee_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SystemDoer:
    """Work that no person started: imports on the console, demonstration data, nightly jobs."""

    name: str = "Sistem"
    account_id: UUID | None = None
    employee_id: UUID | None = None


SYSTEM = SystemDoer()


class Recorded(Protocol):
    """Anything an event can be about."""

    pk: Any

    @property
    def agency_id(self) -> UUID: ...


@dataclass(slots=True)
class Recording:
    """One open recording; `detail` is filled by the service, `subject` moves the event to a person's chain."""

    detail: dict[str, Any] = field(default_factory=dict)

    def note(self, **facts: Any) -> None:
        """Add facts to the event: old and new values, counts, reasons."""
        self.detail.update(facts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to be appended in bulk."""

    agency_id: UUID
    subject_id: UUID
    about_type: str
    about_id: UUID
    detail: Mapping[str, Any]


@contextmanager
def recording(
    event: Event,
    *,
    by: Doer,
    about: Recorded,
    because: str = "",
    **detail: Any,
) -> Iterator[Recording]:
    """Open a transaction in which audited models may be written, and record the event with it."""
    with transaction.atomic():
        current = Recording(dict(detail))
        if because:
            current.detail["because"] = because
        with opened():
            yield current
        entry = Entry(about.agency_id, subject_of(about), about.__class__.__name__, about.pk, current.detail)
        append_events(event, by=by, entries=(entry,))


@contextmanager
def recording_many(event: Event, *, by: Doer) -> Iterator[list[Entry]]:
    """The same for set-based work: the caller fills the list, all events are appended at the end."""
    with transaction.atomic():
        entries: list[Entry] = []
        with opened():
            yield entries
        append_events(event, by=by, entries=entries)


def subject_of(about: Any) -> UUID:
    """Whose chain an event belongs to: the employee's where there is one, else the agency's."""
    for name in ("audit_subject_id", "employee_id"):
        subject = getattr(about, name, None)
        if subject is not None:
            return subject
    return about.agency_id


def append_events(event: Event, *, by: Doer, entries: Iterable[Entry]) -> None:
    """Append one row per entry to its chain. Raises `ChangedMeanwhile` when two writers met on one chain."""
    from selaras.core.models import AuditEvent

    moment = clock.now()
    placed = [(entry, stream_name(entry.agency_id, entry.subject_id, moment.year)) for entry in entries]
    heads = heads_of({stream for _entry, stream in placed})
    rows = []
    for entry, stream in placed:
        seq, prev = heads.get(stream, (0, FIRST))
        row = _row(event, by, entry, stream, seq + 1, prev, moment)
        heads[stream] = (row.seq, row.hash)
        rows.append(row)
    try:
        with transaction.atomic():
            AuditEvent.objects.bulk_create(rows, batch_size=500)
    except IntegrityError as error:
        raise ChangedMeanwhile() from error


def stream_name(agency_id: UUID, subject_id: UUID, year: int) -> str:
    """The name of a chain; it begins with the agency, so that one agency's chains lie together."""
    return f"{agency_id.hex}:{year}:{subject_id.hex}"


def heads_of(streams: set[str]) -> dict[str, tuple[int, str]]:
    """The last sequence number and hash of each chain."""
    from selaras.core.models import AuditEvent

    heads: dict[str, tuple[int, str]] = {}
    names = sorted(streams)
    for start in range(0, len(names), 400):
        part = names[start : start + 400]
        last = AuditEvent.objects.filter(stream__in=part).values("stream").annotate(last=models.Max("seq"))
        wanted = {row["stream"]: row["last"] for row in last}
        rows = AuditEvent.objects.filter(stream__in=wanted.keys(), seq__in=set(wanted.values()))
        for stream, seq, digest in rows.values_list("stream", "seq", "hash"):
            if wanted[stream] == seq:
                heads[stream] = (seq, digest)
    return heads


def canonical(value: Any) -> str:
    """JSON with one possible spelling, so that equal content has an equal hash."""
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def event_hash(prev: str, stream: str, seq: int, body: str) -> str:
    """SHA-256 over the row before it, its place in the chain and its content."""
    return hashlib.sha256(f"{prev}\n{stream}\n{seq}\n{body}".encode()).hexdigest()


def _row(event: Event, by: Doer, entry: Entry, stream: str, seq: int, prev: str, moment: datetime) -> Any:
    from selaras.core.models import AuditEvent

    body = canonical(
        {
            "kind": event.code,
            "at": moment.isoformat(),
            "by": {"account": by.account_id, "employee": by.employee_id, "name": by.name},
            "about": {"type": entry.about_type, "id": entry.about_id},
            "detail": dict(entry.detail),
        }
    )
    return AuditEvent(
        id=new_key(),
        agency_id=entry.agency_id,
        subject_id=entry.subject_id,
        stream=stream,
        seq=seq,
        at=moment,
        kind=event.code,
        actor_id=by.employee_id,
        actor_name=by.name,
        about_type=entry.about_type,
        about_id=entry.about_id,
        body=body,
        prev=prev,
        hash=event_hash(prev, stream, seq, body),
    )
