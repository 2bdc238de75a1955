"""What `dev.py bench-law` does.

    dev.py bench-law                        the nation of 4.7 million people (minutes, and some gigabytes of cache)
    dev.py bench-law --people 100000        a quick look
    dev.py bench-law --only year-end        one of: one-by-one, year-end, month

The nation is made once and kept in --cache. The report goes to docs/reference/benchmarks-law.md unless --print.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from selaras_rules.nation import AttendanceMonth, YearEnd, parts_in
from tools import ROOT
from tools.bench_law import nation, punches, report
from tools.bench_law.measuring import Run, bytes_in, measure, progress
from tools.bench_law.nation import Size
from tools.bench_law.one_by_one import Speed, speeds

REPORT = ROOT / "docs" / "reference" / "benchmarks-law.md"
YEAR_END = date(nation.YEAR, 12, 31)
# Ten days after the month, when corrections have come in.
JUDGED = date(punches.YEAR, punches.MONTH + 1, 10)
STEPS = ("one-by-one", "year-end", "month")


@dataclass
class Results:
    """Everything measured."""

    size: Size
    speeds: list[Speed] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def main(words: Sequence[str]) -> int:
    options = _options(words)
    size = Size(options.people, options.agencies)
    results, folder = Results(size), size.folder(options.cache)
    if options.only in (None, "one-by-one"):
        results.speeds = speeds(YEAR_END, options.seconds)
    if options.only != "one-by-one":
        bring_nation(folder, size)
    if options.only in (None, "year-end"):
        results.runs.append(year_end(folder, options.workers))
    if options.only in (None, "month"):
        bring_month(folder, size)
        results.runs.append(month(folder, options.workers))
    text = report.written(results.size, results.speeds, results.runs, options.note)
    print(text)
    if not options.print:
        REPORT.write_text(text, "utf-8")
    return 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench-law")
    parser.add_argument("--people", type=int, default=4_700_000)
    parser.add_argument("--agencies", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2, help="processes; one core each")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each rule one by one")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "bench-law")
    parser.add_argument("--only", choices=STEPS)
    parser.add_argument(
        "--note", default="", help="a sentence for the report, e.g. what else the machine did"
    )
    parser.add_argument("--print", action="store_true", help="do not write the report")
    options = parser.parse_args(words)
    if options.people < options.agencies or options.agencies < 1:
        parser.error("every agency has at least one person")
    return options


def bring_nation(folder: Path, size: Size) -> None:
    """Makes the nation unless it is there already; a half-made one is made again."""
    if nation.is_made(folder, size):
        return
    shutil.rmtree(folder, ignore_errors=True)
    made = nation.make(folder, size)
    with progress("making the nation", len(nation.parts(size))) as advance:
        for _ in made:
            advance()
    nation.finish(folder, size)


def bring_month(folder: Path, size: Size) -> None:
    """Makes the punches of the month unless they are there already."""
    if punches.is_made(folder, size):
        return
    with progress("making the punches", len(nation.parts(size))) as advance:
        for _ in punches.make(folder, size):
            advance()
    punches.finish(folder, size)


def month(folder: Path, workers: int) -> Run:
    """Punches → day statuses → lateness and absence → TPP."""
    target = folder / "results" / "month"
    shutil.rmtree(target, ignore_errors=True)
    read = (folder / table for table in ("punches", "known_days", "months"))
    run = Run("month of attendance", "300 s, 6,000 MB", workers, read_bytes=bytes_in(*read))
    job = AttendanceMonth(folder, target, f"{punches.YEAR}-{punches.MONTH:02d}", JUDGED)
    measure(run, job, parts_in(folder / "punches"))
    run.written_bytes = bytes_in(target / "days", target / "months")
    return run


def year_end(folder: Path, workers: int) -> Run:
    """Predikat of twelve months and of the year, pattern by unit, angka kredit, talent box, IP ASN."""
    target = folder / "results" / "year-end"
    shutil.rmtree(target, ignore_errors=True)
    tables = ("periods", "people", "units")
    run = Run("year-end", "20 s", workers, read_bytes=bytes_in(*(folder / table for table in tables)))
    measure(run, YearEnd(folder, target, YEAR_END), parts_in(folder / "people"))
    run.written_bytes = bytes_in(*(target / table for table in tables))
    return run


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
