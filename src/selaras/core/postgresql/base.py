"""The database backend that `config.environment.postgresql` names; Django looks for it in a module called `base`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg.pq import TransactionStatus

from selaras.core.kept_connections import shelf

if TYPE_CHECKING:
    from psycopg import Connection

    from selaras.core.kept_connections import Kept

# Seconds. What waited longer is not asked whether it lives: a firewall on the way may have forgotten it, and then the
# question waits for minutes.
LONGEST_WAIT = 600


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the connection that was used last, whichever thread used it, if the server still knows it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        while kept := shelf.take(self._server):
            if _lives(kept):
                return kept.connection
            kept.connection.close()
        return super().get_new_connection(conn_params)

    def _close(self) -> None:
        connection = self.connection
        settled = (
            connection
            and not self.errors_occurred
            and connection.info.transaction_status == TransactionStatus.IDLE
        )
        if not (settled and shelf.put(self._server, connection)):
            super()._close()  # type: ignore[misc]

    @property
    def _server(self) -> str:
        return "{USER}@{HOST}:{PORT}/{NAME}".format_map(self.settings_dict)


def _lives(kept: Kept) -> bool:
    """Whether the server answers on it. A server that was started anew forgets all."""
    if kept.waited() > LONGEST_WAIT:
        return False
    with suppress(OperationalError):
        kept.connection.execute("", prepare=False)
        return True
    return False
