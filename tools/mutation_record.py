"""What is on record about the changes that survive: why each may live, and how many there are in each file.

docs/reference/mutants.toml holds the explanations. `[[everywhere]]` has a regular expression for the old line;
`[["name.py"]]` has the old line and what it becomes. Blanks do not matter. The table in docs/reference/mutants.md is
written by the round itself, one row a file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tools import ROOT

RECORD = ROOT / "docs" / "reference" / "mutants.md"
REASONS = RECORD.with_suffix(".toml")
HEAD = "| File | Day | Changes | Killed | Survive, explained | Survive, not explained | Not tried |"
RULE = "|---|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Survivor:
    """One change that no test noticed: the old line, the new one, and where it was tried."""

    file: str
    before: str
    after: str
    where: str

    @property
    def text(self) -> str:
        return f"{self.where}\n-    {self.before}\n+    {self.after}"


@dataclass(frozen=True, slots=True)
class Figures:
    """One round over one file."""

    day: date
    changes: int
    tried: int
    survive: int
    unexplained: int

    def row(self, name: str) -> str:
        """Its line in the table."""
        day = f"{self.day.day} {self.day:%B} {self.day.year}"
        killed, explained = self.tried - self.survive, self.survive - self.unexplained
        numbers = (self.changes, killed, explained, self.unexplained, self.changes - self.tried)
        return f"| `{name}` | {day} | {' | '.join(map(str, numbers))} |"


class Explanations:
    """The reasons on record, and which of them were needed."""

    def __init__(self) -> None:
        found = tomllib.loads(REASONS.read_text("utf-8"))
        self.everywhere = [re.compile(row["line"]) for row in found.pop("everywhere", [])]
        self.by_file = {
            name: {
                (squeezed(row["line"]), squeezed(new)): row["line"] for row in rows for new in row["becomes"]
            }
            for name, rows in found.items()
        }
        self.needed: set[tuple[str, str, str]] = set()

    def explain(self, one: Survivor) -> bool:
        """Whether the record says why this change may live."""
        change = squeezed(one.before), squeezed(one.after)
        if change in self.by_file.get(one.file, {}):
            self.needed.add((one.file, *change))
            return True
        return any(pattern.fullmatch(one.before) for pattern in self.everywhere)

    def explain_diff(self, file: str, diff: str) -> bool:
        """The same for a change as a session keeps it."""
        return self.explain(Survivor(file, *sides(diff), ""))

    def in_vain(self, name: str) -> list[str]:
        """The lines of a file whose explanation no surviving change needs."""
        rows = self.by_file.get(name, {})
        return sorted({line for change, line in rows.items() if (name, *change) not in self.needed})


def sides(diff: str) -> tuple[str, str]:
    """The old and the new lines of a unified diff."""
    lines = [text for text in diff.splitlines() if text[:3] not in ("+++", "---")]
    before, after = ("".join(text[1:] for text in lines if text[:1] == sign) for sign in "-+")
    return before.strip(), after.strip()


def squeezed(line: str) -> str:
    """A line of code without its blanks: the tool that changes it writes them its own way."""
    return "".join(line.split())


def write_figures(found: Mapping[str, Figures]) -> None:
    """Puts the rows of these files into the table, in the order of the alphabet, with a new last row of sums."""
    text = RECORD.read_text("utf-8")
    start = text.index(HEAD)
    end = text.index("\n\n", start)
    rows = {line.split("`")[1]: line for line in text[start:end].splitlines() if line.startswith("| `")}
    rows |= {name: figures.row(name) for name, figures in found.items()}
    numbers = ([int(cell) for cell in row.strip("| ").split(" | ")[2:]] for row in rows.values())
    sums = " | ".join(str(sum(column)) for column in zip(*numbers, strict=True))
    table = [HEAD, RULE, *(rows[name] for name in sorted(rows)), f"| all | | {sums} |"]
    RECORD.write_text(text[:start] + "\n".join(table) + text[end:], "utf-8")
