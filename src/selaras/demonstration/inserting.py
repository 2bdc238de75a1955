"""Many rows at once: rows made without ceremony, and long prepared statements instead of SQL built for each batch.

A load set is a million and a half rows; with `bulk_create` most of the time would go into writing statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from enum import Enum
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.base import ModelState

from selaras.core.open_recording import require_recording
from selaras.core.owned import AuditedModel

M = TypeVar("M", bound=models.Model)
Converter = Callable[[Any], Any]
WORDS = frozenset({"CharField", "TextField", "URLField", "SlugField", "EmailField"})
# What every driver takes as it is.
PLAIN = frozenset(
    {"BooleanField", "PositiveSmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField"}
)
# Values in one statement; SQLite takes 32,766 and PostgreSQL 65,535.
VALUES = 4000


def make(model: type[M], **values: Any) -> M:
    """A row with its defaults, by the names of the columns (`skp_id`), ten times quicker than the class itself."""
    made = model.__new__(model)
    made.__dict__.update(_defaults(model))
    made.__dict__.update(values, _state=ModelState())
    return made


def insert(rows: Iterable[models.Model]) -> None:
    """Insert rows of one model that have their keys. Call inside a recording and an agency's scope."""
    found = list(rows)
    if not found:
        return
    model = type(found[0])
    if issubclass(model, AuditedModel):
        require_recording(model)
    columns = _columns(model, connection.vendor)
    many = max(1, VALUES // len(columns))
    whole = len(found) - len(found) % many
    with connection.cursor() as cursor:
        if whole:
            parts = [_flat(found[at : at + many], columns) for at in range(0, whole, many)]
            cursor.executemany(_statement(model, many), parts)
        if found[whole:]:
            cursor.execute(_statement(model, len(found) - whole), _flat(found[whole:], columns))


def _flat(rows: Sequence[models.Model], columns: Sequence[tuple[str, Converter | None]]) -> list[Any]:
    return list(chain.from_iterable(_values(row.__dict__, columns) for row in rows))


def _values(kept: Mapping[str, Any], columns: Sequence[tuple[str, Converter | None]]) -> list[Any]:
    return [kept[name] if change is None else change(kept[name]) for name, change in columns]


def _statement(model: type[models.Model], rows: int) -> str:
    quote, fields = connection.ops.quote_name, model._meta.local_concrete_fields
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * rows)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {places}"  # noqa: S608


@cache
def _columns(model: type[models.Model], vendor: str) -> tuple[tuple[str, Converter | None], ...]:
    fields = model._meta.local_concrete_fields
    return tuple((field.attname, _converter(field, vendor)) for field in fields)


@cache
def _defaults(model: type[models.Model]) -> Mapping[str, Any]:
    fields = model._meta.local_concrete_fields
    return {field.attname: field.get_default() for field in fields if not field.primary_key}


def _converter(field: models.Field[Any, Any], vendor: str) -> Converter | None:
    """How a value of this column is handed to the driver; None where it goes as it is."""
    target: Any = field
    while target.remote_field is not None:
        target = target.target_field
    kind = target.get_internal_type()
    if kind in WORDS:
        return _word
    if kind == "JSONField":
        return lambda value: target.get_db_prep_save(value, connection)
    if vendor == "postgresql" or kind in PLAIN:
        return None
    if kind == "DecimalField":
        return _decimal(target.decimal_places)
    return FOR_SQLITE[kind]


def _word(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _decimal(places: int) -> Converter:
    form = f".{places}f"
    return lambda value: None if value is None else format(value, form)


# As Django writes them: keys in hexadecimal, moments in UTC without a zone.
FOR_SQLITE: Mapping[str, Converter] = {
    "UUIDField": lambda value: None if value is None else value.hex,
    "DateField": lambda value: None if value is None else value.isoformat(),
    "DateTimeField": lambda value: None if value is None else str(value.astimezone(UTC).replace(tzinfo=None)),
}
