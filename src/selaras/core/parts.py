"""A long row of things in parts that fit into memory and into one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_parts(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of so many things, in order; the last one holds the rest. Takes no more from a stream than it gives."""
    stream = iter(things)
    while part := list(islice(stream, size)):
        yield part
