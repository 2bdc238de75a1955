"""Asking a web address whether it still answers: politely, briefly, and never inside one's own network.

The address comes from people, so the name is resolved first, every address it has must be public, and the connection
goes to the very address that was examined: neither a name that changes its mind nor a redirect leads inside. Nothing
of the body is read, nothing is sent but the question.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
TIMEOUT, LONGEST, MOST_REDIRECTS = 8.0, 20.0, 4
ASKING = {"User-Agent": "Selaras-link-check", "Accept": "*/*", "Connection": "close"}
# Nobody who says this means anything else when asked in another way.
_CLEAR = frozenset({401, 403, 410, 429})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Answer(StrEnum):
    """What an address says. `INSIDE` was never asked: it lies in a network that is not public."""

    ANSWERS = "answers"
    GONE = "gone"
    SILENT = "silent"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a question goes: scheme, name, port, and the address that was examined."""

    scheme: str
    host: str
    port: int
    address: str


class _Inside(Exception):
    """The name leads into a network that is not public, or to a port that no web page has."""


def answer_of(url: str) -> Answer:
    """Ask an address, following a few redirects. Takes at most about twenty seconds a step; raises nothing."""
    try:
        for _step in range(MOST_REDIRECTS + 1):
            status, onward = _ask(url)
            if not onward:
                return _meaning(status)
            url = urljoin(url, onward)
    except _Inside:
        return Answer.INSIDE
    except ssl.SSLCertVerificationError:
        return Answer.ANSWERS  # somebody is there; whether to trust the certificate is the reader's decision
    except (OSError, http.client.HTTPException, ValueError):
        return Answer.SILENT
    return Answer.SILENT


def is_public(address: str) -> bool:
    """Whether an address belongs to the public net, also when it wraps another one."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if ip.teredo is not None or ip in _NAT64:
            return False
    return ip.is_global and not ip.is_multicast


def _meaning(status: int) -> Answer:
    if status in {http.client.NOT_FOUND, http.client.GONE}:
        return Answer.GONE
    return Answer.SILENT if status >= http.client.INTERNAL_SERVER_ERROR else Answer.ANSWERS


def _ask(url: str) -> tuple[int, str]:
    """The status of an address, and where it sends one on to."""
    place, path = _place(url)
    status, onward = _question(place, "HEAD", path)
    if (
        status >= http.client.BAD_REQUEST and status not in _CLEAR
    ):  # some servers know only one kind of question
        status, onward = _question(place, "GET", path)
    return status, onward


def _question(place: _Place, method: str, path: str) -> tuple[int, str]:
    connection = _connected(place)
    # A server that sends a letter a second would keep us for hours.
    guard = threading.Timer(LONGEST, _hang_up, (connection,))
    guard.start()
    try:
        connection.request(method, path, headers={"Host": place.host, **ASKING})
        answer = connection.getresponse()
        onward = answer.getheader("Location", "") if 300 <= answer.status < 400 else ""
        return answer.status, onward or ""
    finally:
        guard.cancel()
        connection.close()


def _connected(place: _Place) -> http.client.HTTPConnection:
    """A connection to the examined address, under the name it was asked for."""
    connection = http.client.HTTPConnection(place.host, place.port, timeout=TIMEOUT)
    line = socket.create_connection((place.address, place.port), TIMEOUT)
    try:
        if place.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=place.host)
    except BaseException:
        line.close()
        raise
    connection.sock = line
    connection.auto_open = 0  # never by name again
    return connection


def _hang_up(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _place(url: str) -> tuple[_Place, str]:
    parts = urlsplit(url)
    port = PORTS.get(parts.scheme)
    if port is None or not parts.hostname or parts.port not in {None, port}:
        raise _Inside
    host = parts.hostname.encode("idna").decode("ascii")
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(str(address)) for address in found):
        raise _Inside
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return _Place(parts.scheme, host, port, str(found[0])), _escaped(path)


def _escaped(path: str) -> str:
    return quote(path, safe="/?&=%:;,+~@!$'()*-._#[]")
