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
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

# What reading says of a file that is no archive, is cut off, or is somebody else's.
UNREADABLE = (tarfile.TarError, EOFError, zlib.error, KeyError, ValueError)


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("archive", type=Path, help="nama arsip, misalnya selaras-2026-11-22.tar.gz")
    if verb == "restore":
        parser.add_argument("--yes", action="store_true", help="timpa data yang ada di folder data")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    return back_up(options) if options.verb == "backup" else restore(options)


def back_up(options: argparse.Namespace) -> int:
    """Write the archive; an unfinished one never carries the final name, and none is left behind."""
    unfinished = options.archive.with_name(options.archive.name + ".part")
    try:
        with _bars(options) as bars:
            _write(unfinished, bars)
        unfinished.replace(options.archive)
    finally:
        unfinished.unlink(missing_ok=True)
    size = options.archive.stat().st_size
    _say(options, f"Cadangan tersimpan: {options.archive}", {"archive": str(options.archive), "bytes": size})
    return 0


def _write(place: Path, bars: Progress) -> None:
    from django.conf import settings

    from selaras.core import clock

    with tempfile.TemporaryDirectory() as folder, tarfile.open(place, "w:gz") as archive:
        copying = bars.add_task("Menyalin basis data", total=None)
        copy = _copy_of_database(Path(folder))
        bars.update(copying, total=1, completed=1)
        with bars.open(copy, "rb", description="Menyimpan basis data") as content:
            archive.addfile(archive.gettarinfo(copy, copy.name), content)
        root = Path(settings.MEDIA_ROOT)
        paths = [root, *sorted(root.rglob("*"))] if root.exists() else []
        for path in bars.track(paths, description="Menyimpan berkas"):
            archive.add(path, Path("files") / path.relative_to(root), recursive=False)
        about = Path(folder) / "about.json"
        about.write_text(
            json.dumps({"made_at": clock.now().astimezone(UTC).isoformat(), "database": copy.name})
        )
        archive.add(about, "about.json")


def restore(options: argparse.Namespace) -> int:
    """Put the data of an archive in the place of what is there; the old data is kept beside it."""
    from django.conf import settings
    from django.db import connection

    if not options.yes:
        print("Pemulihan mengganti seluruh data. Hentikan server, lalu ulangi dengan --yes.", file=sys.stderr)
        return 2
    with _bars(options) as bars, _unpacked(options.archive, bars) as (copy, files):
        connection.close()
        _put_database_back(copy, bars)
        _put_files_back(files, Path(settings.MEDIA_ROOT), bars)
    _say(
        options,
        "Data dipulihkan. Jalankan `selaras verify-audit` untuk memeriksa rantainya.",
        {"restored": str(options.archive)},
    )
    return 0


@contextmanager
def _unpacked(place: Path, bars: Progress) -> Iterator[tuple[Path, Path]]:
    """The database and the files of a whole archive; raises InvalidInput before anything is replaced."""
    from selaras.core.errors import InvalidInput

    with tempfile.TemporaryDirectory() as folder:
        try:
            with (
                bars.open(place, "rb", description="Membuka arsip") as content,
                tarfile.open(fileobj=content) as archive,
            ):
                archive.extractall(folder, filter="data")
            about = json.loads((Path(folder) / "about.json").read_text())
            copy = Path(folder) / Path(about["database"]).name
            copy.stat()
        except (*UNREADABLE, FileNotFoundError) as error:
            raise InvalidInput(
                f"Arsip {place} tidak ada, rusak, atau bukan cadangan Selaras.",
                remedy="Tidak ada data yang berubah. Pilih arsip lain.",
            ) from error
        yield copy, Path(folder) / "files"


def _bars(options: argparse.Namespace) -> Progress:
    """What shows how far long work has come, unless nobody looks."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), disable=options.quiet or options.json)


def _say(options: argparse.Namespace, sentence: str, told: dict[str, str | int]) -> None:
    if options.json:
        print(json.dumps(told))
    elif not options.quiet:
        print(sentence)


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
    _ask_postgresql(["pg_dump", "--format=custom", f"--file={target}", _address()])
    return target


def _put_files_back(files: Path, root: Path, bars: Progress) -> None:
    """Each file of the archive to its place; files that came since stay where they are."""
    if not files.exists():
        return  # an installation without files: no bar that would never move
    for path in bars.track([files, *sorted(files.rglob("*"))], description="Memulihkan berkas"):
        place = root / path.relative_to(files)
        if path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            shutil.copy2(path, place)


def _put_database_back(copy: Path, bars: Progress) -> None:
    from django.db import connection

    words = "Memulihkan basis data"
    if connection.vendor == "sqlite":
        place = Path(connection.settings_dict["NAME"])
        if place.exists():
            place.replace(place.with_suffix(".before-restore"))
        for leftover in (f"{place}-wal", f"{place}-shm"):
            Path(leftover).unlink(missing_ok=True)
        with bars.open(copy, "rb", description=words) as content, place.open("wb") as written:
            shutil.copyfileobj(content, written, 1 << 20)
        shutil.copymode(copy, place)
        return
    # pg_restore does not say how far it is: a bar that only moves says that it works, and no more.
    restoring = bars.add_task(words, total=None)
    _ask_postgresql(
        ["pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={_address()}", str(copy)]
    )
    bars.update(restoring, total=1, completed=1)


def _ask_postgresql(command: list[str]) -> None:
    """Run one of PostgreSQL's own programs, which says itself what is wrong; raises StepNotPossible."""
    from selaras.core.errors import StepNotPossible

    if shutil.which(command[0]) is None:
        raise StepNotPossible(
            f"Program {command[0]} tidak ada di mesin ini.",
            remedy="Pasang paket klien PostgreSQL (postgresql-client), lalu ulangi.",
        )
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise StepNotPossible(
            f"{command[0]} berhenti dengan kode {done.returncode}; sebabnya tertulis di atas.",
            remedy="Perbaiki sebabnya, lalu ulangi.",
        )


def _address() -> str:
    from django.db import connection

    parts = connection.settings_dict
    place = f"host={parts['HOST']} port={parts['PORT'] or 5432} dbname={parts['NAME']} user={parts['USER']}"
    return f"{place} password={parts['PASSWORD']}" if parts["PASSWORD"] else place
