"""Posts and grades: golongan, kind and jenjang of a post, acting posts hidden in a title, who heads a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from selaras.core.spreadsheets import Cell
from selaras.organisation.staff_list.cells import text_of
from selaras.organisation.staff_list.rows import Holding, PostKind, StaffKind
from selaras.organisation.staff_list.vocabulary import (
    fold,
    meaning_of_start,
    word_table,
    words,
    words_of,
)

_PNS_GOLONGAN = re.compile(r"(?<![A-Za-z])(IV|III|II|I|[1-4])\s*[/.\-\s]?\s*([A-Ea-e])(?![A-Za-z])")
_PPPK_GOLONGAN = re.compile(r"(?<![A-Za-z])(X{0,1}(?:IX|IV|V?I{0,3}))(?![A-Za-z])")
_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
)
_ACTING = re.compile(
    r"(?:\b(?P<plt>plt|pelaksana\s+tugas|pjs|pj|penjabat)|\b(?P<plh>plh|pelaksana\s+harian))\b[.\s]*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[/(;]\s*|\bsebagai\b", re.IGNORECASE)
_JOINT = re.compile(
    r"[\s/;,(]*(?:\b(?:merangkap|sekaligus|dan|juga)(?:\s+sebagai)?)?[\s/;,(]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as read from its title and the columns beside it; `is_guess` if only the title told its kind."""

    title: str
    kind: PostKind
    jenjang: str
    is_guess: bool


def golongan_of(cell: Cell, kind: StaffKind) -> str | None:
    """«Penata Muda (III/a)», «3A», SIASN's 31 → «III/a»; for PPPK «IX», 9 → «IX»; empty if empty, None if unknown."""
    text = text_of(cell)
    if text in ("", "-", "--"):
        return ""
    if text.isdecimal() and len(text) < 9:
        return _golongan_of_number(int(text), kind)
    if kind in (StaffKind.PPPK, StaffKind.PPPK_PART_TIME):
        found = [match for match in _PPPK_GOLONGAN.findall(text.upper()) if match in _ROMAN]
        return found[0] if found else None
    if match := _PNS_GOLONGAN.search(text):
        step = match[1] if match[1].isalpha() else _ROMAN[int(match[1]) - 1]
        return f"{step}/{match[2].lower()}" if match[2].lower() != "e" or step == "IV" else None
    return None


def _golongan_of_number(number: int, kind: StaffKind) -> str | None:
    if kind in (StaffKind.PPPK, StaffKind.PPPK_PART_TIME):
        return _ROMAN[number - 1] if 1 <= number <= 17 else None
    tens, ones = divmod(number, 10)
    if 1 <= tens <= 4 and 1 <= ones <= (5 if tens == 4 else 4):
        return f"{_ROMAN[tens - 1]}/{'abcde'[ones - 1]}"
    return None


@lru_cache(maxsize=16_384)
def split_acting(title: str) -> tuple[str, tuple[tuple[Holding, str], ...]]:
    """«Sekretaris / Plt. Kepala Dinas X» → «Sekretaris» and [(plt, «Kepala Dinas X»)]."""
    found = list(_ACTING.finditer(title))
    if not found:
        return title, ()
    ends = [match.start() for match in found[1:]] + [len(title)]
    acting = tuple(
        (Holding.PLH if match["plh"] else Holding.PLT, _without_joint(title[match.end() : end]))
        for match, end in zip(found, ends, strict=True)
    )
    return _without_joint(title[: found[0].start()]), tuple(pair for pair in acting if pair[1])


def _without_joint(text: str) -> str:
    text = _JOINT.sub("", text).strip(" /;,")
    return text.removesuffix(")").strip() if text.count(")") > text.count("(") else text


@lru_cache(maxsize=16_384)
def read_post(title: str, *, kind: str = "", eselon: str = "", jenjang: str = "") -> Post:
    """Kind and jenjang by the columns where they speak, else by the words of the title."""
    told = _kind_told(kind, eselon)
    level = jenjang_of(jenjang) or _jenjang_in(title)
    if told is None and level and meaning_of_start("title_starts", title) != "jpt":
        told = PostKind.JF
    guessed = meaning_of_start("title_starts", title)
    if told is None:
        final = PostKind(guessed or "pelaksana")
        return Post(title, final, _jenjang_for(final, title, level), is_guess=not guessed)
    return Post(title, told, _jenjang_for(told, title, level), is_guess=False)


def _kind_told(kind: str, eselon: str) -> PostKind | None:
    named = word_table("position_kind").get(fold(kind)) if kind else None
    by_eselon = word_table("eselon").get(fold(re.sub(r"(?i)eselon", "", eselon))) if eselon else None
    found = named or (by_eselon if by_eselon != "none" else None)
    return PostKind(found) if found else None


def is_known_kind(kind: str) -> bool:
    """True if the words in «Jenis Jabatan» mean something to us; «Struktural» leaves the rest to the eselon."""
    folded = fold(kind)
    return folded in word_table("position_kind") or folded in (
        "struktural",
        "jabatanstruktural",
        "1",
        "3",
        "rangkap",
    )


def jenjang_of(text: str) -> str:
    """The value of a jenjang column; empty if unknown."""
    return word_table("jenjang").get(fold(text), "") if text else ""


def _jenjang_in(title: str) -> str:
    """The jenjang written in a title: «… Ahli Muda», «… Terampil»; old titles («Guru Madya») too."""
    given = words_of(title)
    for place, word in enumerate(given[:-1]):
        if word == "ahli" and (found := word_table("jenjang").get(f"ahli{given[place + 1]}")):
            return found
    last = given[-1] if given else ""
    if last in ("terampil", "mahir", "penyelia", "pemula"):
        return last
    if last in ("pertama", "muda", "madya", "utama") and meaning_of_start("title_starts", title) == "jf":
        return f"ahli_{last}"
    return ""


def _jenjang_for(kind: PostKind, title: str, level: str) -> str:
    return (level or _jenjang_in(title)) if kind is PostKind.JF else ""


@lru_cache(maxsize=16_384)
def heads(title: str, path: tuple[str, ...]) -> bool:
    """True if the title says that its holder leads the last unit of the path: «Kepala Bidang X» leads «Bidang X»."""
    return bool(path) and any(_piece_heads(piece, path) for piece in _PIECES.split(title))


def _piece_heads(title: str, path: tuple[str, ...]) -> bool:
    given, unit = words_of(title), words_of(path[-1])
    around = {word for name in path for word in words_of(name)}
    for lead, unit_starts in _head_table():
        rest = given[len(lead) :]
        if given[: len(lead)] != lead:
            continue
        if lead == ("kepala",):
            first = next((s for s in unit_starts if rest[: len(s)] == s and unit[: len(s)] == s), None)
            said = _telling(rest[len(first) :]) if first else ()
            if first and (not said or said[0] in unit) and _mostly_in(said, around):
                return True
        elif any(unit[: len(start)] == start for start in unit_starts) and _mostly_in(_telling(rest), around):
            return True
    return False


@cache
def _head_table() -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    return tuple((words_of(lead), tuple(map(words_of, starts))) for lead, starts in words()["heads"].items())


def _telling(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell one unit from another."""
    return tuple(word for word in said if word not in ("kota", "dan", "pada", "di"))


def _mostly_in(said: tuple[str, ...], around: set[str]) -> bool:
    """More than half of the words, so that «Kepala Bidang Darat» does not lead «Bidang Keselamatan»."""
    return not said or sum(1 for word in said if word in around) * 2 > len(said)
