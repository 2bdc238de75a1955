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
    """The usual results and measures of a post. `words` are parts of titles it fits, the most telling first."""

    key: str
    title: str
    words: tuple[str, ...]
    rhk: tuple[Mapping[str, Any], ...]


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
    found = [PostPattern(row["key"], row["title"], tuple(row["words"]), tuple(row["rhk"])) for row in rows]
    return tuple(sorted(found, key=lambda pattern: pattern.title))


def pattern_for(title: str) -> PostPattern | None:
    """The pattern whose longest word stands in the title of a post: "Kepala Sekolah" is no "sekolah"."""
    told = title.casefold()
    fits = [(len(word), pattern) for pattern in post_patterns() for word in pattern.words if word in told]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def pattern_of_key(key: str) -> PostPattern | None:
    """The pattern under a key."""
    return next((pattern for pattern in post_patterns() if pattern.key == key), None)


@cache
def practice_focuses() -> tuple[PracticeFocus, ...]:
    """The choices of a teacher."""
    return tuple(PracticeFocus(**row) for row in _read(HERE / "teaching.toml")["focus"])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
