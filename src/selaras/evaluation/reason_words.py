"""What can be seen of a reason without knowing the work: its length, a pointer to something, the same words again.

Pure; words in, findings out. None of it says that a reason is good: it only says where to read once more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

Who = TypeVar("Who")

# «Bekerja baik dan rajin sekali» says nothing that could be checked; the shortest checkable sentence has six words.
FEWEST_WORDS = 6
# What a reason can lean on: a number, a link, or the name of something that can be looked up.
POINTER = re.compile(
    r"\d|https?:|\b(?:bukti|umpan balik|data|rekap|laporan|catatan|dialog|realisasi|target|capaian|register|survei"
    r"|dokumen|berkas|notula|foto|surat|berita acara|indikator)",
    re.IGNORECASE,
)


def is_short(text: str) -> bool:
    """Whether there are too few words to check anything."""
    return len(re.findall(r"\w+", text)) < FEWEST_WORDS


def points_somewhere(text: str) -> bool:
    """Whether the text names a number or something that can be looked up."""
    return POINTER.search(text) is not None


def repeated(texts: Iterable[tuple[Who, str]]) -> dict[Who, int]:
    """Who has the same words as others: who → how many people share them; capitals and punctuation do not count."""
    sharing: defaultdict[str, set[Who]] = defaultdict(set)
    for who, text in texts:
        if words := " ".join(re.findall(r"\w+", text.casefold())):
            sharing[words].add(who)
    found: dict[Who, int] = {}
    for people in sharing.values():
        if len(people) > 1:
            found |= {who: max(len(people), found.get(who, 0)) for who in people}
    return found
