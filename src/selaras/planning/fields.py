"""What forms of this app say and read: texts for lists, lists from texts."""

from __future__ import annotations

import re


def short(text: str, limit: int = 110) -> str:
    """A text for an option of a list."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def lines_of(text: str) -> list[str]:
    """One entry per line, without empty ones and without the bullets people type."""
    stripped = (re.sub(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+", "", line).strip() for line in text.split("\n"))
    return [line for line in stripped if line]
