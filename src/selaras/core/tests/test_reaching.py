"""An address is asked politely, and nothing inside one's own network ever is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from selaras.core import reaching
from selaras.core.reaching import Answer, answer_of, is_public


class Town(BaseHTTPRequestHandler):
    """A server with a page, a page that moved, one that is gone, one that fails, one that knows only GET."""

    asked: list[str]

    def do_HEAD(self) -> None:
        type(self).asked.append(f"HEAD {self.path}")
        status = {"/ada": 200, "/pindah": 302, "/dalam": 302, "/lingkaran": 302, "/hilang": 404, "/rusak": 503,
                  "/masuk": 401, "/hanya-get": 405}[self.path]  # fmt: skip
        self.send_response(status)
        onward = {"/pindah": "/ada", "/dalam": "http://169.254.169.254/", "/lingkaran": "/lingkaran"}
        if self.path in onward:
            self.send_header("Location", onward[self.path])
        self.end_headers()

    def do_GET(self) -> None:
        type(self).asked.append(f"GET {self.path}")
        self.send_response(200 if self.path == "/hanya-get" else 404 if self.path == "/hilang" else 503)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    """A real server at one's own door, which for once counts as public."""
    Town.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Town)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(reaching, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setitem(reaching.PORTS, "http", server.server_port)
    yield server
    server.shutdown()
    server.server_close()


def test_what_an_address_says(town: ThreadingHTTPServer) -> None:
    base = f"http://localhost:{town.server_port}"
    assert {
        path: answer_of(base + path) for path in ("/ada", "/pindah", "/masuk", "/hanya-get")
    } == dict.fromkeys(("/ada", "/pindah", "/masuk", "/hanya-get"), Answer.ANSWERS)
    assert answer_of(base + "/hilang") is Answer.GONE
    assert answer_of(base + "/rusak") is Answer.SILENT
    assert answer_of(base + "/lingkaran") is Answer.SILENT
    # A redirect into the network of the machine is not followed.
    assert answer_of(base + "/dalam") is Answer.INSIDE
    assert Town.asked.count("HEAD /lingkaran") == reaching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "https://[::1]/", "http://10.0.0.8/", "http://192.168.1.1/admin",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.8]/", "http://8.8.8.8:22/",
        "ftp://8.8.8.8/", "http:///tanpa-nama", "http://0.0.0.0/",
    ],
)  # fmt: skip
def test_nothing_inside_is_ever_asked(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    def refuse(*_args: Any, **_options: Any) -> socket.socket:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert answer_of(url) is Answer.INSIDE


def test_a_name_with_one_foot_inside_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.1.1.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)
    assert answer_of("http://contoh.go.id/") is Answer.INSIDE
    assert is_public("8.8.8.8")
    assert not any(map(is_public, ("64:ff9b::a00:8", "2002:a00:8::1", "224.0.0.1", "fe80::1", "100.64.0.1")))


def test_who_refuses_or_speaks_a_letter_a_second_is_silent(
    town: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        monkeypatch.setitem(reaching.PORTS, "http", mute.getsockname()[1])
        monkeypatch.setattr(reaching, "TIMEOUT", 5.0)
        monkeypatch.setattr(reaching, "LONGEST", 0.2)
        address = f"http://localhost:{mute.getsockname()[1]}/"
        assert answer_of(address) is Answer.SILENT
    assert answer_of(address) is Answer.SILENT
