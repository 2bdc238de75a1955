"""The page docs/reference/benchmarks-law.md."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from tools.bench import machine
from tools.bench_law.measuring import Run
from tools.bench_law.nation import Size
from tools.bench_law.one_by_one import Speed

_MEGABYTE = 1_000_000
_LIBRARIES = ("numpy", "duckdb")


def written(size: Size, speeds: Sequence[Speed], runs: Sequence[Run], note: str = "") -> str:
    """The whole page as Markdown."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    lines = [
        "# Benchmarks of the rules",
        "",
        "Written by `python3 dev.py bench-law`; ADR 9 says how one rule has three speeds.",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d}",
        f"- Machine: {machine()}; {libraries}",
        *([f"- {note}"] if note else []),
        *(_one_by_one(speeds) if speeds else ()),
        *(_nation(size, runs) if runs else ()),
    ]
    return "\n".join(lines) + "\n"


def _one_by_one(speeds: Sequence[Speed]) -> Iterator[str]:
    yield from ("", "## One result with all its reasons, one core", "")
    yield "Every input in turn. Asked for: 100,000 a second."
    yield from ("", "| rule | results/s with reasons | written out as plain data too |", "|---|--:|--:|")
    for speed in speeds:
        yield f"| {speed.name} | {speed.explained:,.0f} | {speed.stored:,.0f} |"


def _nation(size: Size, runs: Sequence[Run]) -> Iterator[str]:
    yield from ("", f"## A synthetic nation: {size.people:,} people, {size.agencies} agencies", "")
    yield "From Parquet to Parquet. “Moving” is reading and writing the same columns alone, in the same run."
    yield ""
    yield "| run | workers | seconds | asked for | moving, s | × moving | peak memory, MB | read, MB | written, MB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for run in runs:
        cells = (
            run.name, str(run.workers), f"{run.seconds:.1f}", run.limit, f"{run.moving_seconds:.1f}",
            f"{run.times_moving:.2f}", f"{run.peak_megabytes:,}", f"{run.read_bytes / _MEGABYTE:,.0f}",
            f"{run.written_bytes / _MEGABYTE:,.0f}",
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    for run in runs:
        seconds = ", ".join(f"{what} {run.tally.seconds[what]:.1f}" for what in ("read", "rules", "write"))
        yield from (
            "",
            f"### What came out: {run.name}",
            "",
            f"Seconds of all workers together: {seconds}.",
            "",
        )
        yield from ("| | |", "|---|--:|")
        yield from (f"| {name} | {count:,} |" for name, count in run.tally.counts.items())
