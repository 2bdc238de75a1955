"""`selaras law …`: the rules at the command line. It needs neither database nor framework."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from selaras_rules import desk


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    desk.add_arguments(parser, today=_today)


def run(options: argparse.Namespace) -> int:
    """Answer as text, or as JSON for programs."""
    return desk.run(options)


def _today() -> date:
    """The day on the operator's own clock; asking the application's would need its settings."""
    return datetime.now().astimezone().date()
