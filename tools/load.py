"""A small HTTP client for measuring: kept-alive connections, compressed answers, nothing between us and the server."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any
from urllib.parse import urlencode

CSRF = "b" * 32
SLOW_BYTES_PER_SECOND = 2


@dataclass(frozen=True)
class Request:
    """One request as bytes, and the status that is right for it."""

    raw: bytes
    expected: tuple[int, ...] = (200,)


@dataclass
class Measured:
    """What came out of one run: milliseconds of each answer, its bytes on the wire, and wrong answers."""

    clients: int
    milliseconds: list[float] = field(default_factory=list)
    wire_bytes: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds) if self.milliseconds else float("nan")

    @property
    def p95(self) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[int(0.95 * (len(ordered) - 1))] if ordered else float("nan")

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0


def get(path: str, cookies: dict[str, str] | None = None) -> Request:
    """A page as a browser asks for it."""
    return Request(head("GET", path, cookies or {}) + b"\r\n")


def post(path: str, fields: dict[str, Any], cookies: dict[str, str] | None = None) -> Request:
    """A form as a browser sends it; a redirect is the right answer."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
    return sent(path, body, "application/x-www-form-urlencoded", cookies)


def upload(path: str, fields: dict[str, Any], name: str, file: bytes, cookies: dict[str, str]) -> Request:
    """A form with the file `name`.pdf; a redirect is the right answer."""
    edge = "selaras-selaras-selaras"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in {"csrfmiddlewaretoken": CSRF, **fields}.items()
    ]
    parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="bukti.pdf"\r\n')
    parts.append("Content-Type: application/pdf\r\n\r\n")
    body = "".join(parts).encode() + file + f"\r\n--{edge}--\r\n".encode()
    return sent(path, body, f"multipart/form-data; boundary={edge}", cookies)


def sent(path: str, body: bytes, kind: str, cookies: dict[str, str] | None) -> Request:
    top = head("POST", path, {"csrftoken": CSRF, **(cookies or {})})
    return Request(
        top + f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body, (302, 303)
    )


def head(method: str, path: str, cookies: dict[str, str]) -> bytes:
    crumbs = "; ".join(f"{name}={value}" for name, value in cookies.items())
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: text/html", "Accept-Encoding: gzip"]
    return "\r\n".join([*lines, *([f"Cookie: {crumbs}"] if crumbs else [])]).encode() + b"\r\n"


async def answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Read one answer; returns its status and its bytes on the wire."""
    top = await reader.readuntil(b"\r\n\r\n")
    lines = top.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    size = len(top)
    if headers.get("transfer-encoding", "").lower() == "chunked":
        while True:
            length = int(await reader.readline(), 16)
            size += len(await reader.readexactly(length + 2))
            if not length:
                break
    else:
        size += len(await reader.readexactly(int(headers.get("content-length", "0"))))
    return int(lines[0].split()[1]), size


async def client(port: int, requests: Iterator[Request], until: float, into: Measured) -> None:
    """Send the requests one after another over one connection until they or the time are at an end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for request in requests:
            begun = time.perf_counter()
            if begun > until:
                break
            writer.write(request.raw)
            status, size = await answer(reader)
            into.milliseconds.append((time.perf_counter() - begun) * 1000)
            into.wire_bytes += size
            if status not in request.expected:
                into.wrong[str(status)] += 1
    finally:
        writer.close()


async def run_clients(port: int, requests: Iterator[Request], clients: int, seconds: float) -> Measured:
    into = Measured(clients)
    begun = time.perf_counter()
    until = begun + seconds
    done = await asyncio.gather(
        *(client(port, requests, until, into) for _ in range(clients)), return_exceptions=True
    )
    into.wrong.update(type(problem).__name__ for problem in done if isinstance(problem, BaseException))
    into.seconds = time.perf_counter() - begun
    return into


def measure(port: int, requests: Request | Iterator[Request], clients: int, seconds: float) -> Measured:
    """Let some clients send requests at once: the same one for ever, or each of an iterator once."""
    flow = repeat(requests) if isinstance(requests, Request) else requests
    return asyncio.run(run_clients(port, flow, clients, seconds))


def measure_beside_slow_phones(port: int, page: Request, phones: int, seconds: float) -> Measured:
    """Ask for a page again and again while phones upload a form at two bytes a second."""

    async def both() -> Measured:
        tasks = [asyncio.create_task(dribble(port)) for _ in range(phones)]
        await asyncio.sleep(3)  # until all of them hold their place
        try:
            return await run_clients(port, repeat(page), 1, seconds)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    return asyncio.run(both())


async def dribble(port: int) -> None:
    request = post("/masuk/login/", {"login": "x" * 4000, "password": "x"}).raw
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    top, _, body = request.partition(b"\r\n\r\n")
    writer.write(top + b"\r\n\r\n")
    for at in range(len(body)):
        writer.write(body[at : at + 1])
        await writer.drain()
        await asyncio.sleep(1 / SLOW_BYTES_PER_SECOND)
