"""Reads the frozen JSON content of a document; a wrong shape is named by its path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

_Code = TypeVar("_Code", bound=StrEnum)


class ContentError(ValueError):
    """The content of a document lacks something or has a value of the wrong kind; says where."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Content:
    """One object of the content together with where it stands."""

    fields: Mapping[str, Any]
    path: str = ""

    def at(self, key: str) -> str:
        """Path of a field, such as `rhk[2].iki[0].text`."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str, default: str | None = None) -> str:
        """A text; numbers are written out. Without a default the field must be there."""
        value = self.fields.get(key)
        if value is None:
            if default is None:
                raise ContentError(self.at(key), "is missing")
            return default
        if isinstance(value, (Mapping, list, tuple)):
            raise ContentError(self.at(key), "must be a text")
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text; empty ones are left out."""
        value = self.fields.get(key)
        items: Sequence[Any] = [value] if isinstance(value, str) else value or []
        if not isinstance(items, (list, tuple)):
            raise ContentError(self.at(key), "must be a list of texts")
        return tuple(text for item in items if (text := str(item).strip()))

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self.fields.get(key, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise ContentError(self.at(key), "must be a whole number") from None

    def day(self, key: str) -> date | None:
        """A date from ISO text, or None where nothing stands."""
        value = self.fields.get(key)
        if isinstance(value, datetime):
            return value.date()
        if value in (None, "") or isinstance(value, date):
            return value or None
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            raise ContentError(self.at(key), "must be a date (YYYY-MM-DD)") from None

    def required_day(self, key: str) -> date:
        """A date that must be there."""
        if (day := self.day(key)) is None:
            raise ContentError(self.at(key), "is missing")
        return day

    def code(self, key: str, codes: type[_Code]) -> _Code:
        """One of the codes, in any case; an empty code only where the codes have one."""
        try:
            return codes(self.text(key, "").lower())
        except ValueError:
            raise ContentError(self.at(key), f"must be one of {', '.join(codes)}") from None

    def child(self, key: str) -> Content:
        """An object inside this one."""
        if (child := self.optional_child(key)) is None:
            raise ContentError(self.at(key), "is missing")
        return child

    def optional_child(self, key: str) -> Content | None:
        """An object inside this one, or None."""
        value = self.fields.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise ContentError(self.at(key), "must be an object")
        return Content(value, self.at(key))

    def children(self, key: str) -> tuple[Content, ...]:
        """A list of objects, empty where nothing stands."""
        value = self.fields.get(key) or []
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, Mapping) for item in value):
            raise ContentError(self.at(key), "must be a list of objects")
        return tuple(Content(item, f"{self.at(key)}[{place}]") for place, item in enumerate(value))
