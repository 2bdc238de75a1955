"""Days in the addresses of pages."""

from __future__ import annotations

from datetime import date

from selaras.core.errors import NotFound


def day_in(text: str) -> date:
    """A day in an address. Raises `NotFound` for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotFound() from None
    if not 2000 <= found.year <= 2199:
        raise NotFound()
    return found
