"""The web service of the national system over HTTP: two tokens, certificates always checked, no secret in a log.

The gateway gives a token for the application, the sign-in service another for the account; both travel with every
call. Nothing here knows a model.
"""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote, urlencode, urlsplit

TIMEOUT_SECONDS = 20
MOST_BYTES = 4 << 20


class NationalDown(Exception):
    """No answer, or none that counts: trying later is all there is to do."""


class SignInRefused(Exception):
    """The account of the application is not let in; no row can go out until somebody repairs it."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code, self.said = code, said


class NationalRefusal(Exception):
    """The service understood, and said no; `said` are its words."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class UnreadableAnswer(Exception):
    """An answer that is not what the service documents."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the service is and how the application signs in; secrets are never shown."""

    base: str
    gateway_token: str
    sign_in: str
    gateway_id: str = field(repr=False)
    gateway_secret: str = field(repr=False)
    account: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Saved:
    """The key of the row over there, and whose row the service says it is (empty when it does not say)."""

    remote_id: str
    owner: str


class NationalService(Protocol):
    """What the queue needs of the other side; tests and other ways of signing in put their own in its place."""

    def save(self, kind: str, payload: Mapping[str, Any]) -> Saved: ...
    def history(self, kind: str, nip: str) -> list[dict[str, Any]]: ...


@dataclass(slots=True)
class HttpNationalService:
    """The service over HTTP. Tokens are fetched when first needed, and once anew when they are over."""

    connection: Connection
    timeout: float = TIMEOUT_SECONDS
    _gateway: str = ""
    _account: str = ""

    def save(self, kind: str, payload: Mapping[str, Any]) -> Saved:
        """Store one row. Raises `NationalDown`, `SignInRefused`, `NationalRefusal` or `UnreadableAnswer`."""
        answer = self._call("POST", f"/{kind}/save", payload)
        stored = answer.get("mapData") or answer.get("data") or {}
        if not isinstance(stored, Mapping):
            raise UnreadableAnswer(str(stored)[:200])
        remote_id = stored.get("rwSkpId") or stored.get("rwKinerjaPeriodikId") or stored.get("id")
        if not remote_id:
            raise UnreadableAnswer(json.dumps(answer)[:200])
        owner = stored.get("pnsDinilaiOrang") or stored.get("pnsDinilaiId") or stored.get("pnsDinilai") or ""
        return Saved(str(remote_id), str(owner))

    def history(self, kind: str, nip: str) -> list[dict[str, Any]]:
        """The rows of a person that are there already."""
        names = {"skp22": "rw-skp22", "kinerjaperiodik": "rw-kinerjaperiodik"}
        rows = self._call("GET", f"/pns/{names[kind]}/{quote(nip, safe='')}").get("data") or []
        if not isinstance(rows, list):
            raise UnreadableAnswer(str(rows)[:200])
        return [row for row in rows if isinstance(row, dict)]

    def _call(self, method: str, path: str, payload: Mapping[str, Any] | None = None) -> dict[str, Any]:
        status, body = self._signed(method, path, payload)
        if status == http.client.UNAUTHORIZED:
            self._gateway = self._account = ""
            status, body = self._signed(method, path, payload)
        if status == http.client.UNAUTHORIZED:
            raise SignInRefused("akun_ditolak", said_in(body))
        if status >= http.client.INTERNAL_SERVER_ERROR or status == http.client.TOO_MANY_REQUESTS:
            raise NationalDown(f"HTTP {status}")
        answer = _object(body)
        if status >= http.client.BAD_REQUEST or _says_no(answer):
            raise NationalRefusal(said_in(body))
        return answer

    def _signed(self, method: str, path: str, payload: Mapping[str, Any] | None) -> tuple[int, bytes]:
        self._gateway = self._gateway or self._token_of_gateway()
        self._account = self._account or self._token_of_account()
        headers = {
            "Authorization": f"Bearer {self._gateway}", "Auth": f"bearer {self._account}",
            "Accept": "application/json", "Content-Type": "application/json",
        }  # fmt: skip
        content = json.dumps(payload).encode() if payload is not None else None
        return self._exchange(method, self.connection.base + path, content, headers)

    def _token_of_gateway(self) -> str:
        given = {
            "grant_type": "client_credentials", "client_id": self.connection.gateway_id,
            "client_secret": self.connection.gateway_secret,
        }  # fmt: skip
        return self._token(self.connection.gateway_token, given)

    def _token_of_account(self) -> str:
        given = {
            "grant_type": "password", "client_id": self.connection.gateway_id,
            "username": self.connection.account, "password": self.connection.password,
        }  # fmt: skip
        return self._token(self.connection.sign_in, given)

    def _token(self, address: str, given: Mapping[str, str]) -> str:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        status, body = self._exchange("POST", address, urlencode(given).encode(), headers)
        if status >= http.client.INTERNAL_SERVER_ERROR:
            raise NationalDown(f"HTTP {status}")
        said = said_in(body)
        if status >= http.client.BAD_REQUEST:
            asks_code = any(
                word in said.casefold() for word in ("mfa", "otp", "required action", "not fully set up")
            )
            raise SignInRefused("perlu_mfa" if asks_code else "akun_ditolak", said)
        token = _object(body).get("access_token")
        if not isinstance(token, str) or not token:
            raise UnreadableAnswer("access_token")
        return token

    def _exchange(
        self, method: str, address: str, content: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        connection, path = _connected(address, self.timeout)
        try:
            connection.request(method, path, content, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read(MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise NationalDown(type(error).__name__) from error
        finally:
            connection.close()


def _connected(address: str, timeout: float) -> tuple[http.client.HTTPConnection, str]:
    """An open line; without encryption only to this machine, for trying things out."""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=timeout, context=context), path
    if host not in {"127.0.0.1", "localhost", "::1"}:
        raise SignInRefused("akun_ditolak", "https")
    return http.client.HTTPConnection(host, parts.port, timeout=timeout), path


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise UnreadableAnswer(body[:200].decode("utf-8", "replace")) from error
    if not isinstance(found, dict):
        raise UnreadableAnswer(str(found)[:200])
    return found


def _says_no(answer: Mapping[str, Any]) -> bool:
    """The service answers 200 also when it refuses; then `success` or `code` says so."""
    return answer.get("success") is False or answer.get("code") in (0, "0")


def said_in(body: bytes) -> str:
    """The sentence of an answer, short; never a token."""
    try:
        found = json.loads(body)
    except ValueError:
        return body[:200].decode("utf-8", "replace")
    if not isinstance(found, Mapping):
        return str(found)[:200]
    words = [str(found.get(name) or "") for name in ("message", "error_description", "error")]
    return next((word for word in words if word), "")[:300]
