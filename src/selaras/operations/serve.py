"""`selaras serve`: database up to date, static files ready, demonstration data if asked for, then the server."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from selaras.operations.work import start_beside


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument(
        "--workers", type=int, default=int(os.environ.get("WORKERS", "0")), help="bawaan: satu per inti"
    )
    # Of 60 phones that each hold a thread for minutes, two workers get about half.
    parser.add_argument("--threads", type=int, default=int(os.environ.get("THREADS", "48")))
    parser.add_argument(
        "--no-work", action="store_true", help="tanpa pekerja latar (dijalankan terpisah: `selaras work`)"
    )
    parser.add_argument(
        "--demo", action="store_true", help="mode demonstrasi, dengan data rekaan bila masih kosong"
    )


def run(options: argparse.Namespace) -> int:
    """Prepare, say where and how, then become the server."""
    if options.demo:
        os.environ["DEMO_MODE"] = "1"
    import django

    django.setup()
    prepare(options)
    announce(options)
    return start_server(options)


def prepare(options: argparse.Namespace) -> None:
    """Migrations and static files only when something is new, so that a second start is quick."""
    from selaras.core.planner import look_at_tables
    from selaras.operations import database

    database.migrate_if_needed(quiet=options.quiet)
    collect_static_if_needed()
    if options.demo:
        from selaras.operations import demonstration

        demonstration.load_if_empty(quiet=options.quiet)
    look_at_tables()


def collect_static_if_needed() -> None:
    """Hashed and compressed copies of the static files; the stamp is the hash of what goes in."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root / ".stamp"
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)


def _static_fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(()):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}".encode())
    return digest.hexdigest()


def announce(options: argparse.Namespace) -> None:
    """Address, accounts of the demonstration, how to stop."""
    if options.quiet:
        return
    print(f"\nSelaras berjalan di  http://{options.host}:{options.port}/")
    if options.demo:
        from selaras.operations import demonstration

        demonstration.print_accounts()
    print("Berhenti: tekan Ctrl+C.\n", flush=True)


# To glibc: all threads share two heaps, which saves a third of the memory; what is large, such as the 9 MiB of a
# password's hash, goes back to the system at once, and comes from it in large pages: in small ones a hash takes half
# as long again.
SPARING = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "1048576",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


def start_server(options: argparse.Namespace) -> int:
    """Become Granian, one worker per core: what was prepared here would stay in memory beside the workers."""
    from django.db import connections

    connections.close_all()
    if not options.no_work:
        start_beside()
    command, env = server_command(options), {**SPARING, **os.environ}
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(sys.executable, command, env)
    return subprocess.call(command, env=env)


def server_command(options: argparse.Namespace) -> list[str]:
    """Granian in its own processes over the WSGI application."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", options.host, "--port", str(options.port),
        "--workers", str(options.workers or os.cpu_count() or 1), "--blocking-threads", str(options.threads),
        "--no-access-log", "--no-log" if options.quiet else "--log", "selaras.config.wsgi:application",
    ]  # fmt: skip
