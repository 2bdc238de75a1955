"""Reads `law/*.toml`: every value of the law with its day, source, article and standing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .errors import BadLawFile, NoLawInForce, UnknownLaw
from .findings import Standing, Step

LAW_FOLDER = Path(__file__).parent / "law"
# These have a form of their own and are read by choices.py, regulations.py, working_days.py and ramadan.py.
OTHER_FILES = frozenset({"choices.toml", "regulations.toml", "holidays.toml", "ramadan.toml"})
_REQUIRED = ("effective", "promulgated", "source", "article", "standing", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """What one law says from one day on; one object per value, so rules may cache by it."""

    key: str
    effective: date
    promulgated: date
    source: str
    article: str
    standing: Standing
    value: Any
    note: str = ""
    ends: date | None = None

    def step(self, text: str) -> Step:
        """A reason that rests on this value."""
        return Step(text, self.source, self.article, self.standing.value, self.key)

    def is_in_force(self, on: date, known_on: date | None = None) -> bool:
        """Whether it applies on that day, seen with the law published until `known_on`."""
        if known_on is not None and self.promulgated > known_on:
            return False
        return self.effective <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing the law fixes, with all its values over time (oldest first)."""

    key: str
    title: str
    unit: str
    values: tuple[Value, ...]

    def on(self, day: date, known_on: date | None = None) -> Value:
        """The value of that day; raises NoLawInForce when there is none."""
        for value in reversed(self.values):
            if value.is_in_force(day, known_on):
                return value
        raise NoLawInForce(self.key, day)

    def value_on(self, day: date) -> Value | None:
        """The value of that day, or None where the law says nothing."""
        try:
            return self.on(day)
        except NoLawInForce:
            return None


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file with exact decimals."""
    with path.open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def frozen(value: Any) -> Any:
    """The same data, unchangeable."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return tuple(frozen(inner) for inner in value)
    return value


@cache
def all_parameters() -> Mapping[str, Parameter]:
    """Every parameter of the law by its key."""
    found: dict[str, Parameter] = {}
    for path in sorted(LAW_FOLDER.glob("*.toml")):
        if path.name in OTHER_FILES:
            continue
        for parameter in _parameters_in(read_toml(path), ()):
            if parameter.key in found:
                raise BadLawFile(f"“{parameter.key}” tertulis dua kali ({path.name}).")
            found[parameter.key] = parameter
    return MappingProxyType(found)


def parameter(key: str) -> Parameter:
    """One parameter; raises UnknownLaw."""
    try:
        return all_parameters()[key]
    except KeyError:
        raise UnknownLaw(key) from None


@lru_cache(maxsize=8192)
def value_in_force(key: str, on: date, known_on: date | None = None) -> Value:
    """What the law says on that day; raises NoLawInForce or UnknownLaw, never answers zero."""
    return parameter(key).on(on, known_on)


def _parameters_in(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Parameter]:
    for name, inner in table.items():
        if not isinstance(inner, dict):
            continue
        if isinstance(inner.get("values"), list):
            yield _parameter(".".join((*path, name)), inner)
        else:
            yield from _parameters_in(inner, (*path, name))


def _parameter(key: str, table: Mapping[str, Any]) -> Parameter:
    if "title" not in table:
        raise BadLawFile(f"“{key}” tidak berjudul.")
    values = sorted((_value(key, row) for row in table["values"]), key=lambda value: value.effective)
    days = [value.effective for value in values]
    if len(set(days)) != len(days):
        raise BadLawFile(f"“{key}” memiliki dua nilai pada hari yang sama.")
    return Parameter(key, table["title"], table.get("unit", ""), tuple(values))


def _value(key: str, row: Mapping[str, Any]) -> Value:
    for name in _REQUIRED:
        if name not in row or row[name] == "":
            raise BadLawFile(f"Sebuah nilai “{key}” tidak memiliki “{name}”.")
    try:
        standing = Standing(row["standing"])
    except ValueError:
        raise BadLawFile(f"“{key}”: standing “{row['standing']}” tidak dikenal.") from None
    return Value(
        key=key,
        effective=row["effective"],
        promulgated=row["promulgated"],
        source=row["source"],
        article=row["article"],
        standing=standing,
        value=frozen(row["value"]),
        note=row.get("note", ""),
        ends=row.get("ends"),
    )
