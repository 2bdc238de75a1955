"""Measures the closing of a year, its documents and a month of TPP: what `dev.py bench-closing` does.

    dev.py bench-closing                      both databases, 8,000 people (about six minutes)
    dev.py bench-closing --only sqlite --people 2000

Both databases are filled at the same time and measured one after the other. The result is written to
docs/reference/benchmarks-closing.md; exit code 3 says that a bound was missed or a count did not agree.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from selaras_rules import Period
from tools import ROOT, postgres
from tools.bench import machine, say, selaras

REPORT = ROOT / "docs" / "reference" / "benchmarks-closing.md"
# The bounds of the task: seconds of the closing, documents a second.
BOUNDS = {"SQLite": 60, "PostgreSQL": 30}
PAPERS_A_SECOND = 10
# The year whose closing is measured, the one that is killed half-way, the month of TPP, papers of one archive at least.
YEAR, KILLED = 2025, 2024
MONTH = Period.of_month(2026, 10)
PAPERS = 1000
Env = dict[str, str]
Found = dict[str, Any]


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench-closing")
    parser.add_argument("--people", type=int, default=8000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--print", action="store_true", help="do not write the report")
    options = parser.parse_args(words)
    with filled(options) as places:
        found = {name: measure(name, env) for name, env in places.items()}
    text = report(found)
    sys.stdout.write(text)
    if not options.print:
        REPORT.write_text(text, "utf-8")
    return 0 if all(not faults_of(name, told) for name, told in found.items()) else 3


@contextlib.contextmanager
def filled(options: argparse.Namespace) -> Iterator[dict[str, Env]]:
    """The databases asked for, each with the load city and what a closing needs."""
    with contextlib.ExitStack() as stack:
        places: dict[str, Env] = {}
        if options.only != "postgresql":
            places["SQLite"] = surroundings(stack, "")
        if options.only != "sqlite":
            places["PostgreSQL"] = surroundings(stack, stack.enter_context(postgres.server(durable=True)))
        say(f"{', '.join(places)}: {options.people} people are being made …")
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda env: fill(env, options.people), places.values()))
        yield places


def surroundings(stack: contextlib.ExitStack, url: str) -> Env:
    """The environment of one database, with a folder that goes away."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="selaras-closing-"))
    return {
        **os.environ, "DATA_DIR": folder, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "selaras.config.settings",
    }  # fmt: skip


def fill(env: Env, people: int) -> None:
    selaras(env, "migrate", "--quiet")
    selaras(env, "demo", "--people", str(people), "--quiet")
    inside(env, "prepare")


def measure(name: str, env: Env) -> Found:
    say(f"{name}: closing, documents, TPP …")
    found: Found = json.loads(inside(env, "measure"))
    return found


def inside(env: Env, verb: str) -> bytes:
    command = [sys.executable, "-m", "tools.bench_closing_site", verb]
    return subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def faults_of(name: str, found: Found) -> list[str]:
    """Every bound that was missed and every count that did not agree, in words; nothing where all is well."""
    closing, killed, documents = found["closing"], found["killed"], found["documents"]
    told = {
        f"closing took longer than {BOUNDS[name]} s": closing["seconds"] > BOUNDS[name],
        "the closed year does not hold what its results say": not (closing["holds"] and killed["holds"]),
        "asking twice changed something": not closing["same"],
        "the killed closing does not come out as the whole one": not killed["same"],
        f"fewer than {PAPERS_A_SECOND} documents a second": documents["rate"] < PAPERS_A_SECOND,
        "the archive does not verify": not documents["holds"],
        f"the archive has fewer than {PAPERS} documents": not documents["is_large"],
        "nobody's TPP was counted": not found["tpp"]["ready"],
    }
    return [fault for fault, is_so in told.items() if is_so]


def report(found: dict[str, Found]) -> str:
    """The page docs/reference/benchmarks-closing.md."""
    lines = [
        "# Figures of closing a year", "",
        f"Written by `python3 dev.py bench-closing`. The year {YEAR} of a whole city is closed by the service that",
        "the page calls and by `selaras work --once`, the worker that `selaras serve` starts: one process, also on two",
        "cores. Seconds are wall clock from the start of that process; CPU and memory are the worker's, without the",
        "database server.",
        "", f"- Date: {datetime.now(UTC):%Y-%m-%d}", f"- Machine: {machine()}",
    ]  # fmt: skip
    for name, told in found.items():
        lines += [
            "",
            f"## {name}, {told['people']:,} people",
            "",
            *table(name, told),
            "",
            *remarks(name, told),
        ]
    return "\n".join([*lines, "", *prepared(next(iter(found.values()))["prepared"]), ""])


def table(name: str, told: Found) -> Iterator[str]:
    closing, killed, documents, tpp = (told[key] for key in ("closing", "killed", "documents", "tpp"))
    yield "| | Seconds | CPU, s | Memory, MB | Bound |"
    yield "|---|--:|--:|--:|---|"
    yield row(f"Closing {YEAR}", closing, f"≤ {BOUNDS[name]} s")
    yield row(f"{YEAR} asked for again", closing["again"])
    yield row(f"Closing {KILLED}, killed by `kill -9` after: {', '.join(killed['done'])}", killed["kill"])
    yield row(f"{KILLED} resumed by another worker", killed["resumed"])
    yield row(f"{KILLED} asked for again, whole", killed["whole"])
    papers = f"{documents['papers']:,} documents as one archive: {documents['rate']} a second"
    yield row(papers, documents, f"≥ {PAPERS_A_SECOND} a second")
    yield row(f"TPP, {MONTH.code}, {tpp['people']:,} people", tpp, "none set")


def row(what: str, measured: Found, bound: str = "") -> str:
    figures = (measured["seconds"], measured["cpu_seconds"], measured["megabytes"])
    return "| " + " | ".join(map(str, (what, *figures, bound))) + " |"


def remarks(name: str, told: Found) -> Iterator[str]:
    closing, killed, documents, tpp = (told[key] for key in ("closing", "killed", "documents", "tpp"))
    for year, part in ((YEAR, closing), (KILLED, killed)):
        yield f"- {year} holds {counts(part['counts'])}."
    steps = ", ".join(f"{code} {seconds} s" for code, seconds in closing["steps"].items())
    yield f"- Steps of the first closing (the start of the worker is in the first one): {steps}."
    yield f"- Asked for again: {'nothing changed' if closing['same'] else 'SOMETHING CHANGED'}, row for row."
    as_whole = "the same as the whole closing" if killed["same"] else "NOT THE SAME as the whole closing"
    yield f"- Killed and resumed: {as_whole}, row for row; no archive is there twice."
    verified = "verifies against its manifest" if documents["holds"] else "DOES NOT VERIFY"
    yield f"- The archive of {documents['bytes'] / 1_000_000:.0f} MB {verified}."
    gaps = ", ".join(f"{people:,} {gap}" for gap, people in sorted(tpp["gaps"].items()))
    yield f"- TPP: {tpp['ready']:,} ready, gaps: {gaps}."
    faults = faults_of(name, told)
    yield f"- {'Every bound is kept.' if not faults else 'MISSED: ' + '; '.join(faults) + '.'}"


def counts(found: Found) -> str:
    predikat = ", ".join(f"{code} {people:,}" for code, people in found["predikat"].items())
    return (
        f"{found['results']:,} results ({predikat}), {found['gaps']:,} gaps, {found['credited']:,} accounts of angka "
        f"kredit with {found['credit']} points of the year, {found['boxes']:,} people in {found['box_kinds']} talent "
        f"boxes, {found['distributions']:,} distributions, {found['archives']:,} archives with "
        f"{found['documents']:,} documents queued"
    )


def prepared(told: Found) -> Iterator[str]:
    """What the load set has not, so that nobody takes it for measured."""
    yield "## Prepared before, not measured"
    yield ""
    yield "`selaras demo --people` brings plans, fixed annual results and predikat of organisations. It lacks what"
    yield f"deliveries bring; the services for them were given a list of PAK of {told['accounts']:,} JF,"
    yield f"{told['scores']:,} scores of potential, {told['badges']:,} badges, {told['taps']:,} taps of {MONTH.code},"
    yield f"and a regulation of TPP. No perangkat daerah of it has {PAPERS:,} people: plans up to {YEAR} of others were"
    yield f"put under one, which then has {told['papers']:,} results of {YEAR}. While closings were measured, the"
    yield "archives they had queued were held by the measuring process, as by a second worker."


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
