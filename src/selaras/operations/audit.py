"""`selaras verify-audit`: walk every chain and name every tear."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selaras.core.verification import Tear


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    return None


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from rich.progress import track

    from selaras.core.models import AuditEvent
    from selaras.core.scoping import across_agencies
    from selaras.core.verification import tears_in, walk_events

    with across_agencies("the chains of all agencies are verified"):
        total = AuditEvent.objects.count()
        rows = track(walk_events(), "Memeriksa", total=total, disable=options.quiet or options.json)
        tears = list(tears_in(rows))
    say(options, total, tears)
    return 3 if tears else 0


def say(options: argparse.Namespace, total: int, tears: list[Tear]) -> None:
    """The result, as a sentence or as JSON."""
    if options.json:
        print(json.dumps({"events": total, "tears": [tear.as_json() for tear in tears]}))
    elif tears:
        for tear in tears:
            print(f"RUSAK  {tear.stream} #{tear.seq}: {tear.what}")
    elif not options.quiet:
        print(f"{total} peristiwa diperiksa, semua rantai utuh.")
