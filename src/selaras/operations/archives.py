"""`selaras verify-archive`: compares an archive of papers with the list of hashes in it; needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

BROKEN = 3


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("archive", type=Path, metavar="ARSIP.zip")
    parser.add_argument("--manifest", metavar="SIDIK", help="sidik daftar yang ditampilkan halaman arsip")


def run(options: argparse.Namespace) -> int:
    """0 whole, 1 no such file, 3 changed, incomplete, or not the archive of this fingerprint."""
    from selaras.papers.sealed import verify

    try:
        verdict = verify(options.archive)
    except OSError as error:
        print(f"{options.archive}: tidak dapat dibuka ({error.strerror}).", file=sys.stderr)
        return 1
    if options.manifest and verdict.manifest and options.manifest.lower() != verdict.manifest:
        verdict.faults.insert(0, "Daftar sidik di dalam arsip bukan daftar yang disegel.")
    if options.json:
        print(json.dumps(verdict.as_json(), ensure_ascii=False))
    else:
        _say(verdict.title, verdict.files, verdict.manifest, verdict.faults, quiet=options.quiet)
    return 0 if verdict.holds else BROKEN


def _say(title: str, files: int, manifest: str, faults: list[str], *, quiet: bool) -> None:
    for fault in faults:
        print(fault, file=sys.stderr)
    if quiet:
        return
    if title:
        print(title)
    if manifest:
        print(f"Sidik daftar: {manifest}")
    print(f"{files} dokumen utuh, {len(faults)} temuan.")
