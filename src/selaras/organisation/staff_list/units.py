"""The tree of units: columns from the OPD down, section lines, merged cells, one spelling per unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from selaras.organisation.staff_list.names import tidy_phrase
from selaras.organisation.staff_list.vocabulary import fold, meaning_of_start

LEVELS = ("unit_1", "unit_2", "unit_3", "unit_4", "unit_5", "unit_leaf")
_PATH = re.compile(r"\s*(?:>|»|→|\\|\|)\s*")
_NUMBERING = re.compile(r"^(?:[IVX]+|[A-Z]|\d{1,2})[.)]\s+")
_GOVERNMENT = ("pemerintahkota", "pemerintahkabupaten", "pemerintahprovinsi", "pemkot", "pemkab", "pemprov")


@lru_cache(maxsize=16_384)
def _steps(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, _PATH.split(cell)))


def path_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Unit names from the top down; the city itself on top and repetitions are left out."""
    names: list[str] = []
    for cell in filter(None, cells):
        for name in _steps(cell):
            if not names or fold(name) != fold(names[-1]):
                names.append(name)
    while len(names) > 1 and fold(names[0]).startswith(_GOVERNMENT):
        names.pop(0)
    return tuple(names)


def section_name(text: str) -> str:
    """The unit named by a lonely line («A. BIDANG KEBERSIHAN»); empty if the line is something else."""
    bare = _NUMBERING.sub("", text).strip(" :")
    bare = re.sub(r"^(?:unit kerja|opd|skpd)\s*:\s*", "", bare, flags=re.IGNORECASE)
    return bare if bare and meaning_of_start("unit_starts", bare) else ""


class Sections:
    """The section lines passed so far; a new one closes its equals and everything below them."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, name: str) -> None:
        depth = int(meaning_of_start("unit_starts", name) or "2")
        self._open = [entry for entry in self._open if entry[0] < depth]
        self._open.append((depth, name))

    def above(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The path of a row under the open sections; a section that the row names itself is not repeated."""
        own = {fold(name) for name in path}
        depth = int(meaning_of_start("unit_starts", path[0]) or "9") if path else 9
        return (*(name for level, name in self._open if level < depth and fold(name) not in own), *path)


class Spelling:
    """One spelling for each unit of the file, the one used most; capitals lose against usual spelling."""

    def __init__(self, paths: Iterable[tuple[str, ...]]) -> None:
        counted: dict[str, Counter[str]] = {}
        for path in paths:
            for name in path:
                counted.setdefault(fold(name), Counter())[name] += 1
        self._chosen = {key: self._best(spellings) for key, spellings in counted.items()}

    @staticmethod
    def _best(spellings: Counter[str]) -> str:
        usual = [name for name in spellings if not name.isupper()]
        return tidy_phrase(max(usual or list(spellings), key=lambda name: (spellings[name], name)))

    def of(self, path: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._chosen[fold(name)] for name in path)


class Places:
    """Where the other lines of the file put a unit, for lines whose cell of the OPD is empty."""

    def __init__(self, paths: Iterable[tuple[str, ...]]) -> None:
        self._above: dict[str, set[tuple[str, ...]]] = {}
        for path in paths:
            for depth in range(1, len(path)):
                self._above.setdefault(path[depth], set()).add(path[:depth])

    def whole(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The path from the OPD down; as it is where the file names no place, or several (every «Sekretariat»)."""
        above = self._above.get(path[0], set()) if path else set()
        return (*next(iter(above)), *path) if len(above) == 1 else path
