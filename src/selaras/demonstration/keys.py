"""Keys that a seed decides: the same demonstration has the same addresses on every machine."""

from __future__ import annotations

import hashlib
from itertools import count
from uuid import UUID

# Milliseconds of 2026-01-01: keys of demonstration rows lie before those of rows that people add later.
_BIRTH = 1_767_225_600_000


class Keys:
    """Makes keys in the layout of UUIDv7, ascending, different for every agency and seed."""

    def __init__(self, seed: int, agency_code: str) -> None:
        digest = hashlib.sha256(f"{seed}:{agency_code}".encode()).digest()
        self._base = (_BIRTH << 80) | (7 << 76) | (2 << 62) | (int.from_bytes(digest[:3], "big") << 32)
        self._counter = count(1)

    def new(self) -> UUID:
        """The next key."""
        number = next(self._counter)
        return UUID(int=self._base + ((number >> 32) << 64) + (number & 0xFFFFFFFF))

    def __call__(self) -> UUID:
        return self.new()
