"""Names taken out of texts, so that reasons can be compared without knowing whom they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Shorter parts of a name are words of everyday language as well.
SHORTEST = 3
STAND_IN = "[…]"


def masked(text: str, names: Iterable[str]) -> str:
    """The text with every part of these names replaced; titles after a comma and the word «Demo» are no names."""
    parts = {
        part
        for name in names
        for part in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name.split(",")[0].split("(")[0])
        if len(part) >= SHORTEST
    }
    if not parts or not text:
        return text
    longest_first = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    pattern = rf"(?<!\w)(?:{longest_first})(?!\w)(?:\s+(?:{longest_first})(?!\w))*"
    return re.sub(pattern, STAND_IN, text, flags=re.IGNORECASE)
