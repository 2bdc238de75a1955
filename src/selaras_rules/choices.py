"""What an agency may choose within the law: `law/choices.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType
from typing import Any

from .errors import BadLawFile, ChoiceOutOfBounds, UnknownChoice
from .findings import Standing, Step
from .parameters import LAW_FOLDER, frozen, read_toml

# Before the key of a choice where keys of law and of choices stand side by side.
CHOICE_PREFIX = "pilihan."


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and the highest number one may choose, both allowed.

    Bounds written with a point ask for a decimal, which may be given as text; others for a whole number.
    """

    minimum: int | Decimal
    maximum: int | Decimal

    @property
    def text(self) -> str:
        """What is allowed, for people."""
        if self.minimum == self.maximum:
            return f"hanya {_number(self.minimum)}"
        return f"{_number(self.minimum)} sampai {_number(self.maximum)}"

    def take(self, chosen: Any) -> int | Decimal | None:
        """The number, or None where it is none or lies outside."""
        number = _exact(chosen) if isinstance(self.minimum, Decimal) else _whole(chosen)
        if number is None or not self.minimum <= number <= self.maximum:
            return None
        return number


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One thing an agency may choose: default, bounds and where the freedom comes from.

    `columns` is a table of words (row → the words allowed), `bounds` a table of numbers (row → its bounds).
    """

    key: str
    title: str
    why: str
    default: Any
    source: str
    article: str
    standing: Standing
    labels: Mapping[str, str]
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    columns: Mapping[str, tuple[str, ...]] | None = None
    bounds: Mapping[str, Bounds] | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of a table of words or numbers; empty for any other choice."""
        return tuple(self.columns or self.bounds or ())

    def row_label(self, row: str) -> str:
        """The name of one row, for people."""
        return self.labels.get(row, _words(row))

    @property
    def allowed(self) -> tuple[Any, ...]:
        """The values one may pick, empty for a number with bounds or for a table."""
        if isinstance(self.default, bool):
            return (True, False)
        return tuple(self.labels)

    @property
    def allowed_text(self) -> str:
        """What is allowed, for people."""
        if self.columns is not None:
            rows = self.columns.items()
            return "; ".join(
                f"{self.row_label(row)} → {' atau '.join(map(_words, cells))}" for row, cells in rows
            )
        if self.bounds is not None:
            return "; ".join(f"{self.row_label(row)} → {inside.text}" for row, inside in self.bounds.items())
        if self.minimum is not None and self.maximum is not None:
            return Bounds(self.minimum, self.maximum).text
        return ", ".join(label or str(value) for value, label in self.labels.items())

    def label(self, chosen: Any) -> str:
        """The chosen value in words."""
        if isinstance(chosen, bool):
            return self.labels.get("ya" if chosen else "tidak", "ya" if chosen else "tidak")
        if isinstance(chosen, Mapping):
            return "; ".join(f"{self.row_label(row)} → {_cell(cell)}" for row, cell in chosen.items())
        return self.labels.get(chosen, chosen) if isinstance(chosen, str) else _number(chosen)

    def check(self, chosen: Any) -> Any:
        """The chosen value, or ChoiceOutOfBounds."""
        taken = self._taken(chosen)
        if taken is None:
            raise ChoiceOutOfBounds(self.key, chosen, self.allowed_text)
        return taken

    def step(self, chosen: Any) -> Step:
        """A reason that rests on this choice."""
        text = f"{self.title}: {self.label(chosen)}."
        return Step(text, self.source, self.article, self.standing.value, f"{CHOICE_PREFIX}{self.key}")

    def _taken(self, chosen: Any) -> Any:
        """The value as the rules use it, None where it is not allowed."""
        if self.rows:
            return self._table(chosen)
        if isinstance(self.default, bool):
            return chosen if isinstance(chosen, bool) else None
        if self.minimum is not None and self.maximum is not None:
            return Bounds(self.minimum, self.maximum).take(chosen)
        return chosen if isinstance(chosen, str) and chosen in self.labels else None

    def _table(self, chosen: Any) -> Any:
        if not isinstance(chosen, Mapping) or set(chosen) != set(self.rows):
            return None
        cells = {row: self._cell(row, chosen[row]) for row in self.rows}
        return None if None in cells.values() else frozen(cells)

    def _cell(self, row: str, given: Any) -> Any:
        if self.bounds is not None:
            return self.bounds[row].take(given)
        return given if self.columns is not None and given in self.columns[row] else None


def _words(code: str) -> str:
    return code.replace("_", " ")


def _cell(chosen: Any) -> str:
    return _words(chosen) if isinstance(chosen, str) else _number(chosen)


def _number(number: Any) -> str:
    """A number as Indonesians write it."""
    return str(number).replace(".", ",")


def _whole(given: Any) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _exact(given: Any) -> Decimal | None:
    """A decimal from a decimal, a whole number or text; equal numbers have one form, as fingerprints need."""
    if isinstance(given, bool | float):
        return None
    try:
        found = Decimal(given)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return Decimal(format(found.normalize(), "f")) if found.is_finite() else None


@cache
def all_choices() -> Mapping[str, ChoiceOption]:
    """Every choice by its key."""
    table = read_toml(LAW_FOLDER / "choices.toml")
    return MappingProxyType(
        {
            f"{group}.{name}": _option(f"{group}.{name}", row)
            for group, rows in table.items()
            for name, row in rows.items()
        }
    )


def choice_option(key: str) -> ChoiceOption:
    """One choice; raises UnknownChoice."""
    try:
        return all_choices()[key]
    except KeyError:
        raise UnknownChoice(key) from None


def _option(key: str, row: Mapping[str, Any]) -> ChoiceOption:
    try:
        option = ChoiceOption(
            key=key,
            title=row["title"],
            why=row["why"],
            default=frozen(row["default"]),
            source=row["source"],
            article=row["article"],
            standing=Standing(row["standing"]),
            labels=frozen(row.get("labels", {})),
            minimum=row.get("minimum"),
            maximum=row.get("maximum"),
            columns=frozen(row["columns"]) if "columns" in row else None,
            bounds=_bounds(row["bounds"]) if "bounds" in row else None,
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise BadLawFile(f"Pilihan “{key}”: {problem} tidak ada atau tidak dikenal.") from problem
    return replace(option, default=option.check(option.default))


def _bounds(rows: Mapping[str, Any]) -> Mapping[str, Bounds]:
    return MappingProxyType({name: Bounds(*pair) for name, pair in rows.items()})
