"""What a rule is told, field by field: reads plain data, and describes itself as JSON Schema.

One description serves both, so that what is documented is what is accepted. Every refusal is an InvalidInput
that names the field, the value and what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from selaras_rules.errors import InvalidInput, MissingInput, require_member

EXACT = "bilangan yang ditulis tepat, misalnya “12.5”"
MOMENT = "saat dengan zona waktu, misalnya 2026-02-02T23:59:59+08:00"
# JSON Schema of an exact number: a text, so that no program turns it into a float on the way.
EXACT_SCHEMA: Mapping[str, Any] = {
    "anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a rule is told.

    `read(given, name)` turns the plain value into what the rule takes; `schema` describes the plain value.
    An absent optional field is read as `default`.
    """

    name: str
    about: str
    read: Callable[[Any, str], Any]
    schema: Mapping[str, Any]
    is_required: bool = True
    default: Any = None


def optional(field: Field, default: Any = None) -> Field:
    """The same field, which may be left out."""
    return Field(field.name, field.about, field.read, field.schema, is_required=False, default=default)


def text(name: str, about: str) -> Field:
    """A text."""
    return Field(name, about, read_text, {"type": "string"})


def whole(name: str, about: str, low: int | None = None, high: int | None = None) -> Field:
    """A whole number between two bounds, both allowed."""
    bounds = {key: bound for key, bound in (("minimum", low), ("maximum", high)) if bound is not None}

    def read(given: Any, field: str) -> int:
        allowed = "bilangan bulat" + _between(low, high)
        if isinstance(given, bool) or not isinstance(given, int):
            raise InvalidInput(field, given, allowed)
        if (low is not None and given < low) or (high is not None and given > high):
            raise InvalidInput(field, given, allowed)
        return given

    return Field(name, about, read, {"type": "integer", **bounds})


def number(name: str, about: str, low: str | None = None, high: str | None = None) -> Field:
    """An exact number (Decimal) between two bounds, both allowed; floats, NaN and infinity are refused."""
    lower, upper = (Decimal(bound) if bound is not None else None for bound in (low, high))

    def read(given: Any, field: str) -> Decimal:
        found = read_number(given, field)
        if (lower is not None and found < lower) or (upper is not None and found > upper):
            raise InvalidInput(field, given, "bilangan" + _between(low, high))
        return found

    return Field(name, f"{about}{_between(low, high)}", read, EXACT_SCHEMA)


def truth(name: str, about: str) -> Field:
    """Yes or no; absent is no."""
    return Field(name, about, read_truth, {"type": "boolean"}, is_required=False, default=False)


def day(name: str, about: str) -> Field:
    """A date, written 2026-12-31."""
    return Field(name, about, read_day, {"type": "string", "format": "date"})


def clock_time(name: str, about: str) -> Field:
    """A time of day, written 07:30."""
    return Field(name, about, read_time, {"type": "string", "pattern": r"^\d\d:\d\d$"})


def moment(name: str, about: str) -> Field:
    """A moment with its distance from UTC, written 2026-02-02T23:59:59+08:00."""
    return Field(name, about, read_moment, {"type": "string", "format": "date-time"})


def member(name: str, kind: type[StrEnum], about: str) -> Field:
    """One of the values the law enumerates."""
    return Field(
        name,
        about,
        lambda given, field: require_member(kind, given, field),
        {"enum": [one.value for one in kind]},
    )


def one_of(name: str, allowed: Mapping[str, str] | tuple[str, ...], about: str) -> Field:
    """One of some words, for what is no enumeration of the rules."""
    words = tuple(allowed)

    def read(given: Any, field: str) -> str:
        if given not in words:
            raise InvalidInput(field, given, ", ".join(words))
        return str(given)

    return Field(name, about, read, {"enum": list(words)})


def rows(name: str, about: str, *fields: Field, at_least: int = 0) -> Field:
    """A list of objects of the same fields; absent is empty unless `at_least` asks for some."""

    def read(given: Any, field: str) -> tuple[Mapping[str, Any], ...]:
        if not isinstance(given, list | tuple) or len(given) < at_least:
            raise InvalidInput(field, given, f"sebuah daftar berisi sekurangnya {at_least} baris")
        return tuple(
            read_fields(row, fields, within=f"{field}[{place}]") for place, row in enumerate(given, start=1)
        )

    schema = {"type": "array", "minItems": at_least, "items": object_schema(fields)}
    return Field(name, about, read, schema, is_required=at_least > 0, default=())


def items(name: str, about: str, of: Field, *, at_least: int = 0) -> Field:
    """A list of plain values, each read as `of`."""

    def read(given: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(given, list | tuple) or len(given) < at_least:
            raise InvalidInput(field, given, f"sebuah daftar berisi sekurangnya {at_least} nilai")
        return tuple(of.read(one, f"{field}[{place}]") for place, one in enumerate(given, start=1))

    schema = {"type": "array", "minItems": at_least, "items": of.schema}
    return Field(name, about, read, schema, is_required=at_least > 0, default=())


def table(name: str, about: str, key: Field, value: Field) -> Field:
    """Keys and values, each read as the field says; absent is empty."""

    def read(given: Any, field: str) -> Mapping[Any, Any]:
        if not isinstance(given, Mapping):
            raise InvalidInput(field, given, "sebuah tabel")
        return {key.read(one, field): value.read(other, field) for one, other in given.items()}

    schema = {"type": "object", "propertyNames": key.schema, "additionalProperties": value.schema}
    return Field(name, about, read, schema, is_required=False, default={})


def group(name: str, about: str, *fields: Field) -> Field:
    """An object with fields of its own."""
    return Field(
        name, about, lambda given, field: read_fields(given, fields, within=field), object_schema(fields)
    )


def local_holidays() -> Field:
    """Holidays of one region beside the national list: date → name."""
    about = "hari libur daerah di luar daftar nasional: tanggal → nama"
    return table("libur_daerah", about, day("tanggal", ""), text("nama", ""))


def read_fields(given: Any, fields: tuple[Field, ...], *, within: str = "") -> Mapping[str, Any]:
    """The values of all fields; raises InvalidInput for a missing, a wrong or an unknown one."""
    if not isinstance(given, Mapping):
        raise InvalidInput(within or "masukan", given, "sebuah objek dengan nama isian dan nilainya")
    known = {field.name for field in fields}
    for name in given:
        if name not in known:
            raise InvalidInput(_path(within, str(name)), given[name], f"isian {', '.join(sorted(known))}")
    return {field.name: _value(field, given.get(field.name), within) for field in fields}


def object_schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    """JSON Schema of an object with these fields and no others."""
    return {
        "type": "object",
        "properties": {field.name: {**field.schema, "description": field.about} for field in fields},
        "required": [field.name for field in fields if field.is_required],
        "additionalProperties": False,
    }


def read_text(given: Any, field: str) -> str:
    """A text; raises InvalidInput."""
    if not isinstance(given, str):
        raise InvalidInput(field, given, "sebuah teks")
    return given


def read_truth(given: Any, field: str) -> bool:
    """True or False; raises InvalidInput."""
    if not isinstance(given, bool):
        raise InvalidInput(field, given, "true atau false")
    return given


def read_day(given: Any, field: str) -> date:
    """A date given as date or text; raises InvalidInput."""
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise InvalidInput(field, given, "tanggal seperti 2026-12-31") from None


def read_moment(given: Any, field: str) -> datetime:
    """A moment given as datetime or text; raises InvalidInput, also when it does not say its time zone."""
    try:
        found = given if isinstance(given, datetime) else datetime.fromisoformat(str(given))
    except ValueError:
        raise InvalidInput(field, given, MOMENT) from None
    if found.tzinfo is None:
        raise InvalidInput(field, given, MOMENT)
    return found


def read_time(given: Any, field: str) -> time:
    """A time of day given as time or text such as 07:30; raises InvalidInput."""
    if isinstance(given, time):
        return given
    try:
        return time.fromisoformat(str(given))
    except ValueError:
        raise InvalidInput(field, given, "waktu seperti 07:30") from None


def read_number(given: Any, field: str) -> Decimal:
    """An exact number given as text, whole number or decimal; floats, NaN and infinity raise InvalidInput."""
    if isinstance(given, bool | float):
        raise InvalidInput(field, given, EXACT)
    try:
        found = Decimal(given)
    except (InvalidOperation, TypeError, ValueError):
        raise InvalidInput(field, given, EXACT) from None
    if not found.is_finite():
        raise InvalidInput(field, given, EXACT)
    return found


def _value(field: Field, given: Any, within: str) -> Any:
    if given is None:
        if field.is_required:
            raise MissingInput(_path(within, field.name), _allowed(field))
        return field.default
    return field.read(given, _path(within, field.name))


def _allowed(field: Field) -> str:
    """What a field may hold: the words of the law, else what it is about."""
    return ", ".join(map(str, field.schema.get("enum", ()))) or field.about


def _path(within: str, name: str) -> str:
    return f"{within}.{name}" if within else name


def _between(low: object, high: object) -> str:
    match low, high:
        case None, None:
            return ""
        case None, _:
            return f" paling besar {high}"
        case _, None:
            return f" paling kecil {low}"
    return f" {low} sampai {high}"
