"""What a job says of one part, small enough to send back: sums that must agree, and where the time went."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts by name, and seconds by what was done (read, rules, write); tallies are added up."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def timing(self, what: str) -> Iterator[None]:
        """Adds the seconds inside the block."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[what] += time.perf_counter() - begun  # type: ignore[assignment]

    def add(self, other: Tally) -> None:
        """Takes in the tally of another part."""
        self.counts.update(other.counts)
        self.seconds.update(other.seconds)
