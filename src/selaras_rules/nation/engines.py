"""Where the parts are worked on: by processes of this machine, or by the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TypeAlias

from .tally import Tally

# A job is asked about one part by name, reads it, writes it and tells its sums; it can be pickled.
Job: TypeAlias = Callable[[str], Tally]

# A worker may die under a part (power, memory, an operator); so often the part is given to another one.
_ATTEMPTS = 5


def run_here(job: Job, parts: Sequence[str], workers: int = 2) -> Iterator[Tally]:
    """The tallies as parts are finished, worked on by processes of this machine; raises what a job raises."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(job, part) for part in parts]):
            yield done.result()


def run_on_cluster(job: Job, parts: Sequence[str], scheduler: str) -> Iterator[Tally]:
    """The tallies as parts are finished, worked on by the workers of a Dask scheduler ("tcp://host:8786").

    A part whose worker dies goes to another one. The folders of the job must be reachable from every worker.
    """
    try:
        from distributed import Client
        from distributed import as_completed as completed
    except ImportError as missing:
        raise ImportError("a cluster needs Dask: pip install 'selaras[cluster]'") from missing
    with Client(scheduler, timeout=30, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        futures = client.map(job, parts, pure=False, retries=_ATTEMPTS)
        for done in completed(futures, loop=client.loop):  # type: ignore[no-untyped-call]
            yield done.result()
