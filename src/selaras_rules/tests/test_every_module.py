"""What every module of the rules keeps: findings stay as they are, arguments have names, the law is read once."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import EnumType
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import selaras_rules

MODULES = [
    import_module(f"selaras_rules.{path.stem}")
    for path in sorted(Path(selaras_rules.__file__).parent.glob("*.py"))
    if not path.stem.startswith("__")
]
REMEMBERED = {
    "angka_kredit._converted", "angka_kredit_needs._need", "behaviour._built", "catalogue._keys_by_article",
    "choices.all_choices", "parameters.all_parameters", "parameters.value_in_force", "positions._golongan_spellings",
    "positions._neighbour", "positions._newest", "positions.golongan_pppk_table", "positions.golongan_table",
    "predikat._from_kuadran", "ramadan._years", "ratings._newest", "ratings._places", "ratings._spellings",
    "regulations.all_regulations", "ruleset._fingerprint_of_law", "talent._box", "working_days._lists",
}  # fmt: skip
# Arguments whose default is neither no nor nothing.
USUALLY: dict[str, Any] = {
    "length": 60, "places": 2, "number": 1, "units": 1, "times": 1, "days": 1, "days_in_month": 1,
    "is_sworn_in": True, "is_on_map": True, "has_education": True,
}  # fmt: skip


def things(kind: Any) -> Iterator[tuple[str, Any]]:
    """What a module defines itself, with its name."""
    for module in MODULES:
        for name, thing in vars(module).items():
            if isinstance(thing, kind) and thing.__module__ == module.__name__:
                yield f"{module.__name__}.{name}", thing


def functions() -> Iterator[tuple[str, FunctionType]]:
    yield from things(FunctionType)
    for name, kind in things(type):
        for inner, member in vars(kind).items():
            thing = getattr(member, "__func__", member)
            if isinstance(thing, FunctionType) and (inner == "__init__" or not inner.startswith("__")):
                yield f"{name}.{inner}", thing


def defaults() -> Iterator[tuple[str, str, Any]]:
    """Every argument that may be left out: whose, its name, and what is taken then."""
    whole: list[tuple[str, Any]] = [*functions(), *things(_lru_cache_wrapper)]
    for name, thing in whole:
        for one in inspect.signature(thing).parameters.values():
            if one.default is not inspect.Parameter.empty:
                yield name, one.name, one.default


def test_what_nobody_says_is_the_ordinary_case() -> None:
    """No is said of what is not told, a number is nothing; the few others stand in USUALLY."""
    used = set()
    for name, argument, default in defaults():
        if isinstance(default, bool | int | Decimal):
            assert default == USUALLY.get(argument, 0), (name, argument)
            used |= {argument} & set(USUALLY)
    assert used == set(USUALLY)


def test_what_a_rule_takes_and_answers_cannot_be_changed_afterwards() -> None:
    kinds = [(name, kind) for name, kind in things(type) if is_dataclass(kind)]
    assert len(kinds) > 90
    for name, kind in kinds:
        assert vars(kind)["__dataclass_params__"].frozen, name
        assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind), name
        assert {field.name for field in fields(kind)} <= set(vars(kind)["__slots__"]), name


def test_every_list_to_choose_from_has_its_words_in_order() -> None:
    lists = [(name, kind) for name, kind in things(EnumType) if hasattr(kind, "choices") and len(kind)]
    assert lists
    for name, kind in lists:
        values, words = zip(*kind.choices(), strict=True)
        assert list(values) == [member.value for member in kind], name
        assert all(isinstance(word, str) for word in words), name
        assert list(words) == [
            getattr(member, "label", word) for member, word in zip(kind, words, strict=True)
        ]


def test_every_word_for_people_is_a_word() -> None:
    told = [(name, member) for name, kind in things(EnumType) for member in kind if hasattr(member, "label")]
    assert told
    for name, member in told:
        assert isinstance(member.label, str), name


def test_every_argument_of_a_rule_can_be_given_by_its_name() -> None:
    for name, function in functions():
        kinds = {one.kind for one in inspect.signature(function).parameters.values()}
        assert inspect.Parameter.POSITIONAL_ONLY not in kinds, name


def test_what_is_asked_again_and_again_is_remembered() -> None:
    """Every file of the law is read once; an hour of a nation asks the same few tables a million times."""
    assert {name.removeprefix("selaras_rules.") for name, _ in things(_lru_cache_wrapper)} == REMEMBERED
