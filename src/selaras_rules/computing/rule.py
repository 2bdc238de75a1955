"""One rule as everybody may call it: its name, what it is told, what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from selaras_rules.findings import Finding
from selaras_rules.ruleset import Ruleset

from .fields import Field, object_schema, read_fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REASONS: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "source": {"type": ["string", "null"]},
            "article": {"type": ["string", "null"]},
            "standing": {"enum": ["read", "reported", "assumed", None]},
            "key": {"type": ["string", "null"]},
        },
        "required": ["text", "source", "article", "standing", "key"],
    },
}
_ERROR: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "line": {"type": "integer", "minimum": 1},
                "field": {"type": ["string", "null"]},
            },
            "required": ["code", "message", "line", "field"],
        }
    },
    "required": ["error"],
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over plain data.

    `answer` is the type of the finding's value; its JSON Schema is derived from it. `because` names law keys
    that stand behind the rule, so that `law diff` can say which results change.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    compute: Callable[[Mapping[str, Any], Ruleset], Finding[Any]]
    answer: Any
    law: tuple[str, ...] = ()

    def run(self, given: Mapping[str, Any], ruleset: Ruleset) -> Finding[Any]:
        """The finding over plain data; raises InvalidInput for a bad field and whatever the rule raises."""
        return self.compute(read_fields(given, self.fields), ruleset)

    def schema(self) -> dict[str, Any]:
        """JSON Schema of one line of input, one line of output, and of the line that a bad input gets instead."""
        return {
            "$schema": DIALECT,
            "title": self.title,
            "type": "object",
            "properties": {
                "input": object_schema(self.fields),
                "output": {
                    "type": "object",
                    "properties": {
                        "value": schema_of(self.answer),
                        "because": _REASONS,
                        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    },
                    "required": ["value", "because", "fingerprint"],
                },
                "refusal": dict(_ERROR),
            },
        }


_SIMPLE: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    Fraction: {"type": "string", "pattern": r"^-?\d+/\d+$"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    time: {"type": "string", "format": "time"},
    NoneType: {"type": "null"},
}


def schema_of(kind: Any) -> dict[str, Any]:
    """JSON Schema of a value of this type, as `plain` writes it; raises TypeError for what has no stored form."""
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [one.value for one in kind]}
    if is_dataclass(kind) and isinstance(kind, type):
        return _schema_of_dataclass(kind)
    return _schema_of_collection(kind)


def _schema_of_dataclass(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return {
        "type": "object",
        "properties": {name: schema_of(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _schema_of_collection(kind: Any) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(one) for one in inner]}
    if origin in (list, tuple, frozenset, set):
        return {"type": "array", "items": schema_of(inner[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    if kind is Any:
        return {}
    raise TypeError(f"{kind!r} has no stored form")
