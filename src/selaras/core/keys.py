"""Keys that are ordered by time of creation (UUIDv7), so that indexes stay compact on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from uuid_utils import uuid7 as written_uuid7
from uuid_utils.compat import uuid7


def new_keys_in_hex() -> Iterator[str]:
    """Fresh keys as 32 hexadecimal digits, without end: for writing hundreds of thousands of rows at once."""
    while True:
        yield written_uuid7().hex


def new_key() -> UUID:
    """A fresh key; two agencies, or two servers, never make the same one."""
    return UUID(int=uuid7().int)
