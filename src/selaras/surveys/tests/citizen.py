"""A citizen with a telephone: reads the form, takes a minute, sends it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import time_machine
from django.test import Client

from selaras.surveys.questions import CODES

ALL_GOOD = dict.fromkeys(CODES, "3")


class Citizen:
    """One browser; `check_csrf` as in production, so that the form is seen to work without a cookie."""

    def __init__(self, code: str, clock: time_machine.Traveller, tail: str = "") -> None:
        self.url = f"/s/{code}/{tail}"
        self.clock = clock
        self.browser = Client(enforce_csrf_checks=True)

    def open(self, **query: str) -> Any:
        """The form."""
        return self.browser.get(self.url, query)

    def mark(self) -> str:
        """What the form on the screen is marked with."""
        found = re.search(r'name="mark" value="([^"]+)"', self.open().content.decode())
        assert found is not None
        return found.group(1)

    def send(
        self,
        answers: Mapping[str, str] | None = None,
        *,
        after: int = 60,
        mark: str | None = None,
        **more: str,
    ) -> Any:
        """Fill in what is given, after so many seconds."""
        form = {"mark": self.mark() if mark is None else mark, "kirim": "1", **(answers or {}), **more}
        self.clock.shift(after)
        return self.browser.post(self.url, form)
