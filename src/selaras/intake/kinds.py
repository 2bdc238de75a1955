"""What a kind of feed says about itself. The machinery around it (`running`, `services`, the pages) knows no kind.

A kind reads rows into facts, names the facts in force that they meet, and builds the row to be stored. Everything
else is shared: the file, the difference, the refused rows, applying, repeating, withdrawing, the history.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from selaras.authorization import Permission
from selaras.core.audit import Doer
from selaras.core.errors import NotFound, ProgrammingError, Text
from selaras.core.spreadsheets import Line
from selaras.intake.cells import month_of, text_of
from selaras.intake.facts import Column, Fact, Key, Refusal, Stored
from selaras.intake.models import FeedFact, FeedRun, FeedSource
from selaras.intake.outcomes import OnRefused, Outcome
from selaras.intake.unit_names import UnitNames


class FeedKind(ABC):
    """One kind of feed, bound to a source and a day for the length of one pass through a file.

    `__init__` is the place to load what reading needs (units, people) with a bounded number of queries.
    """

    # Templates read what the class says; they must not make one.
    do_not_call_in_templates: ClassVar[bool] = True

    code: ClassVar[str]
    label: ClassVar[Text]
    why: ClassVar[Text]
    permission: ClassVar[Permission]
    model: ClassVar[type[FeedFact]]
    columns: ClassVar[tuple[Column, ...]] = ()
    # The same row twice in one file: told as «same» (punches of a clock), or refused with the line of the first.
    repeats_are_same: ClassVar[bool] = False
    # Why one may say which month a file is about; empty where that is not asked.
    why_month: ClassVar[Text] = ""
    # Where rows name units: which names are known, and which are not.
    unit_names: UnitNames | None = None

    def __init__(self, source: FeedSource, on: date, given: Mapping[str, Any]) -> None:
        self.source, self.on, self.given = source, on, given
        self.places: Mapping[str, int] = {}

    @classmethod
    def columns_for(cls, source: FeedSource, given: Mapping[str, Any]) -> tuple[Column, ...]:
        """The columns a file of this source must have; a kind leaves out what is known otherwise."""
        return cls.columns

    def cell(self, line: Line, name: str) -> Any:
        """The cell of a column, empty where the row is too short or the file lacks the column."""
        place = self.places.get(name)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def refused(self, line: Line, column: Column, message: str) -> Refusal:
        """A refusal of the row that shows the cell as it came."""
        return Refusal(line.number, str(column.label), text_of(self.cell(line, column.name)), message)

    @classmethod
    def period_given(cls, text: str) -> str | None:
        """What was said about the whole file, in one spelling: «2026-03»; None for what is no month."""
        found = month_of(text)
        return f"{found[0]}-{found[1]:02d}" if found else None

    @abstractmethod
    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """The facts of one row: none, one or many; or why it is refused."""

    def finish(self) -> Iterable[Fact | Refusal]:
        """Facts that are known only after the last row."""
        return ()

    @abstractmethod
    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """The facts in force under the keys of these; a bounded number of queries for a few thousand of them."""

    @abstractmethod
    def row(self, fact: Fact, run: FeedRun) -> FeedFact:
        """The row to be stored, unsaved, with `run` and `line`."""

    @abstractmethod
    def words(self, fact: Fact) -> str:
        """What the fact is about, for the report."""

    def value_words(self, value: Key) -> str:
        """The value of a fact in words."""
        return ", ".join(str(part) for part in value)


class WholeFileKind(FeedKind):
    """A kind with files so long that it reads, compares and writes each as a whole, by sets instead of row by row.

    Its rows stay as they are for ever: they count while their delivery is in force.
    """

    def read(self, line: Line) -> Iterable[Fact | Refusal]:
        """Rows are not looked at one by one."""
        return ()

    def stored(self, facts: Sequence[Fact]) -> Mapping[Key, Stored]:
        """Nothing is compared one by one."""
        return {}

    def row(self, fact: Fact, run: FeedRun) -> FeedFact:
        """Raises `ProgrammingError`: rows are written by `pass_over`."""
        raise ProgrammingError("rows of a whole file are written by sets")

    def words(self, fact: Fact) -> str:
        """Never shown."""
        return ""

    @abstractmethod
    def pass_over(self, path: Path, run: FeedRun | None, on_refused: OnRefused | None) -> Outcome:
        """Read and compare the file; with a `run` write what is new. Call inside a recording where a run is given."""

    @abstractmethod
    def rows_of(self, run: FeedRun) -> int:
        """How many rows a delivery brought."""


class SummedKind(FeedKind):
    """A kind whose rows must not be kept (ADR 14): they are added up while a file is read, and only the sums stay.

    `read` gives refusals and remembers sums, `finish` gives them as facts. Kept instead of the file are those facts
    and the refusals. So names of columns and units that were told later ask for the file once more.
    """

    @abstractmethod
    def to_json(self, fact: Fact) -> dict[str, Any]:
        """A fact as plain values."""

    @abstractmethod
    def from_json(self, told: Mapping[str, Any]) -> Fact:
        """The same fact again."""


Follower = Callable[[FeedRun, Doer], None]
_kinds: dict[str, type[FeedKind]] = {}
_followers: dict[str, list[Follower]] = {}


def register(kind: type[FeedKind]) -> None:
    """Make a kind known; an app calls it when it is ready."""
    _kinds[kind.code] = kind


def follow(code: str, follower: Follower) -> None:
    """Be called inside the transaction in which facts of a kind come into force or are withdrawn.

    Apps above this one keep in step so what they derive from facts.
    """
    _followers.setdefault(code, []).append(follower)


def tell_followers(run: FeedRun, by: Doer) -> None:
    """The facts of this delivery came into force, or no longer are."""
    for follower in _followers.get(run.source.kind, ()):
        follower(run, by)


def kind_named(code: str) -> type[FeedKind]:
    """The kind of this name. Raises `NotFound`."""
    try:
        return _kinds[code]
    except KeyError:
        raise NotFound() from None


def all_kinds() -> list[type[FeedKind]]:
    """Every kind that is known, in the order in which apps registered them."""
    return list(_kinds.values())
