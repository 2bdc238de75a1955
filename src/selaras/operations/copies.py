"""`selaras backup` and `selaras restore`: one archive with the data and the files.

The embedded database is copied by its own online backup, so the server may go on working. A PostgreSQL server
is dumped by pg_dump, which must be installed where this runs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("archive", type=Path, help="nama arsip, misalnya selaras-2026-11-22.tar.gz")
    if verb == "restore":
        parser.add_argument("--yes", action="store_true", help="timpa data yang ada di folder data")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    return back_up(options) if options.verb == "backup" else restore(options)


def back_up(options: argparse.Namespace) -> int:
    """Write the archive; an unfinished one never carries the final name."""
    from django.conf import settings

    from selaras.core import clock

    unfinished = options.archive.with_name(options.archive.name + ".part")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(unfinished, "w:gz") as archive:
        copy = _copy_of_database(Path(folder))
        archive.add(copy, copy.name)
        files = Path(settings.MEDIA_ROOT)
        if files.exists():
            archive.add(files, "files")
        about = Path(folder) / "about.json"
        about.write_text(
            json.dumps({"made_at": clock.now().astimezone(UTC).isoformat(), "database": copy.name})
        )
        archive.add(about, "about.json")
    unfinished.replace(options.archive)
    if not options.quiet:
        print(f"Cadangan tersimpan: {options.archive}")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put the data of an archive in the place of what is there; the old data is kept beside it."""
    from django.conf import settings
    from django.db import connection

    if not options.yes:
        print("Pemulihan mengganti seluruh data. Hentikan server, lalu ulangi dengan --yes.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, tarfile.open(options.archive) as archive:
        archive.extractall(folder, filter="data")
        name = json.loads((Path(folder) / "about.json").read_text())["database"]
        connection.close()
        _put_database_back(Path(folder) / name)
        files = Path(folder) / "files"
        if files.exists():
            shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    if not options.quiet:
        print("Data dipulihkan. Jalankan `selaras verify-audit` untuk memeriksa rantainya.")
    return 0


def _copy_of_database(folder: Path) -> Path:
    from django.db import connection

    if connection.vendor == "sqlite":
        target = folder / "selaras.sqlite3"
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
        return target
    target = folder / "selaras.dump"
    subprocess.run(["pg_dump", "--format=custom", f"--file={target}", _address()], check=True)
    return target


def _put_database_back(copy: Path) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        place = Path(connection.settings_dict["NAME"])
        if place.exists():
            place.replace(place.with_suffix(".before-restore"))
        for leftover in (f"{place}-wal", f"{place}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.copy(copy, place)
        return
    subprocess.run(
        ["pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={_address()}", copy], check=True
    )


def _address() -> str:
    from django.db import connection

    parts = connection.settings_dict
    place = f"host={parts['HOST']} port={parts['PORT'] or 5432} dbname={parts['NAME']} user={parts['USER']}"
    return f"{place} password={parts['PASSWORD']}" if parts["PASSWORD"] else place
