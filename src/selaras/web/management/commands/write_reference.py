"""Print the reference pages, or check that they are fresh."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from selaras.web.reference import pages


class Command(BaseCommand):
    """`write_reference [--check] [--to docs/reference]`."""

    help = "Prints the pages of docs/reference that come from the code."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail when a page is old")
        parser.add_argument("--to", type=Path, default=Path("docs/reference"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["to"]
        old = [name for name, text in pages().items() if not _is_fresh(folder / name, text)]
        if options["check"]:
            if old:
                raise CommandError(f"Old reference pages: {', '.join(old)}. Run `python3 dev.py docs`.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in old:
            (folder / name).write_text(pages()[name], encoding="utf-8")


def _is_fresh(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
