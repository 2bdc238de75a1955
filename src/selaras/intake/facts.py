"""What a row of a file says: its columns, the facts read from them, the facts in force, and why a row is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from selaras.core.errors import Text

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column the kind needs: its name in messages of machines, its label, and headings it is known by."""

    name: str
    label: Text
    headings: tuple[str, ...]
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as a row tells it. Equal keys are the same fact; another value is a change of it."""

    line: int
    key: Key
    value: Key
    data: Any = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row, or one cell of it, is not taken in, and what to do about it."""

    line: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Stored:
    """The fact in force under a key."""

    pk: UUID
    value: Key
