"""What an agency may choose within the law: `law/choices.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from .errors import BadLawFile, ChoiceOutOfBounds, UnknownChoice
from .findings import Standing, Step
from .parameters import LAW_FOLDER, frozen, read_toml


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One thing an agency may choose: default, bounds and where the freedom comes from."""

    key: str
    title: str
    why: str
    default: Any
    source: str
    article: str
    standing: Standing
    labels: Mapping[str, str]
    minimum: int | None = None
    maximum: int | None = None
    columns: Mapping[str, tuple[str, ...]] | None = None

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
            return "; ".join(f"{_words(row)} → {' atau '.join(map(_words, cells))}" for row, cells in rows)
        if self.minimum is not None:
            return f"{self.minimum} sampai {self.maximum}"
        return ", ".join(label or str(value) for value, label in self.labels.items())

    def label(self, chosen: Any) -> str:
        """The chosen value in words."""
        if isinstance(chosen, bool):
            return self.labels.get("ya" if chosen else "tidak", "ya" if chosen else "tidak")
        if isinstance(chosen, Mapping):
            return "; ".join(f"{_words(row)} → {_words(cell)}" for row, cell in chosen.items())
        return self.labels.get(chosen, str(chosen)) if isinstance(chosen, str) else str(chosen)

    def check(self, chosen: Any) -> Any:
        """The chosen value, or ChoiceOutOfBounds."""
        if not self._is_allowed(chosen):
            raise ChoiceOutOfBounds(self.key, chosen, self.allowed_text)
        return frozen(dict(chosen)) if isinstance(chosen, Mapping) else chosen

    def step(self, chosen: Any) -> Step:
        """A reason that rests on this choice."""
        text = f"{self.title}: {self.label(chosen)}."
        return Step(text, self.source, self.article, self.standing.value)

    def _is_allowed(self, chosen: Any) -> bool:
        if self.columns is not None:
            return (
                isinstance(chosen, Mapping)
                and set(chosen) == set(self.columns)
                and all(cell in self.columns[row] for row, cell in chosen.items())
            )
        if isinstance(self.default, bool):
            return isinstance(chosen, bool)
        if self.minimum is not None and self.maximum is not None:
            is_number = isinstance(chosen, int) and not isinstance(chosen, bool)
            return is_number and self.minimum <= chosen <= self.maximum
        return isinstance(chosen, str) and chosen in self.labels


def _words(code: str) -> str:
    return code.replace("_", " ")


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
        )
    except (KeyError, ValueError) as problem:
        raise BadLawFile(f"Pilihan “{key}”: {problem} tidak ada atau tidak dikenal.") from problem
    option.check(option.default)
    return option
