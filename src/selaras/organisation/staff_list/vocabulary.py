"""The two data files, read once: what columns are called (`headings.toml`), what cells say (`words.toml`)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The text without case, accents, spaces and signs: how words are compared here."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return _NOT_ALPHANUMERIC.sub("", plain)


@lru_cache(maxsize=16_384)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(filter(None, _NOT_ALPHANUMERIC.split(unicodedata.normalize("NFKD", text.lower()))))


@dataclass(frozen=True, slots=True)
class Field:
    """A column we can use: how we call it and how long its texts may be."""

    key: str
    label: str
    longest: int


@dataclass(frozen=True, slots=True)
class Headings:
    """The meaning of folded headings."""

    fields: dict[str, Field]
    by_alias: dict[str, str]
    bare_tmt: frozenset[str]
    bare_tmt_after: dict[str, str]
    ignored: frozenset[str]
    never_read: frozenset[str]

    def field_of(self, text: str) -> str:
        """Key of the field with this heading, also without what stands in brackets; empty if unknown."""
        whole = self.by_alias.get(fold(text), "")
        if whole or "(" not in text:
            return whole
        return self.by_alias.get(fold(_IN_BRACKETS.sub(" ", text)), "")


def _load(name: str) -> dict[str, Any]:
    with (_HERE / name).open("rb") as file:
        return tomllib.load(file)


@cache
def headings() -> Headings:
    """The headings we know."""
    stored = _load("headings.toml")
    fields = {key: Field(key, entry["label"], entry["longest"]) for key, entry in stored["fields"].items()}
    by_alias = {fold(alias): key for key, entry in stored["fields"].items() for alias in entry["aliases"]}
    return Headings(
        fields=fields,
        by_alias=by_alias,
        bare_tmt=frozenset(map(fold, stored["bare_tmt"]["aliases"])),
        bare_tmt_after=stored["bare_tmt"]["after"],
        ignored=frozenset(map(fold, stored["ignored"]["aliases"])),
        never_read=frozenset(map(fold, stored["never_read"]["aliases"])),
    )


@cache
def words() -> dict[str, Any]:
    """The raw words of `words.toml`."""
    return _load("words.toml")


@cache
def word_table(section: str) -> dict[str, str]:
    """Folded word → meaning, of one section."""
    return {fold(word): meaning for meaning, given in words()[section].items() for word in given}


@cache
def starts_table(section: str) -> dict[tuple[str, ...], str]:
    """Folded first words → meaning, of one section."""
    return {words_of(start): meaning for meaning, given in words()[section].items() for start in given}


def meaning_of_start(section: str, text: str) -> str:
    """Meaning of the longest known beginning of the text, by whole words; empty if none fits."""
    table, given = starts_table(section), words_of(text)
    for length in range(min(len(given), 5), 0, -1):
        if meaning := table.get(given[:length]):
            return meaning
    return ""


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """The folded words under `section.key`."""
    return frozenset(map(fold, words()[section][key]))
