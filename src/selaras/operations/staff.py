"""`selaras import-staff`: look at a staff list, and apply it on demand.

Without --apply only the difference is shown. Exit code 3 when lines of the list are refused.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from selaras.operations.agencies import actor_named, read_for_agency

ROWS = {
    "new": "Baru",
    "changed": "Berubah",
    "moved": "Pindah",
    "superior": "Atasan berganti",
    "unclear": "Atasan belum jelas",
    "gone": "Tidak ada lagi",
    "unchanged": "Sama",
    "refused": "Baris ditolak",
    "warnings": "Perlu dilihat",
}
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument(
        "file", type=Path, metavar="BERKAS", help="daftar pegawai: .xlsx, .xls, .ods, atau .csv"
    )
    parser.add_argument("--agency", required=True, metavar="KODE", help="kode instansi, misalnya kupang")
    parser.add_argument("--apply", action="store_true", help="terapkan; tanpa ini hanya ditunjukkan")
    parser.add_argument(
        "--end-gone", action="store_true", help="akhiri juga pegawai yang tidak ada lagi dalam daftar"
    )
    parser.add_argument("--by", metavar="NIP", help="atas nama siapa; tanpa ini «Konsol»")


def run(options: argparse.Namespace) -> int:
    return read_for_agency(options, _import)


def _import(options: argparse.Namespace, agency: Any) -> int:
    from selaras.core import clock
    from selaras.organisation import services

    by, on = actor_named(options, agency), clock.today(agency)
    with options.file.open("rb") as file:
        upload = services.read_staff_upload(file, options.file.name, options.file.stat().st_size)
    checked = services.check_staff_list(agency, upload, by=by, on=on)
    if not options.json and not options.quiet:
        _show(checked)
    if options.apply:
        _apply(options, checked, by, on)
    if options.json:
        _print_json(checked)
    elif options.apply and not options.quiet:
        print("Diterapkan.")
    return 3 if checked.counts["refused"] else 0


def _apply(options: argparse.Namespace, checked: Any, by: Any, on: Any) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from selaras.organisation import services

    counts = checked.counts
    total = counts["new"] + counts["changed"] + counts["moved"] + counts["superior"]
    with Progress(console=Console(stderr=True), disable=options.quiet or options.json) as progress:
        task = progress.add_task("Menerapkan", total=total or 1)
        services.apply_staff_import(
            checked, by=by, on=on, end_gone=options.end_gone, told=lambda count: progress.advance(task, count)
        )
        progress.update(task, completed=total or 1)


def _show(checked: Any) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table(title=checked.file_name)
    table.add_column("Perbedaan")
    table.add_column("Jumlah", justify="right")
    for name, label in ROWS.items():
        table.add_row(label, str(checked.counts[name]))
    console.print(table)
    refused = [row for row in checked.report["problems"] if row["severity"] == "error"]
    for row in refused[:SHOWN]:
        _line(row, sys.stdout)
    if len(refused) > SHOWN:
        print(f"… dan {len(refused) - SHOWN} lagi; gunakan --json untuk semuanya.")


def _line(row: dict[str, Any], out: TextIO) -> None:
    print(f"Baris {row['line']}, {row['column']}: {row['value']!r}. {row['message']}", file=out)


def _print_json(checked: Any) -> None:
    answer = {
        "file": checked.file_name,
        "sha256": checked.sha256,
        "status": checked.status,
        "counts": checked.counts,
        "problems": checked.report["problems"],
    }
    print(json.dumps(answer, ensure_ascii=False))
