"""Names as HR offices type them: titles before and after, everything in capitals, commas in odd places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from selaras.organisation.staff_list.vocabulary import fold, word_set, words

_MARKER = re.compile(r"\s*\([^()]*\)")
_GLUED_TITLE = re.compile(r"^((?:Prof|Drs|Dra|Dr|Ir|drg|drh|dr|Apt|apt|Ns|Bdn|DRS|DRA|DR|IR)\.)(?=\S)")
_SPACED_DOT = re.compile(r"\s+([.,])")
_DOTTED_TITLE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.){1,4}[A-Za-z]{0,6}\.?")
_LOOSE_TITLE = re.compile(r"[A-Za-z][A-Za-z.\-/&\s]{0,24}")
_ROMAN = re.compile(r"(?:II|III|IV|VI|VII|VIII|IX)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its three parts; `is_doubtful` if a comma separates something that is no title."""

    before: str
    name: str
    after: str
    is_doubtful: bool = False


@cache
def _spellings(place: str) -> dict[str, str]:
    """Title in small letters without its last dot → usual spelling; what has two (Dr. and dr.) is left out."""
    given: dict[str, set[str]] = {}
    for title in words()["titles"][place]:
        given.setdefault(title.lower().rstrip("."), set()).add(title.rstrip("."))
    return {key: spellings.pop() for key, spellings in given.items() if len(spellings) == 1}


def name_key(text: str) -> str:
    """What two spellings of one name have in common: no titles, no marker in brackets, no capitals."""
    return fold(_MARKER.sub("", split_name(text).name))


@cache
def _known(place: str) -> frozenset[str]:
    return word_set("titles", place)


def split_name(text: str) -> PersonName:
    """«Dr. Drs. NAMA, S.H., M.Si» → «Dr. Drs.», «Nama», «S.H., M.Si»; spelling is only mended in all-capital names.

    A marker in brackets stays with the name.
    """
    markers = "".join(_MARKER.findall(text))
    bare = _GLUED_TITLE.sub(r"\1 ", _SPACED_DOT.sub(r"\1", _MARKER.sub("", text)).strip(" ,"))
    head, *pieces = (piece.strip() for piece in bare.split(","))
    after = [piece for piece in pieces if piece]
    if not all(map(_looks_like_title, after)):
        return PersonName("", tidy_name(bare) + markers, "", is_doubtful=True)
    tokens = head.split()
    before = _take_before(tokens)
    if not after:
        after = _take_after(tokens)
    in_capitals = " ".join(tokens).isupper()
    return PersonName(
        before=" ".join(_mended(title, "before", in_capitals) for title in before),
        name=tidy_name(" ".join(tokens)) + markers,
        after=", ".join(_mended(title, "after", in_capitals) for title in after),
    )


def _looks_like_title(piece: str) -> bool:
    if fold(piece) in _known("after"):
        return True
    longest = max((len(word) for word in re.split(r"[.\s]", piece)), default=0)
    return bool(_LOOSE_TITLE.fullmatch(piece)) and (
        "." in piece or longest <= 5 or (piece.isupper() and longest <= 7)
    )


def _take_before(tokens: list[str]) -> list[str]:
    taken: list[str] = []
    while len(tokens) > 1 and fold(tokens[0]) in _known("before"):
        taken.append(tokens.pop(0))
    return taken


def _take_after(tokens: list[str]) -> list[str]:
    """Titles at the end without a comma: with dots always, without dots only if the name itself is not in capitals."""
    taken: list[str] = []
    name_in_capitals = len(tokens) > 1 and tokens[0].isupper() and len(tokens[0]) > 3
    while len(tokens) > 1:
        last = tokens[-1]
        dotted = "." in last and bool(_DOTTED_TITLE.fullmatch(last)) and fold(last) in _known("after")
        plain = (
            not name_in_capitals
            and last.isupper()
            and len(last) in (2, 3, 4)
            and fold(last) in _known("after")
        )
        if not (dotted or plain):
            break
        taken.insert(0, tokens.pop())
    return taken


def _mended(title: str, place: str, in_capitals: bool) -> str:
    usual = _spellings(place).get(title.lower().rstrip(".")) if in_capitals else None
    if usual is None:
        return title
    return f"{usual}." if title.endswith(".") else usual


def tidy_name(name: str) -> str:
    """A name all in capitals or all in small letters in the usual spelling; anything else stays as it is."""
    letters = [sign for sign in name if sign.isalpha()]
    if len(letters) < 3 or not (name.isupper() or name.islower()):
        return name
    return " ".join(_tidy_word(word, first=place == 0) for place, word in enumerate(name.split()))


def _tidy_word(word: str, *, first: bool) -> str:
    if not first and word.lower() in words()["names"]["particles"]:
        return word.lower()
    if _ROMAN.fullmatch(word.upper()) or "." in word.rstrip("."):
        return word.upper()
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(words()["case"]["acronyms"])


@cache
def tidy_phrase(text: str) -> str:
    """A unit or post typed in capitals, in the usual spelling; short single words (BKPSDM) stay as they are."""
    if not text.isupper() or (len(text.split()) == 1 and len(text) < 8):
        return text
    return " ".join(_tidy_phrase_word(word, first=place == 0) for place, word in enumerate(text.split()))


def _tidy_phrase_word(word: str, *, first: bool) -> str:
    bare = re.sub(r"[^\w]", "", word)
    if (
        bare in _acronyms()
        or any(sign.isdigit() for sign in bare)
        or (len(bare) > 1 and not set(bare) & set("AEIOUY"))
    ):
        return word
    if not first and word.lower() in words()["case"]["small"]:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0][:1] + part[0][1:].lower(), word)
