"""Keys that are ordered by time of creation (UUIDv7), so that indexes stay compact on both databases."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_key() -> UUID:
    """A fresh key; two agencies, or two servers, never make the same one."""
    return UUID(int=uuid7().int)
