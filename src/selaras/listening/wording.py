"""Plain words: what a text seems to be about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LONGEST_WORD, MOST_WORDS = 40, 30
_ODD = re.compile(r"[^0-9a-z]+")
# Words that make a text seem to be about one officer. A hint for who sorts, never a decision.
_OFFICER = re.compile(
    r"\b(oknum|(?:pak|bapak|bu|ibu|sdr|saudara|mas|mbak|dokter|dr|bidan|perawat|lurah|camat|petugas)\.? "
    r"(?:bernama |atas nama |an\.? )?[A-Z][a-z]{2,}|bernama|atas nama|berinisial|inisial)\b"
)


def plain(text: str) -> str:
    """Small letters and single spaces, with a space at both ends, so that whole words are found."""
    return f" {_ODD.sub(' ', text.casefold()).strip()} "


def words_in(text: str) -> list[str]:
    """Proposing words as they are typed, one a line or between commas; each once, in order."""
    words = (" ".join(word.split())[:LONGEST_WORD] for word in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(word for word in words if plain(word).strip()))[:MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text seems to be about, and by which words; and whether it seems to be about one officer."""

    theme: Any = None
    because: tuple[str, ...] = ()
    seems_personal: bool = False


def guess_of(text: str, themes: Iterable[Any]) -> Guess:
    """The theme with most of its words in the text; of equals the one whose words are longer, then the first."""
    within = plain(text)
    found = [(theme, tuple(word for word in theme.words if plain(word) in within)) for theme in themes]
    best = max(found, key=lambda one: (len(one[1]), sum(map(len, one[1]))), default=(None, ()))
    seems_personal = bool(_OFFICER.search(text))
    return Guess(best[0], best[1], seems_personal) if best[1] else Guess(seems_personal=seems_personal)
