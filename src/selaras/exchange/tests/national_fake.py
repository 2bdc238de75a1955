"""The national service as its documentation and two public clients describe it, on this machine, with its bad days.

Two tokens, rows by the key of the person, dates as dd-mm-yyyy, refusals in a 200; and on request: silence, an answer
that gets lost after the row was stored, MFA, somebody else's data.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from selaras.exchange.national.service import Connection, HttpNationalService


@dataclass(slots=True)
class Behaviour:
    """What the service does today, and what it holds."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    is_down: bool = False
    asks_mfa: bool = False
    # The row is stored, and the line breaks before the answer.
    loses_answers: bool = False
    answers_as: str = ""
    refuses_with: dict[str, str] = field(default_factory=dict)
    expired: int = 0

    def save(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        owner = row.get("pnsDinilaiOrang") or row.get("pnsDinilaiId") or ""
        if owner in self.refuses_with:
            return {"success": False, "code": 0, "message": self.refuses_with[owner]}
        key = row.get("id") or f"rw-{len(self.rows) + 1}"
        self.rows[key] = {**row, "id": key, "kind": kind, "tglUpdate": "12-01-2027"}
        return {
            "success": True,
            "code": 1,
            "mapData": {"rwSkpId": key, "pnsDinilaiOrang": self.answers_as or owner},
        }


class Handler(BaseHTTPRequestHandler):
    """One call; what it answers stands in the behaviour of its server."""

    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.behaviour.calls.append(f"POST {self.path}")
        if self.server.behaviour.is_down:
            self._answer(503, {"message": "Service Unavailable"})
        elif self.path.startswith("/token"):
            self._answer(200, {"access_token": "gateway", "expires_in": 3600})
        elif self.path.startswith("/auth"):
            self._sign_in()
        elif self._has_both_tokens():
            answer = self.server.behaviour.save(self.path.split("/")[2], json.loads(body))
            if self.server.behaviour.loses_answers:
                self.close_connection = True
                return
            self._answer(200, answer)

    def do_GET(self) -> None:
        self.server.behaviour.calls.append(f"GET {self.path}")
        if self.server.behaviour.is_down:
            self._answer(503, {})
        elif self._has_both_tokens():
            nip = self.path.rpartition("/")[2]
            rows = [row for row in self.server.behaviour.rows.values() if row.get("nip", nip) == nip]
            self._answer(200, {"code": 1, "data": rows})

    def _sign_in(self) -> None:
        if self.server.behaviour.asks_mfa:
            said = "Account is not fully set up: OTP required action"
            self._answer(400, {"error": "invalid_grant", "error_description": said})
        else:
            self._answer(200, {"access_token": "account"})

    def _has_both_tokens(self) -> bool:
        if self.server.behaviour.expired:
            self.server.behaviour.expired -= 1
            self._answer(401, {"message": "token expired"})
            return False
        good = (self.headers["Authorization"], self.headers["Auth"]) == (
            "Bearer gateway",
            "bearer account",
        )
        if not good:
            self._answer(401, {"message": "no token"})
        return good

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return None


class Service(ThreadingHTTPServer):
    """The server, with its behaviour of the day."""

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = behaviour


@contextmanager
def national_fake() -> Iterator[tuple[Behaviour, HttpNationalService]]:
    """The service on a free port of this machine, and the adapter that talks to it."""
    behaviour = Behaviour()
    server = Service(behaviour)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    connection = Connection(
        f"{here}/apisiasn", f"{here}/token", f"{here}/auth", "id", "secret", "user", "password"
    )
    try:
        yield behaviour, HttpNationalService(connection, timeout=2)
    finally:
        server.shutdown()
        server.server_close()
