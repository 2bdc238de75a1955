"""Subjects under which people look for the law: predikat, SKP, angka kredit, …"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from selaras_rules.catalogue import list_parameters
from selaras_rules.choices import CHOICE_PREFIX, ChoiceOption, all_choices
from selaras_rules.errors import UnknownLaw
from selaras_rules.parameters import Parameter, read_toml


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: its code in addresses, its name, a sentence about it, and the keys that belong to it."""

    code: str
    title: str
    about: str
    law: tuple[str, ...]
    choices: tuple[str, ...] = ()


@cache
def all_subjects() -> tuple[Subject, ...]:
    """Every subject in the order of `subjects.toml`; law that is not listed there comes last, under its own word."""
    listed = tuple(_subject(row) for row in read_toml(Path(__file__).parent / "subjects.toml")["subject"])
    return tuple(subject for subject in (*listed, *_unlisted(listed)) if _has_content(subject))


def subject_named(code: str) -> Subject:
    """One subject by its code; raises UnknownLaw."""
    found = next((subject for subject in all_subjects() if subject.code == code), None)
    if found is None:
        raise UnknownLaw(code)
    return found


@lru_cache(maxsize=4096)
def subject_of(key: str) -> Subject:
    """The subject that a key of the law, of a choice ("pilihan.…") or of a holiday list belongs to.

    Raises UnknownLaw.
    """
    is_choice = key.startswith(CHOICE_PREFIX)
    bare = key.removeprefix(CHOICE_PREFIX)
    found = max(
        ((len(prefix), subject) for subject in all_subjects() for prefix in _prefixes(subject, is_choice)
         if _lies_under(bare, prefix)),
        key=lambda pair: pair[0],
        default=None,
    )  # fmt: skip
    if found is None:
        raise UnknownLaw(key)
    return found[1]


def parameters_of(subject: Subject) -> tuple[Parameter, ...]:
    """The parameters of a subject, in the order of the alphabet."""
    return tuple(item for item in list_parameters() if subject_of(item.key) is subject)


def choices_of(subject: Subject) -> tuple[ChoiceOption, ...]:
    """What an agency may choose within a subject."""
    return tuple(
        option for key, option in all_choices().items() if subject_of(f"{CHOICE_PREFIX}{key}") is subject
    )


def _prefixes(subject: Subject, is_choice: bool) -> tuple[str, ...]:
    return subject.choices if is_choice else subject.law


def _lies_under(key: str, prefix: str) -> bool:
    return (key + ".").startswith(prefix + ".")


def _has_content(subject: Subject) -> bool:
    keys = [item.key for item in list_parameters()]
    return any(_lies_under(key, prefix) for prefix in subject.law for key in keys) or any(
        _lies_under(key, prefix) for prefix in subject.choices for key in all_choices()
    )


def _subject(row: dict[str, object]) -> Subject:
    def words(name: str) -> tuple[str, ...]:
        found = row.get(name, ())
        return tuple(map(str, found)) if isinstance(found, list) else ()

    return Subject(str(row["code"]), str(row["title"]), str(row["about"]), words("law"), words("choices"))


def _unlisted(listed: Iterable[Subject]) -> tuple[Subject, ...]:
    known = {prefix for subject in listed for prefix in (*subject.law, *subject.choices)}
    law = {item.key.partition(".")[0] for item in list_parameters()}
    choices = {key.partition(".")[0] for key in all_choices()}
    return tuple(
        Subject(word.replace("_", "-"), word.replace("_", " ").capitalize(), "", (word,), (word,))
        for word in sorted((law | choices) - known)
    )
