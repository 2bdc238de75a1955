"""The days of Ramadan, year by year; a year without them is an error, never a year without Ramadan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from .errors import BadLawFile, NoRamadanList
from .findings import Standing, Step
from .parameters import LAW_FOLDER, read_toml


@dataclass(frozen=True, slots=True)
class RamadanSpan:
    """First and last day of Ramadan as the government decided, and where we know it from."""

    start: date
    end: date
    source: str
    article: str
    standing: Standing

    def step(self, text: str) -> Step:
        """A reason that rests on this span."""
        return Step(text, self.source, self.article, self.standing.value)


@cache
def _years() -> Mapping[int, tuple[RamadanSpan, ...]]:
    found: dict[int, tuple[RamadanSpan, ...]] = {}
    for row in read_toml(LAW_FOLDER / "ramadan.toml")["year"]:
        if row["year"] in found:
            raise BadLawFile(f"Ramadan {row['year']} tertulis dua kali.")
        found[row["year"]] = tuple(_span(row, span) for span in row["spans"])
    return MappingProxyType(found)


def _span(row: Mapping[str, Any], span: Mapping[str, date]) -> RamadanSpan:
    # A lunar month has 29 or 30 days; in some calendar years two of them begin.
    length = (span["end"] - span["start"]).days + 1
    if span["start"].year != row["year"] or length not in (29, 30):
        raise BadLawFile(f"Ramadan {row['year']}: {span['start']} sampai {span['end']} bukan satu bulan.")
    return RamadanSpan(span["start"], span["end"], row["source"], row["article"], Standing(row["standing"]))


def known_ramadan_years() -> tuple[int, ...]:
    """The years whose Ramadan is known."""
    return tuple(sorted(_years()))


def ramadan_of(year: int) -> tuple[RamadanSpan, ...]:
    """The spans of Ramadan that begin in a year, one or (in 2030) two; raises NoRamadanList."""
    try:
        return _years()[year]
    except KeyError:
        raise NoRamadanList(year) from None


def is_ramadan(day: date) -> bool:
    """Whether the day lies in Ramadan; raises NoRamadanList."""
    return any(span.start <= day <= span.end for span in ramadan_of(day.year))
