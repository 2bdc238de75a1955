"""Every demand of the trace with the tests that show it to be met: what `dev.py trace` does.

    dev.py trace              all lines
    dev.py trace K-21 C-02    these only; fails when one has no test
    dev.py trace --open       only those without a test

Tests are found by reading, not by importing, so a broken test still counts here and fails in the suite.
"""

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tools import ROOT, SOURCES

LIST = ROOT / "docs" / "reference" / "trace.toml"


def demands() -> dict[str, str]:
    """Every id with its title, in the order of the list."""
    groups = tomllib.loads(LIST.read_text("utf-8"))
    return {key: title for group in groups.values() for key, title in group.items()}


def marked_tests() -> dict[str, list[str]]:
    """For every id that a test names: those tests, as path::name."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder in (ROOT / "tests", SOURCES):
        for path in sorted(folder.rglob("test_*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            whole_file = [id_ for node in tree.body if is_pytestmark(node) for id_ in ids_in(node)]
            for name, ids in tests_in(tree, whole_file):
                for id_ in dict.fromkeys(ids):
                    found[id_].append(f"{path.relative_to(ROOT).as_posix()}::{name}")
    return found


def tests_in(tree: ast.Module | ast.ClassDef, inherited: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Every test function with its ids, those of its class and file included."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            yield node.name, [*inherited, *(id_ for mark in node.decorator_list for id_ in ids_in(mark))]
        elif isinstance(node, ast.ClassDef):
            own = [id_ for mark in node.decorator_list for id_ in ids_in(mark)]
            own += [id_ for part in node.body if is_pytestmark(part) for id_ in ids_in(part)]
            for name, ids in tests_in(node, [*inherited, *own]):
                yield f"{node.name}::{name}", ids


def is_pytestmark(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
    )


def ids_in(node: ast.AST) -> Iterator[str]:
    """The ids of every `pytest.mark.trace(…)` inside one mark or one pytestmark."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.trace":
            yield from (str(arg.value) for arg in call.args if isinstance(arg, ast.Constant))


def main(words: Sequence[str]) -> int:
    """Print the list; returns 1 when an id is unknown, or was asked for and has no test."""
    titles, tests = demands(), marked_tests()
    asked = [word for word in words if word != "--open"]
    unknown = sorted({*tests, *asked} - set(titles))
    for id_, title in titles.items():
        if (asked and id_ not in asked) or ("--open" in words and id_ in tests):
            continue
        print(f"{id_}  {title}")
        for test in tests.get(id_, ["no test yet"]):
            print(f"      {test}")
    without = [id_ for id_ in titles if id_ not in tests]
    print(
        f"\n{len(titles) - len(without)} of {len(titles)} have tests; without: {' '.join(without) or 'none'}"
    )
    for id_ in unknown:
        print(f"unknown id {id_}: {', '.join(tests.get(id_, ['asked for']))}")
    return 1 if unknown or (set(asked) & set(without)) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
