"""One run over the parts of a nation: wall clock, memory of all its processes, and where the time went."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from selaras_rules.nation import Job, Tally, run_here
from tools.bench import family, proportional_set

_LOOK_EVERY = 0.5


@dataclass
class Run:
    """What one run took; seconds of `tally` are those of all workers together."""

    name: str
    limit: str
    workers: int
    seconds: float = 0.0
    peak_megabytes: int = 0
    read_bytes: int = 0
    written_bytes: int = 0
    tally: Tally = field(default_factory=Tally)

    @property
    def moving_seconds(self) -> float:
        """What reading and writing the same columns alone takes on as many workers."""
        return (self.tally.seconds["read"] + self.tally.seconds["write"]) / self.workers

    @property
    def times_moving(self) -> float:
        """How often the time of merely reading and writing."""
        worked = sum(self.tally.seconds.values())
        return worked / max(self.tally.seconds["read"] + self.tally.seconds["write"], 1e-9)


def measure(run: Run, job: Job, parts: Sequence[str]) -> Run:
    """Runs the job over all parts with a progress bar and fills in what it took."""
    with watching_memory() as peak, progress(run.name, len(parts)) as advance:
        begun = time.perf_counter()
        for tally in run_here(job, parts, run.workers):
            run.tally.add(tally)
            advance()
        run.seconds = time.perf_counter() - begun
    run.peak_megabytes = peak()
    return run


@contextmanager
def progress(name: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on the terminal; the function moves it on by one part."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(name, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def watching_memory() -> Iterator[Callable[[], int]]:
    """Looks twice a second at the memory of this process and its children, shared pages counted once."""
    stopped, highest = threading.Event(), [0]

    def look() -> None:
        while not stopped.wait(_LOOK_EVERY):
            highest[0] = max(highest[0], sum(proportional_set(pid) for pid in family(os.getpid())) // 1024)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield lambda: highest[0]
    finally:
        stopped.set()
        watcher.join()


def bytes_in(*folders: Path) -> int:
    """Bytes of all parts in these folders."""
    return sum(path.stat().st_size for folder in folders for path in folder.glob("part-*.parquet"))
