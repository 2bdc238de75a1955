"""What an address asks for. What cannot be, whoever typed it, is as if nothing had been asked; never an error."""

from __future__ import annotations

from collections.abc import Container
from uuid import UUID

from django.http import HttpRequest

POSSIBLE_YEARS = range(2000, 2101)
# No number of an address is longer; Python itself refuses to read one of some thousand digits.
LONGEST_NUMBER = 9


def number_in(text: str, possible: Container[int]) -> int | None:
    """The whole number, None for anything else and for one that cannot be."""
    number = int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
    return number if number is not None and number in possible else None


def year_asked(request: HttpRequest, default: int, possible: Container[int] = POSSIBLE_YEARS) -> int:
    """The year in the address, else the default."""
    found = number_in(request.GET.get("tahun", ""), possible)
    return default if found is None else found


def key_asked(request: HttpRequest, name: str) -> UUID | None:
    """The key of something in the address, None without one or with anything else there."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
