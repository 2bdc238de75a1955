"""Connections to a database that outlive the request that used them, for the next one."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Protocol


class Closes(Protocol):
    """A connection, of which only the end matters here."""

    def close(self) -> None:
        """Let go of the database."""


@dataclass(frozen=True)
class Kept:
    """A connection that waits, and since when (seconds of a clock that only runs forward)."""

    connection: Any
    since: float = field(default_factory=time.monotonic)

    def waited(self) -> float:
        """Seconds since somebody used it."""
        return time.monotonic() - self.since


@dataclass
class Shelf:
    """Open connections by their database, the one used last on top.

    Otherwise every thread of a worker has one of its own: forty beside each other, each with what it knows of the
    tables, and a person who comes alone meets a cold one nearly every time.
    """

    most: int = 0
    waiting: defaultdict[str, list[Kept]] = field(default_factory=lambda: defaultdict(list))

    def take(self, database: str) -> Kept | None:
        """What was used last, or None. Threads may ask at the same time: each gets another one."""
        try:
            return self.waiting[database].pop()
        except IndexError:
            return None

    def put(self, database: str, connection: Closes) -> bool:
        """Whether the connection waits here now; if not, who brought it closes it."""
        kept = self.waiting[database]
        if len(kept) >= self.most:
            return False
        kept.append(Kept(connection))
        return True


shelf = Shelf()


def keep_connections(most: int) -> None:
    """From now on up to this many connections to a database outlive who used them; closes those that wait already.

    For a server only: everywhere else a connection that is closed lets go of its database, as whoever replaces or
    drops it expects.
    """
    shelf.most = most
    while shelf.waiting:
        _, kept = shelf.waiting.popitem()
        for each in kept:
            each.connection.close()
