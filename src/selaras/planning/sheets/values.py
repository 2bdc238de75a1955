"""What a plan on a sheet says, line by line, before anything is compared or written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from selaras.planning.models import Direction, Pattern


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, sheet, line as Excel counts."""

    file: str
    sheet: str
    line: int


@dataclass(frozen=True, slots=True)
class Target:
    """A target cell taken apart: a number with unit and direction, or words."""

    number: Decimal | None = None
    upper: Decimal | None = None
    words: str = ""
    unit: str = ""
    direction: str = Direction.MORE.value


@dataclass(frozen=True, slots=True)
class SheetIki:
    """One indicator line."""

    text: str
    target: Target
    aspect: str = ""
    perspective: str = ""
    pattern: str = Pattern.COUNT.value
    line: int = 0


@dataclass(slots=True)
class SheetRhk:
    """One result with its indicators."""

    text: str
    kind: str
    parent_text: str = ""
    assigned_by: str = ""
    iki: list[SheetIki] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a sheet that a person has to know of; a refused line is not taken over."""

    place: Place
    message: str
    cells: tuple[str, ...] = ()
    refused: bool = False


@dataclass(slots=True)
class SheetPlan:
    """One plan as it stands on one sheet. `month` is set where the sheet is the plan of one month."""

    file: str
    sheet: str
    year: int | None = None
    month: int | None = None
    months: list[int] = field(default_factory=list)
    nips: set[str] = field(default_factory=set)
    rhk: list[SheetRhk] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def as_json(rhk_list: list[SheetRhk]) -> list[dict[str, Any]]:
    """The results as plain data; numbers are texts."""
    return [_plain(asdict(rhk)) for rhk in rhk_list]


def from_json(rows: list[Mapping[str, Any]]) -> list[SheetRhk]:
    """The results as they were kept."""
    return [_rhk(row) for row in rows]


def results(rhk_list: list[SheetRhk]) -> Iterator[tuple[SheetRhk, SheetIki]]:
    """Each indicator with its result."""
    for rhk in rhk_list:
        for iki in rhk.iki:
            yield rhk, iki


def _rhk(row: Mapping[str, Any]) -> SheetRhk:
    measures = [_iki(each) for each in row["iki"]]
    return SheetRhk(row["text"], row["kind"], row["parent_text"], row["assigned_by"], measures)


def _iki(row: Mapping[str, Any]) -> SheetIki:
    given = row["target"]
    target = Target(
        _number(given["number"]), _number(given["upper"]), given["words"], given["unit"], given["direction"]
    )
    return SheetIki(row["text"], target, row["aspect"], row["perspective"], row["pattern"], row["line"])


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value
