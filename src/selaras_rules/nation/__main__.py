"""A whole nation at the command line: `python -m selaras_rules.nation year-end TABLES RESULTS --on 2026-12-31`.

Writes the results as Parquet, shows progress on the terminal and prints the sums as one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from selaras_rules.desk.arguments import read_choices, read_day
from selaras_rules.errors import RulesError

from .engines import Job, run_here, run_on_cluster
from .month import AttendanceMonth
from .parts import parts_in
from .tally import Tally
from .year_end import YearEnd


def main(words: Sequence[str] | None = None) -> int:
    """Run one job over all parts and return the exit code."""
    options = _options(words)
    try:
        job, table = _job(options)
        parts = parts_in(options.tables / table)
        whole = _added(_tallies(job, parts, options), len(parts))
    except (RulesError, duckdb.Error, OSError, ImportError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Dihentikan. Bagian yang sudah selesai tetap utuh; jalankan lagi untuk mengulang.\n")
        return 1
    json.dump({"counts": whole.counts, "seconds": whole.seconds}, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m selaras_rules.nation", description="Aturan atas tabel Parquet"
    )
    jobs = parser.add_subparsers(dest="job", required=True, metavar="APA")
    _shared(
        jobs.add_parser("year-end", help="predikat, pola distribusi, angka kredit, kotak talenta, IP ASN")
    )
    return parser.parse_args(words)


def _shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tables", type=Path, help="folder berisi tabel masukan")
    parser.add_argument("results", type=Path, help="folder untuk hasil")
    parser.add_argument(
        "--on", type=read_day, required=True, help="hari yang hukumnya dipakai, mis. 2026-12-31"
    )
    parser.add_argument(
        "--choice", action="extend", nargs="+", default=[], metavar="KUNCI=NILAI", help="pilihan instansi"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, default=2, help="proses pada mesin ini (bawaan: 2)")
    where.add_argument("--scheduler", help="alamat penjadwal Dask, mis. tcp://10.0.0.5:8786")


def _job(options: argparse.Namespace) -> tuple[Job, str]:
    """The job, and the table whose parts are worked on."""
    choices = read_choices(options.choice)
    if options.job == "month":
        job = AttendanceMonth(options.tables, options.results, options.month, options.on, choices)
        return job, "punches"
    return YearEnd(options.tables, options.results, options.on, choices), "people"


def _tallies(job: Job, parts: Sequence[str], options: argparse.Namespace) -> Iterator[Tally]:
    if options.scheduler:
        return run_on_cluster(job, parts, options.scheduler)
    return run_here(job, parts, max(1, options.workers))


def _added(tallies: Iterator[Tally], parts: int) -> Tally:
    """All tallies as one; one line of progress that overwrites itself, on a terminal only."""
    whole, shows = Tally(), sys.stderr.isatty()
    for done, tally in enumerate(tallies, start=1):
        whole.add(tally)
        if shows:
            sys.stderr.write(f"\r{done}/{parts}{'' if done < parts else chr(10)}")
            sys.stderr.flush()
    return whole


if __name__ == "__main__":
    sys.exit(main())
