"""The database backend that `config.environment.sqlite` names; Django looks for it in a module called `base`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.backends.sqlite3 import base

from selaras.core.kept_connections import shelf

if TYPE_CHECKING:
    from sqlite3 import Connection


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the connection that was used last, whichever thread used it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        kept = shelf.take(self._path)
        return kept.connection if kept else super().get_new_connection(conn_params)

    def _close(self) -> None:
        connection = self.connection
        settled = connection and not self.errors_occurred and not connection.in_transaction
        if not (settled and shelf.put(self._path, connection)):
            super()._close()  # type: ignore[misc]

    @property
    def _path(self) -> str:
        return str(self.settings_dict["NAME"])
