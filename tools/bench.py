"""Measures the production server with a city of 8,000 people: what `dev.py bench` does.

    dev.py bench                      both databases, 8,000 people, all of it (about a quarter of an hour)
    dev.py bench --only sqlite --people 1000 --seconds 2

Everything runs on this machine, the clients included, so rates are lower bounds. The result is written to
docs/reference/benchmarks.md.
"""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from itertools import repeat
from pathlib import Path
from typing import Any

from tools import ROOT, load, postgres
from tools.load import Measured

REPORT = ROOT / "docs" / "reference" / "benchmarks.md"
WORKERS = 2
MANY = 20
PHONES = 60
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 800 + b"\n%%EOF\n"  # 200 kB that do not compress


@dataclass
class Row:
    """One line of the table: something a person does, at one client and at twenty."""

    name: str
    queries: int | None
    bytes: int
    alone: Measured
    crowd: Measured


@dataclass
class Result:
    """Everything measured on one database."""

    database: str
    people: int = 0
    load_seconds: float = 0.0
    rows: list[Row] = field(default_factory=list)
    soak: int = 0
    memory_before: int = 0
    memory_after: int = 0
    memory_peak: int = 0
    beside_phones: Measured = field(default_factory=lambda: Measured(1))


@dataclass
class Site:
    """One running server over one filled database."""

    port: int
    process: subprocess.Popen[bytes]
    inside: dict[str, Any]

    def memory(self) -> int:
        """Megabytes of the server's processes together, shared pages counted once."""
        return sum(proportional_set(pid) for pid in family(self.process.pid)) // 1024


def proportional_set(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from family(int(child))


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--people", type=int, default=8000)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each cell of the table")
    parser.add_argument(
        "--soak", type=int, default=10_000, help="requests between the two looks at the memory"
    )
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--print", action="store_true", help="do not write the report")
    options = parser.parse_args(words)
    results = []
    if options.only != "postgresql":
        results.append(measure_database("SQLite", "", options))
    if options.only != "sqlite":
        with postgres.server(durable=True) as url:
            results.append(measure_database("PostgreSQL", url, options))
    text = report(results, options)
    print(text)
    if not options.print:
        REPORT.write_text(text, "utf-8")
    return 0


def measure_database(name: str, url: str, options: argparse.Namespace) -> Result:
    """Fill one database, start the server over it and measure everything."""
    result = Result(name)
    with tempfile.TemporaryDirectory(prefix="selaras-bench-") as folder:
        env = {
            **os.environ,
            "DATA_DIR": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "selaras.config.settings",
        }
        say(f"{name}: {options.people} people are being made …")
        begun = time.monotonic()
        selaras(env, "migrate", "--quiet")
        selaras(env, "demo", "--people", str(options.people), "--quiet")
        result.load_seconds = time.monotonic() - begun
        with serving(env) as site:
            result.people = site.inside["people"]
            result.soak = options.soak
            measure_site(site, result, options.seconds)
    return result


def selaras(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", "selaras.console", *words], env=env, check=True, cwd=ROOT)


@contextlib.contextmanager
def serving(env: dict[str, str]) -> Iterator[Site]:
    """The production server over this database, with what the measurement knows about it."""
    port = postgres.free_port()
    command = [
        sys.executable,
        "-m",
        "selaras.console",
        "serve",
        "--quiet",
        "--workers",
        str(WORKERS),
        "--port",
        str(port),
    ]
    # Its log would be a warning for each phone that hangs up in the middle of a form.
    process = subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        await_answer(port, process)
        said = subprocess.check_output([sys.executable, "-m", "tools.bench_site"], env=env, cwd=ROOT)
        yield Site(port, process, json.loads(said))
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def await_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; raises SystemExit when it ended or says nothing for a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError, HTTPException):
            connection.request("GET", "/masuk/login/", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return
        connection.close()
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def measure_site(site: Site, result: Result, seconds: float) -> None:
    for page in site.inside["pages"]:
        say(f"{result.database}: {page['name']} …")
        result.rows.append(measure_page(site, page, seconds))
    sign_ins = [load.post("/masuk/login/", fields) for fields in site.inside["sign_ins"]]
    result.rows.append(measure_forms(site, "Signing in (Argon2)", sign_ins, seconds))
    result.rows.append(measure_forms(site, "Evidence upload, 200 kB", evidence(site), seconds))
    submissions = [
        load.post(row["path"], row["fields"], row["cookies"]) for row in site.inside["submissions"]
    ]
    result.rows.append(measure_forms(site, "SKP submission", submissions, seconds))
    say(f"{result.database}: {result.soak} requests for the memory, then {PHONES} slow phones …")
    home = home_of_employee(site)
    result.memory_before = site.memory()
    load.measure(site.port, repeat(home, result.soak), MANY, 600)
    result.memory_after = site.memory()
    result.beside_phones = load.measure_beside_slow_phones(site.port, home, PHONES, seconds)
    result.memory_peak = max(result.memory_before, result.memory_after, site.memory())


def home_of_employee(site: Site) -> load.Request:
    page = site.inside["pages"][1]
    return load.get(page["path"], page["cookies"])


def measure_page(site: Site, page: dict[str, Any], seconds: float) -> Row:
    request = load.get(page["path"], page["cookies"])
    load.measure(site.port, request, MANY, 0.5)  # both workers have seen the page once
    alone = load.measure(site.port, request, 1, seconds)
    crowd = load.measure(site.port, request, MANY, seconds)
    each = alone.wire_bytes // max(len(alone.milliseconds), 1)
    return Row(page["name"], page["queries"], each, alone, crowd)


def measure_forms(site: Site, name: str, requests: list[load.Request], seconds: float) -> Row:
    """Forms that can be sent once: a fifth of them one after another, the others by many at once."""
    say(f"{name}: {len(requests)} forms …")
    flow = iter(requests)
    first = iter([request for request, _ in zip(flow, range(len(requests) // 5), strict=False)])
    alone = load.measure(site.port, first, 1, seconds)
    crowd = load.measure(site.port, flow, MANY, seconds)
    return Row(name, None, len(requests[0].raw) if requests else 0, alone, crowd)


def evidence(site: Site) -> list[load.Request]:
    return [
        load.upload(
            row["path"], row["fields"], "file", PDF + row["fields"]["form_key"].encode(), row["cookies"]
        )
        for row in site.inside["uploads"]
    ]


def report(results: Sequence[Result], options: argparse.Namespace) -> str:
    """The page docs/reference/benchmarks.md."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `python3 dev.py bench`. Clients and server share the cores, so rates are lower bounds.",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d}",
        f"- Machine: {machine()}",
        f"- Server: Granian, {WORKERS} workers; {options.seconds:g} s for each cell",
    ]
    for result in results:
        lines += [
            "",
            f"## {result.database}, {result.people:,} people",
            "",
            *table(result),
            "",
            *remarks(result),
        ]
    return "\n".join(lines) + "\n"


def table(result: Result) -> Iterator[str]:
    yield f"| | queries | bytes sent | p50 ms, 1 client | p95 | p50 ms, {MANY} clients | p95 | requests/s | wrong |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in result.rows:
        wrong = row.alone.wrong + row.crowd.wrong
        cells = [
            row.name,
            "–" if row.queries is None else str(row.queries),
            f"{row.bytes:,}",
            *(f"{value:.1f}" for value in (row.alone.p50, row.alone.p95, row.crowd.p50, row.crowd.p95)),
            f"{row.crowd.rate:.0f}",
            ", ".join(f"{count}× {kind}" for kind, count in wrong.items()) or "0",
        ]
        yield f"| {' | '.join(cells)} |"


def remarks(result: Result) -> Iterator[str]:
    yield f"- Making the data: {result.load_seconds:.0f} s."
    yield (
        f"- Memory of the server (all processes, shared pages once): {result.memory_before} MB before and "
        f"{result.memory_after} MB after {result.soak:,} requests at {MANY} clients, highest {result.memory_peak} MB."
    )
    beside = result.beside_phones
    yield (
        f"- While {PHONES} phones upload at {load.SLOW_BYTES_PER_SECOND} bytes/s, the employee's home takes "
        f"{beside.p50:.1f} ms (p95 {beside.p95:.1f} ms); wrong answers: {beside.wrong.total()}."
    )


def machine() -> str:
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
