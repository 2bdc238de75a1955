"""Plans that a post may begin from, and the practice focus of teachers: data files, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "post_library"


@dataclass(frozen=True, slots=True)
class PostPattern:
    """The usual results and measures of a post. `words` are parts of titles it fits, the most telling first.

    A title in `general` is borne in every office; it tells the work only in a unit whose name has one of `places`.
    """

    key: str
    title: str
    words: tuple[str, ...]
    rhk: tuple[Mapping[str, Any], ...]
    general: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeFocus:
    """What a teacher practises in one cycle, and how one sees it in the class."""

    code: str
    name: str
    seen: str


@cache
def post_patterns() -> tuple[PostPattern, ...]:
    """All patterns by title."""
    files = [_read(path) for path in sorted(HERE.glob("*.toml"))]
    rows = [row for content in files for row in content.get("post", ())]
    found = [_pattern(row) for row in rows]
    return tuple(sorted(found, key=lambda pattern: pattern.title))


def pattern_for(title: str, place: str = "") -> PostPattern | None:
    """The pattern whose longest word stands in the title of a post: "Kepala Sekolah" is no "sekolah".

    `place` is the unit and its OPD by name.
    """
    told, where = title.casefold(), place.casefold()
    fits = [(len(word), pattern) for pattern in post_patterns() for word in pattern.words if word in told]
    fits += [
        (len(word), pattern)
        for pattern in post_patterns()
        if any(name in where for name in pattern.places)
        for word in pattern.general
        if word in told
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def pattern_of_key(key: str) -> PostPattern | None:
    """The pattern under a key."""
    return next((pattern for pattern in post_patterns() if pattern.key == key), None)


@cache
def practice_focuses() -> tuple[PracticeFocus, ...]:
    """The choices of a teacher."""
    return tuple(PracticeFocus(**row) for row in _read(HERE / "teaching.toml")["focus"])


def _pattern(row: Mapping[str, Any]) -> PostPattern:
    words, rhk = tuple(row["words"]), tuple(row["rhk"])
    general, places = tuple(row.get("general", ())), tuple(row.get("places", ()))
    return PostPattern(row["key"], row["title"], words, rhk, general, places)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
