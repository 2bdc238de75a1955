"""`selaras import-attendance`: look at a file of punches, and apply it on demand.

Without --apply only the difference is shown. Exit code 3 when lines of the file are refused.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from selaras.operations.agencies import actor_named, read_for_agency

ROWS = {
    "rows": "Baris dibaca",
    "new": "Tap baru",
    "same": "Sudah ada",
    "people": "Nomor yang dikenal",
    "unknown": "Nomor tanpa pegawai",
    "outside": "Di luar bulan",
    "refused": "Baris ditolak",
}
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("file", type=Path, metavar="BERKAS", help="attlog.dat, atau tap dalam .csv")
    parser.add_argument("--agency", required=True, metavar="KODE", help="kode instansi, misalnya kupang")
    parser.add_argument(
        "--source", required=True, metavar="NAMA", help="sumber presensi, seperti di Data masuk"
    )
    parser.add_argument("--month", default="", metavar="BULAN", help="hanya bulan ini, misalnya 2026-03")
    parser.add_argument("--apply", action="store_true", help="terapkan; tanpa ini hanya ditunjukkan")
    parser.add_argument("--by", metavar="NIP", help="atas nama siapa; tanpa ini «Konsol»")


def run(options: argparse.Namespace) -> int:
    return read_for_agency(options, _import)


def _import(options: argparse.Namespace, agency: Any) -> int:
    from selaras.core import clock
    from selaras.discipline.feeds import Punches
    from selaras.intake import services
    from selaras.intake.models import FeedSource
    from selaras.intake.received import received

    rows = FeedSource.objects.filter(kind=Punches.code, name__iexact=options.source)
    source = rows.select_related("agency", "opd").first()
    if source is None:
        print(
            f"Sumber presensi «{options.source}» tidak ditemukan. Buat dahulu di Data masuk.", file=sys.stderr
        )
        return 1
    by, on, started = actor_named(options, agency), clock.today(agency), time.monotonic()
    given = {"period": options.month} if options.month else {}
    with options.file.open("rb") as file, received(file, options.file.name) as upload:
        run = services.check_feed(source, upload, by=by, on=on, given=given).run
    if options.apply and run.status == "checked":
        _apply(options, run, by, on)
    _tell(options, run, time.monotonic() - started)
    return 3 if run.counts["refused"] else 0


def _apply(options: argparse.Namespace, run: Any, by: Any, on: Any) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from selaras.discipline.storing import listening
    from selaras.intake import services

    with Progress(console=Console(stderr=True), disable=options.quiet or options.json) as progress:
        task = progress.add_task("Menerapkan", total=run.counts["new"] or 1)
        with listening(lambda count: progress.advance(task, count)):
            services.apply_feed(run, by=by, on=on)


def _tell(options: argparse.Namespace, run: Any, seconds: float) -> None:
    if options.json:
        answer = {
            "file": run.file_name, "sha256": run.sha256, "status": str(run.status), "counts": run.counts,
            "notes": run.report["notes"], "refused": run.report["refused"], "seconds": round(seconds, 2),
            "cpu_seconds": round(resource.getrusage(resource.RUSAGE_SELF).ru_utime, 2),
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        }  # fmt: skip
        print(json.dumps(answer, ensure_ascii=False))
    elif not options.quiet:
        _show(run)


def _show(run: Any) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{run.file_name} ({run.get_status_display()})")
    table.add_column("Isi berkas")
    table.add_column("Jumlah", justify="right")
    for name, label in ROWS.items():
        table.add_row(label, str(run.counts.get(name, 0)))
    Console().print(table)
    for note in run.report["notes"]:
        print(note)
    for row in run.report["refused"][:SHOWN]:
        print(f"Baris {row['line']}: {row['value']!r}. {row['message']}")
    if run.counts["refused"] > SHOWN:
        print(
            f"… dan {run.counts['refused'] - SHOWN} lagi; gunakan --json, atau unduh dari halaman berkas ini."
        )
