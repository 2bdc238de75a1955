"""`selaras check-links`: ask the links of evidence whether they still answer; run it once a night.

Agencies that chose it (`evidence.check_links`) are looked at; `--agency` names one, whatever it chose. The computer
needs a way to the public net; addresses of the own network are never asked.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from selaras.operations.agencies import agencies_asked


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("--agency", metavar="KODE", help="hanya instansi ini, apa pun pilihannya")
    parser.add_argument(
        "--most", type=int, default=200, metavar="N", help="paling banyak N tautan per instansi"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()

    agencies = agencies_asked(options.agency)
    done = [_check(agency, options) for agency in agencies if options.agency or _wants(agency)]
    if options.json:
        print(json.dumps(done, ensure_ascii=False))
    elif not options.quiet:
        for row in done:
            print(_sentence(row))
        if not done:
            print("Tidak ada instansi yang memilih pemeriksaan tautan.")
    return 1 if any(row["own_line_down"] for row in done) else 0


def _wants(agency: Any) -> bool:
    from selaras.core import clock
    from selaras.core.scoping import agency_scope
    from selaras.organisation.choices import ruleset_for

    with agency_scope(agency.pk):
        return bool(ruleset_for(agency, clock.today(agency)).choice("evidence.check_links"))


def _check(agency: Any, options: argparse.Namespace) -> dict[str, Any]:
    from selaras.core.scoping import agency_scope
    from selaras.monitoring.services import check_links

    with agency_scope(agency.pk):
        found = check_links(agency, most=max(1, options.most))
    return {
        "agency": agency.code,
        "asked": found.asked,
        "marked": found.marked,
        "own_line_down": found.is_own_line_down,
    }


def _sentence(row: dict[str, Any]) -> str:
    if row["own_line_down"]:
        return (
            f"{row['agency']}: tidak satu pun dari {row['asked']} alamat menjawab. "
            "Periksa sambungan server ini; tidak ada yang ditandai."
        )
    return f"{row['agency']}: {row['asked']} alamat ditanya, {row['marked']} bukti baru ditandai."
