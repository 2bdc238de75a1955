"""`selaras law …`: the rules at the command line. It needs neither database nor framework."""

from __future__ import annotations

import argparse

from selaras.core import clock
from selaras_rules import desk


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    desk.add_arguments(parser, today=clock.today_here)


def run(options: argparse.Namespace) -> int:
    """Answer as text, or as JSON for programs."""
    return desk.run(options)
