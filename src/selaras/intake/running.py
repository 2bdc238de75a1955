"""One pass through a file: compare with what is in force, and where asked write it, a few thousand facts at a time.

Nothing of the file stays in memory but the keys already seen and the first lines of the report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.core.spreadsheets import Line
from selaras.intake.facts import Fact, Refusal, Stored
from selaras.intake.kinds import FeedKind
from selaras.intake.models import FeedRun
from selaras.intake.outcomes import OnRefused, Outcome

BATCH = 4000
PART = 500
SHOWN = 200
REFUSALS_SHOWN = 500


@dataclass(slots=True)
class Pass:
    """Facts of one kind on their way through; with a `run` they are written as its facts."""

    kind: FeedKind
    run: FeedRun | None = None
    on_refused: OnRefused | None = None
    outcome: Outcome = field(default_factory=Outcome)
    seen: dict[bytes, int] = field(default_factory=dict)
    count_of_keys: int = 0
    was_seen: bool = False

    def go(self, lines: Iterable[Line]) -> Outcome:
        """Read, compare and write everything. Call inside a recording where a run is written."""
        return self._settle_all(self._facts(lines))

    def replay(self, rows: int, items: Iterable[Fact | Refusal]) -> Outcome:
        """The same for a kind whose rows are gone: what was read of so many rows before."""
        self.outcome.counts["rows"] = rows
        return self._settle_all(
            fact for item in items for fact in self._of_line(Line(item.line, []), (item,))
        )

    def _settle_all(self, facts: Iterable[Fact]) -> Outcome:
        waiting: list[Fact] = []
        for fact in facts:
            waiting.append(fact)
            if len(waiting) >= BATCH:
                self._settle(waiting)
                waiting = []
        self._settle(waiting)
        return self.outcome

    def _facts(self, lines: Iterable[Line]) -> Iterator[Fact]:
        line = Line(0, [])
        for line in lines:
            if any(cell not in ("", None) for cell in line.cells):
                self.outcome.counts["rows"] += 1
                self.outcome.last_line = line.number
                yield from self._of_line(line, self.kind.read(line))
        yield from self._of_line(line, self.kind.finish())

    def _of_line(self, line: Line, found: Iterable[Fact | Refusal]) -> Iterator[Fact]:
        is_refused = False
        for item in found:
            problem = item if isinstance(item, Refusal) else self._repeated(item)
            if problem is not None:
                self._refuse(line, problem, is_first=not is_refused)
                is_refused = True
            elif isinstance(item, Fact) and not self.was_seen:
                yield item

    def _repeated(self, fact: Fact) -> Refusal | None:
        """Whether this file told the fact before; where that is no fault, it is counted as the same."""
        short = hashlib.blake2b(repr(fact.key).encode(), digest_size=16).digest()
        first = self.seen.setdefault(short, fact.line)
        self.was_seen = self.count_of_keys == len(self.seen)
        self.count_of_keys = len(self.seen)
        if not self.was_seen:
            return None
        if self.kind.repeats_are_same:
            self.outcome.counts["same"] += 1
            return None
        message = _("Baris %(first)d sudah menyebut hal yang sama. Sisakan satu baris.") % {"first": first}
        return Refusal(fact.line, "", self.kind.words(fact), message)

    def _refuse(self, line: Line, problem: Refusal, *, is_first: bool) -> None:
        outcome = self.outcome
        outcome.counts["refused"] += is_first
        outcome.refused_columns[problem.column] = outcome.refused_columns.get(problem.column, 0) + 1
        outcome.digest.update(f"x{problem.line}{problem.message}\n".encode())
        if len(outcome.refused) < REFUSALS_SHOWN:
            outcome.refused.append(
                {
                    "line": problem.line,
                    "column": problem.column,
                    "value": problem.value[:120],
                    "message": problem.message,
                }
            )
        if self.on_refused is not None:
            self.on_refused(line, problem)

    def _settle(self, facts: list[Fact]) -> None:
        if not facts:
            return
        known = self.kind.stored(facts)
        fresh: list[Fact] = []
        replaced: list[UUID] = []
        for fact in facts:
            before = known.get(fact.key)
            self._count(fact, before)
            if before is None:
                fresh.append(fact)
            elif before.value != fact.value:
                fresh.append(fact)
                replaced.append(before.pk)
        if self.run is not None:
            self._write(self.run, fresh, replaced)

    def _count(self, fact: Fact, before: Stored | None) -> None:
        outcome = self.outcome
        if before is not None and before.value == fact.value:
            outcome.counts["same"] += 1
            return
        name, shown = ("new", outcome.new) if before is None else ("changed", outcome.changed)
        outcome.counts[name] += 1
        old = before.value if before is not None else None
        outcome.digest.update(f"{name}{fact.key!r}{old!r}{fact.value!r}\n".encode())
        if len(shown) < SHOWN:
            shown.append(
                {
                    "line": fact.line,
                    "text": self.kind.words(fact),
                    "old": "" if old is None else self.kind.value_words(old),
                    "new": self.kind.value_words(fact.value),
                }
            )

    def _write(self, run: FeedRun, fresh: list[Fact], replaced: list[UUID]) -> None:
        rows = self.kind.model.objects
        for start in range(0, len(replaced), PART):
            part = replaced[start : start + PART]
            rows.filter(pk__in=part).update(is_current=False, superseded_by=run)
        rows.bulk_create([self.kind.row(fact, run) for fact in fresh], batch_size=PART)
