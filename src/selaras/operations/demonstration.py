"""`selaras demo`: two invented cities, or a load set; also what `selaras serve --demo` needs of them."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def add_arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("--people", type=int, default=0, help="muat kota beban dengan sekian pegawai")
    parser.add_argument("--years", type=int, default=3, choices=(1, 2, 3), help="jumlah tahun kota beban")
    parser.add_argument("--seed", type=int, default=1, help="bibit acak; bibit sama memberi data sama")
    parser.add_argument("--brief", action="store_true", help="tanpa daftar akun dan ringkasan")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    begun = time.monotonic()
    names = _load(options)
    _say(options, names, time.monotonic() - begun)
    return 0


def load_if_empty(*, quiet: bool) -> None:
    """Load the two cities into a database that holds no agency yet.

    In a process of its own: what loading needed would stay with every process of the server otherwise.
    """
    from selaras.demonstration import load

    if load.is_empty():
        words = ["--quiet"] if quiet else ["--brief"]
        subprocess.run([sys.executable, "-m", "selaras.console", "demo", *words], check=True)


def print_accounts() -> None:
    """One person per role and city: name, login, and how to get in."""
    from rich.console import Console
    from rich.table import Table

    from selaras.accounts.selectors import demonstration_accounts
    from selaras.demonstration.cast import PASSWORD

    console = Console()
    for city, people in demonstration_accounts():
        table = Table(title=city, title_justify="left", title_style="bold")
        for heading in ("Masuk sebagai", "Nama", "NIP / nama masuk"):
            table.add_column(heading)
        for username, name, label in people:
            table.add_row(label, name, username)
        console.print(table)
    console.print(
        f"Kata sandi semua akun di atas: [bold]{PASSWORD}[/bold] · di halaman masuk cukup satu klik: «Coba sebagai …»."
    )
    console.print(
        "Orang lain: minta kode aktivasi dari admin OPD (menu Akun), lalu pilih «Pertama kali masuk»."
    )


def _load(options: argparse.Namespace) -> list[str]:
    if options.people:
        return _load_people(options)
    return _load_cities(seed=options.seed, quiet=options.quiet or options.json)


def _load_cities(*, seed: int, quiet: bool) -> list[str]:
    from selaras.demonstration import load

    with _watched(quiet) as progress:
        return load.load_cities(seed=seed, progress=progress)


def _load_people(options: argparse.Namespace) -> list[str]:
    from selaras.demonstration import load

    with _watched(options.quiet or options.json) as progress:
        return load.load_people(options.people, years=options.years, seed=options.seed, progress=progress)


@contextmanager
def _watched(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each agency, unless nobody wants to see it."""
    from rich.progress import Progress, TaskID

    with Progress(disable=quiet) as bars:
        known: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in known:
                known[what] = bars.add_task(what, total=total)
            bars.update(known[what], completed=done)

        yield show


def _say(options: argparse.Namespace, names: list[str], seconds: float) -> None:
    if options.json:
        print(json.dumps({"loaded": names, "seconds": round(seconds, 1)}))
    elif not options.quiet and not options.brief:
        told = ", ".join(names) if names else "tidak ada; data sudah lengkap"
        print(f"Dimuat: {told} ({seconds:.1f} detik).")
        if not options.people:
            print_accounts()
