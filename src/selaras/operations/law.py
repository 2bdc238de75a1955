"""`selaras law list` and `selaras law show KEY --on DAY`: the values in force with article and standing."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("what", choices=["list", "show", "choices"])
    parser.add_argument("key", nargs="?", default="", help="mis. angka_kredit atau predikat.kuadran")
    parser.add_argument("--on", type=date.fromisoformat, help="keadaan pada tanggal (bawaan: hari ini)")


def run(options: argparse.Namespace) -> int:
    """Print as text, or as JSON for programs."""
    rows = _rows(options)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, default=str))
        return 0
    for row in rows:
        print("  ".join(str(value) for value in row.values() if value not in ("", None)))
    return 0 if rows else 1


def _rows(options: argparse.Namespace) -> list[dict[str, Any]]:
    from dataclasses import asdict

    import selaras_rules as rules

    match options.what:
        case "list":
            return [{"key": found.key, "title": found.title} for found in rules.list_parameters(options.key)]
        case "choices":
            return list(rules.list_choices())
        case _:
            return [asdict(found) for found in rules.show(options.key, options.on or _today())]


def _today() -> date:
    from selaras.core import clock

    return clock.now().date()
