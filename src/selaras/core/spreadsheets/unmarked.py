"""UTF-16 that forgot its mark, as programs beside attendance machines write it."""

from __future__ import annotations

MOSTLY, HARDLY, FEWEST = 0.9, 0.02, 8


def utf16_without_mark(head: bytes) -> str | None:
    """The codec of UTF-16 made of letters and digits: nearly every second byte is nought, hardly one between them."""
    pairs = len(head) // 2
    first, second = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if pairs < FEWEST or max(first, second) < pairs * MOSTLY or min(first, second) > pairs * HARDLY:
        return None
    return "utf-16-be" if first > second else "utf-16-le"
