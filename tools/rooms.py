"""Of another app only the front rooms may be imported: models, services, selectors, and what is for all.

The rows themselves (who may know whom) are checked by import-linter; this looks at the rooms.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools import SOURCES

CLOSED = {"views", "forms", "workflow", "urls", "api", "admin", "jobs"}
# These have no rooms: all of them is meant for others.
GROUND = {"core", "authorization", "config"}


def complaints() -> list[str]:
    """Every import that goes through the back door of another app."""
    said = []
    for path in sorted((SOURCES / "selaras").rglob("*.py")):
        parts = path.relative_to(SOURCES / "selaras").parts
        if "tests" in parts or parts[0] in {"config", "web"}:
            continue  # tests may build anything; the edge puts apps together
        for line, module in imports(path):
            words = module.split(".")
            if len(words) < 3 or words[0] != "selaras" or words[1] in GROUND or words[1] == parts[0]:
                continue
            if words[2] in CLOSED or words[2].startswith("_"):
                said.append(
                    f"{path.relative_to(SOURCES)}:{line}: imports {module}, a private room of {words[1]}"
                )
    return said


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
