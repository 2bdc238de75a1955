"""One concept, one word: no rejected synonym is part of an identifier."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = tomllib.loads((ROOT / "docs/reference/glossary.toml").read_text(encoding="utf-8"))


def rejected() -> set[str]:
    words = set(GLOSSARY["english"]["never"])
    for noun in GLOSSARY["nouns"].values():
        words.update(noun.get("never", ()))
    return words


def identifiers(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case (
                ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name))
            ):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name


def in_snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_no_identifier_has_a_rejected_word_in_it() -> None:
    never = re.compile("|".join(rf"(?:^|_){re.escape(word)}(?:$|_)" for word in sorted(rejected())))
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for name in identifiers(ast.parse(path.read_text(encoding="utf-8"))):
            if never.search(in_snake(name)):
                found.add(f"{path.relative_to(ROOT)}: {name}")
    assert not found, sorted(found)


def test_no_module_is_named_by_a_kind_instead_of_a_subject() -> None:
    kinds = {"utils", "helpers", "helper", "misc", "common", "business_logic"}
    assert [str(path) for path in (ROOT / "src").rglob("*.py") if path.stem in kinds] == []
