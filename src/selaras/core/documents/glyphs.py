"""Makes any text printable: what no font can show is replaced, what cannot break gets places to break.

A PDF/A must have a glyph for every character, and no word may run out of its column. So each text
is cleaned before it is set: invisible and direction-changing characters go, characters that no
shipped font has become one □, and very long words get soft hyphens or invisible break points.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
SUBSTITUTE = "□"
LONGEST_UNBROKEN_WORD = 15  # average small letters that fit into the narrowest column of text
NIP_LENGTH = 18
_SOFT_HYPHEN = "\u00ad"
_BREAK_POINT = "\u200b"

_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_MANY_LINES = re.compile(r"\n{3,}")
_WORD = re.compile(r"\S{9,}")
_LETTERS = re.compile(r"[A-Za-z]+")
_UNBROKEN = re.compile(rf"[^{_SOFT_HYPHEN}{_BREAK_POINT}-]+")
_ADDRESS = re.compile(r"[@_\\=0-9]|://|www\.")
_AFTER_SIGN = re.compile(r"(?<=[/._?&=@:,;|\\])(?=\w)")
_CONSONANT = "(?>ng|ny|sy|kh|[bcdfghjklmnpqrstvwxyz])"
_SYLLABLE_END = re.compile(
    rf"(?<=[aiueo])(?={_CONSONANT}[aiueo])|(?<=[aiueo])({_CONSONANT})(?={_CONSONANT}[aiueo])", re.IGNORECASE
)
_KEPT_FORMAT_CHARACTERS = "\u200c\u200d"  # joiners, part of correct spelling in some scripts


def printable(text: str) -> str:
    """Clean a text so that the shipped fonts can show all of it; missing characters become one □."""
    tidy = _LINE_END.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    return _MANY_LINES.sub("\n\n", "".join(_shown(tidy))).strip()


def breakable(text: str) -> str:
    """Give words that are wider than the narrowest column places where a line may break."""
    return _WORD.sub(lambda word: _with_breaks(word.group()), text)


def hyphenated(word: str) -> str:
    """Put soft hyphens between the syllables of an Indonesian word, never within three letters of an end."""
    parts = _SYLLABLE_END.sub(lambda end: (end.group(1) or "") + _SOFT_HYPHEN, word).split(_SOFT_HYPHEN)
    while len(parts) > 1 and len(parts[0]) < 3:
        parts[:2] = [parts[0] + parts[1]]
    while len(parts) > 1 and len(parts[-1]) < 3:
        parts[-2:] = [parts[-2] + parts[-1]]
    return _SOFT_HYPHEN.join(parts)


def _shown(text: str) -> Iterator[str]:
    previous = ""
    for character in text:
        if character in _KEPT_FORMAT_CHARACTERS and previous == SUBSTITUTE:
            continue
        shown = character if character == "\n" else _glyph_for(character)
        if shown and not (shown == SUBSTITUTE == previous):
            yield shown
        previous = shown or previous


def _glyph_for(character: str) -> str:
    point = ord(character)
    category = unicodedata.category(character)
    if category == "Cc" or (category == "Cf" and character not in _KEPT_FORMAT_CHARACTERS):
        return ""
    if _is_modifier(point):
        return ""
    if point in coverage() and category not in ("Co", "Cs"):
        return character
    if category in ("Mn", "Cf"):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain != character and all(ord(part) in coverage() for part in plain) else SUBSTITUTE


def _is_modifier(point: int) -> bool:
    """Whether this only changes the look of the emoji before it (variation, skin colour)."""
    return 0xFE00 <= point <= 0xFE0F or 0x1F3FB <= point <= 0x1F3FF


def _with_breaks(word: str) -> str:
    if not _is_too_wide(word):
        return word
    # A hyphen inside an address or a number would be read as part of it.
    if not _ADDRESS.search(word):
        word = _LETTERS.sub(lambda run: hyphenated(run[0]) if _is_too_wide(run[0]) else run[0], word)
    return _UNBROKEN.sub(lambda rest: _chopped(rest[0]), _AFTER_SIGN.sub(_BREAK_POINT, word))


def _chopped(piece: str) -> str:
    """Allow a break after every character of what is still too wide; a NIP stays whole."""
    is_nip = piece.isdigit() and len(piece) <= NIP_LENGTH
    return piece if is_nip or not _is_too_wide(piece) else _BREAK_POINT.join(piece)


def _is_too_wide(word: str) -> bool:
    return sum(map(_width, word)) > LONGEST_UNBROKEN_WORD


def _width(character: str) -> float:
    """Rough width of a character, with an average small letter as 1."""
    if character in "WMwm@%—…":
        return 1.7
    return 1.35 if character.isupper() or ord(character) > 0x0250 else 1.0


@lru_cache(maxsize=1)
def coverage() -> frozenset[int]:
    """All code points for which one of the shipped fonts has a glyph."""
    fonts = [FONTS / "LiberationSans-Regular.ttf", FONTS / "DejaVuSans.ttf"]
    return frozenset().union(*(_code_points(font.read_bytes()) for font in fonts))


def _code_points(font: bytes) -> set[int]:
    """Read the character map of a TrueType font (tables of format 4 and 12)."""
    start = _table(font, b"cmap")
    points: set[int] = set()
    for record in range(struct.unpack_from(">H", font, start + 2)[0]):
        subtable = start + int(struct.unpack_from(">L", font, start + 8 + 8 * record)[0])
        match struct.unpack_from(">H", font, subtable)[0]:
            case 4:
                points.update(_segments(font, subtable))
            case 12:
                points.update(_groups(font, subtable))
    return points


def _table(font: bytes, tag: bytes) -> int:
    for record in range(struct.unpack_from(">H", font, 4)[0]):
        name, _checksum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * record)
        if name == tag:
            return int(offset)
    raise ValueError(f"font without {tag.decode()}")


def _segments(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 14 + padding + 2 * count * column)
        for column, padding in enumerate((0, 2, 2, 2))
    )
    offsets_at = at + 16 + 6 * count
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offset := offsets[segment]:
                glyph = struct.unpack_from(
                    ">H", font, offsets_at + 2 * segment + offset + 2 * (point - first)
                )[0]
            if glyph and (glyph + deltas[segment]) % 0x10000:
                yield point


def _groups(font: bytes, at: int) -> Iterator[int]:
    for group in range(struct.unpack_from(">L", font, at + 12)[0]):
        first, last, _glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
        yield from range(first, last + 1)
