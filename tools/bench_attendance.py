"""Measures the import of a month of punches: what `dev.py bench_attendance` does.

    dev.py bench_attendance                      both databases, 8,000 people, March 2026
    dev.py bench_attendance --only sqlite --people 1000

A city is written by sets, its attlog.dat is made, and `selaras import-attendance … --apply --json` runs as its own
process: first the file, then the same file under another name, then the file with one more day. The result is written
to docs/reference/benchmarks-attendance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tools import ROOT, postgres

REPORT = ROOT / "docs" / "reference" / "benchmarks-attendance.md"
CODE, SOURCE = "presensi", "Mesin presensi kota"
FIRST, LAST, NEXT = date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)
DEVICES = 40
# The bounds of the task: seconds of the first import, megabytes of its process.
BOUNDS = {"SQLite": 20, "PostgreSQL": 10}
MOST_MEGABYTES = 500


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench_attendance")
    parser.add_argument("--people", type=int, default=8000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--print", action="store_true", help="do not write the report")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.make:
        return make_city(options.people, options.make)
    found: dict[str, list[dict[str, Any]]] = {}
    if options.only != "postgresql":
        found["SQLite"] = measure("", options.people)
    if options.only != "sqlite":
        with postgres.server(durable=True) as url:
            found["PostgreSQL"] = measure(url, options.people)
    text = report(found, options.people)
    sys.stdout.write(text)
    if not options.print:
        REPORT.write_text(text, "utf-8")
    return 0 if all(is_within(name, rows[0]) for name, rows in found.items()) else 3


def measure(url: str, people: int) -> list[dict[str, Any]]:
    """The three imports over a fresh database."""
    with tempfile.TemporaryDirectory(prefix="selaras-attendance-") as name:
        folder = Path(name)
        env = {
            **os.environ, "DATA_DIR": name, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "selaras.config.settings",
        }  # fmt: skip
        console = [sys.executable, "-m", "selaras.console"]
        subprocess.run([*console, "migrate", "--quiet"], env=env, check=True, cwd=ROOT)
        make = [sys.executable, "-m", "tools.bench_attendance", "--people", str(people), "--make", name]
        subprocess.run(make, env=env, check=True, cwd=ROOT)
        shutil.copy(folder / "attlog.dat", folder / "renamed.dat")
        found = []
        for file in ("attlog.dat", "renamed.dat", "longer.dat"):
            command = [
                *console,
                "import-attendance",
                str(folder / file),
                "--agency",
                CODE,
                "--source",
                SOURCE,
            ]
            answer = subprocess.run(
                [*command, "--apply", "--json"], env=env, cwd=ROOT, check=True, capture_output=True
            )
            found.append({"name": file, **json.loads(answer.stdout)})
        return found


def make_city(people: int, folder: Path) -> int:
    """People, their badges and the files, by sets."""
    import django

    django.setup()
    from selaras.core import clock
    from selaras.core.audit import SYSTEM, Event, recording
    from selaras.core.scoping import agency_scope
    from selaras.discipline.models import Badge
    from selaras.intake.models import FeedSource
    from selaras.organisation.models import Agency, Employee, EmployeeKind

    agency = Agency(
        code=CODE, name="Kota Presensi", place="Presensi", hr_label="BKD", time_zone="Asia/Makassar"
    )
    agency.save()
    made = Event("bench.made", "Kota pengukuran dibuat")
    with agency_scope(agency.pk), recording(made, by=SYSTEM, about=agency):
        rows = [
            Employee(agency=agency, nip=f"1990{number:014d}", name=f"Pegawai {number}", kind=EmployeeKind.PNS)
            for number in range(people)
        ]
        Employee.objects.bulk_create(rows, batch_size=500)
        source = FeedSource(
            agency=agency, kind="attendance_punches", name=SOURCE, keeper=rows[0], made_at=clock.now()
        )
        source.save()
        badges = [
            Badge(agency=agency, source=source, code=str(1000 + number), employee=row)
            for number, row in enumerate(rows)
        ]
        Badge.objects.bulk_create(badges, batch_size=500)
    write_attlog(folder / "attlog.dat", people, LAST)
    write_attlog(folder / "longer.dat", people, NEXT)
    return 0


def write_attlog(path: Path, people: int, last: date, first: date = FIRST) -> None:
    """Two taps a person and working day, as the machines write them."""
    with path.open("w", encoding="ascii", newline="") as out:
        day = first
        while day <= last:
            for hour in (7, 16) if day.weekday() < 5 else ():
                for number in range(people):
                    minute, second = (number * 7 + day.day) % 55, number % 60
                    moment = f"{day} {hour:02d}:{minute:02d}:{second:02d}"
                    out.write(f"{1000 + number:>9}\t{moment}\t{number % DEVICES + 1}\t0\t15\t0\r\n")
            day += timedelta(days=1)


def is_within(database: str, row: dict[str, Any]) -> bool:
    """Whether the first import keeps its bounds."""
    return bool(row["seconds"] <= BOUNDS[database] and row["megabytes"] <= MOST_MEGABYTES)


def report(found: dict[str, list[dict[str, Any]]], people: int) -> str:
    """The page docs/reference/benchmarks-attendance.md."""
    lines = [
        "# Figures of attendance", "",
        f"Written by `python3 dev.py bench-attendance`: {people:,} people, March 2026, one file, checked and applied.",
        "The file is read twice, for what is applied is what was looked at. CPU is the processor time of the command,",
        "its start included and the database server not; memory is its peak.", "",
        "| Database | File | Taps | New | Seconds | CPU, s | Memory, MB | Bound |", "|---|---|--:|--:|--:|--:|--:|---|",
    ]  # fmt: skip
    told = {"attlog.dat": "first time", "renamed.dat": "the same, renamed", "longer.dat": "one more day"}
    for database, rows in found.items():
        for row in rows:
            bound = f"≤ {BOUNDS[database]} s, ≤ {MOST_MEGABYTES} MB" if row["name"] == "attlog.dat" else ""
            counts = row["counts"]
            new = 0 if row["name"] == "renamed.dat" else counts["new"]
            cells = (
                database,
                told[row["name"]],
                f"{counts['rows']:,}",
                f"{new:,}",
                row["seconds"],
                row["cpu_seconds"],
                row["megabytes"],
            )
            lines.append("| " + " | ".join(map(str, (*cells, bound))) + " |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
