"""The database backend that `config.environment.sqlite` names; Django looks for it in a module called `base`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.backends.sqlite3 import base

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass
class Shelf:
    """Open connections that wait for the next request, the one used last on top."""

    most: int = 0
    waiting: dict[str, list[Connection]] = field(default_factory=dict)

    def take(self, path: str) -> Connection | None:
        """A connection to this file, or None. Threads may ask at the same time: each gets another one."""
        try:
            return self.waiting[path].pop()
        except (KeyError, IndexError):
            return None

    def put(self, path: str, connection: Connection) -> bool:
        """Whether the connection waits here now; if not, who brought it closes it."""
        kept = self.waiting.setdefault(path, [])
        if connection.in_transaction or len(kept) >= self.most:
            return False
        kept.append(connection)
        return True


_shelf = Shelf()


def keep_connections(most: int) -> None:
    """From now on up to this many connections to a file outlive who used them; closes those that wait already.

    For a server only: everywhere else a connection that is closed lets go of its file, as whoever replaces a database
    expects.
    """
    _shelf.most = most
    while _shelf.waiting:
        _, connections = _shelf.waiting.popitem()
        for connection in connections:
            connection.close()


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the connection that was used last, whichever thread used it.

    Otherwise every thread of a worker has one of its own: forty beside each other, 0.8 MB each for what it knows of
    the tables, and a person who comes alone meets a cold one nearly every time.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        return _shelf.take(self._path) or super().get_new_connection(conn_params)

    def _close(self) -> None:
        connection = self.connection
        if connection and not self.errors_occurred and _shelf.put(self._path, connection):
            return
        super()._close()  # type: ignore[misc]

    @property
    def _path(self) -> str:
        return str(self.settings_dict["NAME"])
