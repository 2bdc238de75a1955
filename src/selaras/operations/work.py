"""`selaras work`: carries out what pages ask for and is too long for a page; `selaras serve` starts it by itself.

It is two processes. The watcher has neither framework nor database: it looks at a bell file each second, and by
itself every few minutes. When there may be work it starts a worker, which works everything through and ends, so that
an idle server keeps no memory for it, and a worker that is killed is replaced.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LOOK_EACH = 1.0
# Without a bell (another machine rang it, or a crashed one never did) the watcher looks this often, in seconds.
LOOK_ANYWAY = 300.0
# After a worker that did not end well; a job it held is taken over at once, because its process is gone.
LOOK_AFTER_CRASH = 5.0


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("--once", action="store_true", help="kerjakan yang menunggu, lalu selesai")
    parser.add_argument("--agency", metavar="KODE", help="hanya instansi ini (dengan --once)")
    parser.add_argument("--beside", type=int, metavar="PID", help="berhenti bila proses ini berhenti")


def run(options: argparse.Namespace) -> int:
    """Watch, or work everything through once."""
    return work_once(options) if options.once else watch(options.beside)


def watch(beside: int | None) -> int:
    """Start a worker whenever the bell rings; ends with the process it stands beside."""
    from selaras.config.environment import folder
    from selaras.jobs.bell import BELL

    bell = folder("DATA_DIR", Path.cwd() / "var") / BELL
    heard, due = -1.0, 0.0
    while beside is None or os.getppid() == beside:
        rung = _rung_at(bell)
        if rung != heard or time.monotonic() >= due:
            heard = rung
            ended_well = _worker() == 0
            due = time.monotonic() + (LOOK_ANYWAY if ended_well else LOOK_AFTER_CRASH)
        time.sleep(LOOK_EACH)
    return 0


def start_beside() -> None:
    """Start the watcher as a child of this process, which becomes the server.

    By its own name, not through the console, which would bring the rules into its memory.
    """
    subprocess.Popen([sys.executable, "-m", "selaras.operations.work", str(os.getpid())])


def work_once(options: argparse.Namespace) -> int:
    """Work through what waits in every agency. People at their pages go first, so the worker is nice."""
    import django

    from selaras.operations.agencies import agencies_asked

    if hasattr(os, "nice"):
        os.nice(5)
    django.setup()
    done = [_work(agency) for agency in agencies_asked(options.agency)]
    if options.json:
        print(json.dumps(done, ensure_ascii=False))
    elif not options.quiet:
        for row in done:
            print(f"{row['agency']}: {row['jobs']} pekerjaan dikerjakan.")
    return 0


def _work(agency: Any) -> dict[str, Any]:
    from django.utils import translation

    from selaras.core.scoping import agency_scope
    from selaras.jobs.working import work_through

    with agency_scope(agency.pk), translation.override("id"):
        return {"agency": agency.code, "jobs": work_through()}


def _rung_at(bell: Path) -> float:
    try:
        return bell.stat().st_mtime
    except OSError:
        return -1.0


def _worker() -> int:
    """One worker, in a process of its own; its end is waited for."""
    worker = subprocess.Popen([sys.executable, "-m", "selaras.console", "work", "--once", "--quiet"])
    try:
        return worker.wait()
    except KeyboardInterrupt:
        worker.terminate()
        raise


if __name__ == "__main__":
    try:
        sys.exit(watch(int(sys.argv[1])))
    except KeyboardInterrupt:
        sys.exit(1)
