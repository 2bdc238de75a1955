"""What every rule returns: a value together with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Standing(StrEnum):
    """How well we know a value of the law."""

    READ = "read"
    REPORTED = "reported"
    ASSUMED = "assumed"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return _STANDING_LABELS[self]


_STANDING_LABELS = {Standing.READ: "dibaca", Standing.REPORTED: "dilaporkan", Standing.ASSUMED: "diduga"}
_WEAKEST_FIRST = (Standing.ASSUMED, Standing.REPORTED, Standing.READ)


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: an Indonesian sentence, and the law it rests on where there is one.

    `key` names the value of the law, the choice ("pilihan.…") or the list of holidays ("libur.2026") it rests on.
    """

    text: str
    source: str | None = None
    article: str | None = None
    standing: str | None = None
    key: str | None = None

    def to_json(self) -> dict[str, str | None]:
        """Plain data for storing."""
        return {
            "text": self.text,
            "source": self.source,
            "article": self.article,
            "standing": self.standing,
            "key": self.key,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, str | None]) -> Step:
        """The step as it was stored."""
        return cls(
            stored["text"] or "",
            stored.get("source"),
            stored.get("article"),
            stored.get("standing"),
            stored.get("key"),
        )


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A result and why it is so."""

    value: T
    because: tuple[Step, ...]

    @property
    def standing(self) -> Standing:
        """The weakest standing among the reasons; a chain is as sure as its weakest link."""
        found = {step.standing for step in self.because}
        return next((standing for standing in _WEAKEST_FIRST if standing in found), Standing.READ)

    @property
    def text(self) -> str:
        """All reasons as one text."""
        return " ".join(step.text for step in self.because)

    def to_json(self) -> dict[str, Any]:
        """Plain data for storing: decimals and dates as text, fractions as "a/b"."""
        return {"value": plain(self.value), "because": [step.to_json() for step in self.because]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], read: Callable[[Any], T] | None = None) -> Finding[T]:
        """The finding as it was stored; `read` turns the stored value back into its type."""
        value = stored["value"] if read is None else read(stored["value"])
        return cls(value, tuple(Step.from_json(step) for step in stored["because"]))


def plain(value: Any) -> Any:
    """The value as JSON-ready data, the same text for the same value every time."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date | time):
        return value.isoformat()
    return _plain_collection(value)


def _plain_collection(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(inner) for inner in value)
    raise TypeError(f"{type(value).__name__} has no stored form")
