"""A synthetic nation: agencies of uneven size, their units and people, a year of ratings. The same for the same seed.

Nobody in it exists: people are numbers. Shares are plausible, not measured; only their sizes matter for the speed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selaras_rules.batch import NO_CODE
from selaras_rules.nation import write_columns

YEAR = 2026
# Changing what is made means a new number, so that an old cache is not taken for the new nation.
FORM = 1
SEED = 20261231
PEOPLE_IN_A_PART = 100_000
PEOPLE_IN_A_UNIT = 24
SMALLEST_AGENCY = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How large a nation."""

    people: int
    agencies: int

    @property
    def parts(self) -> int:
        """Files of each table: whole agencies, at least four so that two workers share them evenly."""
        return max(4, round(self.people / PEOPLE_IN_A_PART))

    def folder(self, cache: Path) -> Path:
        """Where this nation lies once it is made."""
        return cache / f"nation-{self.people}-{self.agencies}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part before it is written: its agencies with their sizes, and the number of its first person."""

    name: str
    number: int
    agencies: NDArray[np.int64]
    sizes: NDArray[np.int64]
    first: int

    @property
    def people(self) -> int:
        """People in it."""
        return int(self.sizes.sum())

    def generator(self, table: str) -> np.random.Generator:
        """Chance of its own for each table, so that each can be made alone and again."""
        return np.random.default_rng([SEED, self.number, *table.encode()])


def is_made(folder: Path, size: Size) -> bool:
    """Whether this very nation lies there, whole."""
    try:
        return bool(json.loads((folder / "made.json").read_text("utf-8")) == form_of(size))
    except (OSError, ValueError):
        return False


def make(folder: Path, size: Size) -> Iterator[Part]:
    """Writes the tables of a year part by part, and yields each part when it is there."""
    for part in parts(size):
        write_columns(folder / "people" / part.name, people := _people(part))
        write_columns(folder / "units" / part.name, _units(part, people))
        write_columns(folder / "periods" / part.name, _periods(part))
        yield part


def finish(folder: Path, size: Size) -> None:
    """Notes that the nation is whole."""
    (folder / "made.json").write_text(json.dumps(form_of(size)), "utf-8")


def form_of(size: Size) -> dict[str, Any]:
    """What tells this nation from another one."""
    return {**asdict(size), "form": FORM, "seed": SEED}


def parts(size: Size) -> tuple[Part, ...]:
    """Whole agencies dealt out, the largest first, each to the part with the fewest people."""
    sizes = agency_sizes(size)
    dealt: list[list[int]] = [[] for _ in range(size.parts)]
    filled = np.zeros(size.parts, dtype=np.int64)
    for agency in np.argsort(-sizes, kind="stable").tolist():
        emptiest = int(filled.argmin())
        dealt[emptiest].append(agency)
        filled[emptiest] += sizes[agency]
    firsts = np.concatenate(([0], np.cumsum(filled)[:-1])) + 1
    return tuple(
        Part(
            f"part-{number:03d}.parquet",
            number,
            np.array(sorted(own)),
            sizes[sorted(own)],
            int(firsts[number]),
        )
        for number, own in enumerate(dealt)
        if own
    )


def agency_sizes(size: Size) -> NDArray[np.int64]:
    """People of each agency: a few ministries and provinces with a hundred thousand, many with a few thousand."""
    drawn = np.random.default_rng(SEED).lognormal(0.0, 1.1, size.agencies)
    least = min(SMALLEST_AGENCY, size.people // size.agencies)
    sizes = least + np.floor(drawn / drawn.sum() * (size.people - least * size.agencies)).astype(np.int64)
    sizes[sizes.argmax()] += size.people - sizes.sum()
    return sizes


def _people(part: Part) -> dict[str, NDArray[Any]]:
    chance, count = part.generator("people"), part.people
    agency = np.repeat(part.agencies, part.sizes)
    within = np.arange(count) - np.repeat(np.cumsum(part.sizes) - part.sizes, part.sizes)
    hasil, perilaku = _ratings(chance, count)
    group = drawn(chance, count, [0.06, 0.52, 0.42])
    jenjang = drawn(chance, count, [0.03, 0.08, 0.06, 0.05, 0.34, 0.27, 0.16, 0.01])
    return {
        "employee": part.first + np.arange(count, dtype=np.int64),
        "agency": agency.astype(np.int16),
        # Agencies have fewer than 100,000 units, so that the number says to whom a unit belongs.
        "unit": (agency * 100_000 + within // PEOPLE_IN_A_UNIT).astype(np.int32),
        "hasil_kerja": hasil,
        "perilaku_kerja": perilaku,
        "jenjang": np.where(group == 1, jenjang, NO_CODE).astype(np.uint8),
        "months": np.where(chance.random(count) < 0.9, 12, chance.integers(1, 12, count)).astype(np.uint8),
        "potential": np.where(
            chance.random(count) < 0.8, np.clip(chance.normal(7600, 1100, count), 0, 10_000), -1
        ).astype(np.int16),
        "education": drawn(chance, count, [0.01, 0.14, 0.55, 0.14, 0.15, 0.01]),
        "group": group,
        "for_position": chance.random(count) < 0.45,
        "technical_jp": np.minimum(chance.exponential(22, count), 400).astype(np.int16),
        "seminar": chance.random(count) < 0.6,
        "punishment": np.where(
            chance.random(count) < 0.004, drawn(chance, count, [0.6, 0.28, 0.12]), NO_CODE
        ).astype(np.uint8),
    }


def _units(part: Part, people: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    unit = np.unique(people["unit"])
    organisation = drawn(part.generator("units"), len(unit), [0.12, 0.74, 0.1, 0.03, 0.01])
    return {"unit": unit, "agency": (unit // 100_000).astype(np.int16), "organisation": organisation}


def _periods(part: Part) -> dict[str, NDArray[Any]]:
    """Twelve monthly evaluations of everybody, as the stricter of the two periodicities has them."""
    count = part.people * 12
    hasil, perilaku = _ratings(part.generator("periods"), count)
    return {
        "employee": np.repeat(part.first + np.arange(part.people, dtype=np.int64), 12),
        "month": np.tile(np.arange(1, 13, dtype=np.uint8), part.people),
        "hasil_kerja": hasil,
        "perilaku_kerja": perilaku,
    }


def _ratings(chance: np.random.Generator, count: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Ratings of work and behaviour; a few have none, for example of months before they came."""
    hasil = drawn(chance, count, [0.17, 0.78, 0.05])
    perilaku = np.where(chance.random(count) < 0.7, hasil, drawn(chance, count, [0.2, 0.77, 0.03]))
    none = chance.random(count) < 0.015
    return np.where(none, NO_CODE, hasil).astype(np.uint8), np.where(none, NO_CODE, perilaku).astype(np.uint8)


def drawn(chance: np.random.Generator, count: int, shares: list[float]) -> NDArray[np.uint8]:
    """Codes 0, 1, … with these shares; the last takes what is left."""
    return np.searchsorted(np.cumsum(shares)[:-1], chance.random(count), side="right").astype(np.uint8)
