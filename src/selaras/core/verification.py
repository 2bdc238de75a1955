"""Walks the audit chains: every row must follow the one before it and have the hash of its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from selaras.core.audit import FIRST, event_hash
from selaras.core.models import AuditEvent


@dataclass(frozen=True, slots=True)
class Tear:
    """A place where a chain does not hold."""

    stream: str
    seq: int
    what: str

    def as_json(self) -> dict[str, object]:
        """For the console and the inspector's export."""
        return asdict(self)


def walk_events() -> Iterator[AuditEvent]:
    """All events of the scope, chain by chain, without holding them in memory."""
    return AuditEvent.objects.order_by("stream", "seq").iterator(chunk_size=2000)


def tears_in(rows: Iterable[AuditEvent]) -> Iterator[Tear]:
    """Every missing, altered or misplaced row of a walk."""
    stream, seq, prev = "", 0, FIRST
    for row in rows:
        if row.stream != stream:
            stream, seq, prev = row.stream, 0, FIRST
        if row.seq != seq + 1:
            yield Tear(row.stream, row.seq, f"baris {seq + 1} sampai {row.seq - 1} tidak ada")
        elif row.prev != prev:
            yield Tear(row.stream, row.seq, "tidak menyambung pada baris sebelumnya")
        if row.hash != event_hash(row.prev, row.stream, row.seq, row.body):
            yield Tear(row.stream, row.seq, "isinya tidak cocok dengan sidiknya")
        seq, prev = row.seq, row.hash
