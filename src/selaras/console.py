"""The console command `selaras`, for operators.

Exit codes: 0 done · 1 something is wrong and is said · 2 the call was not understood · 3 a check found a fault
(a broken audit chain, problems in a staff list, lines that a rule refused).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from selaras.web.version import VERSION
from selaras_rules.errors import RulesError

# verb → module that adds its arguments and runs it. Modules are imported only when their verb is called,
# so that `selaras --help` does not wait for the framework.
VERBS: dict[str, tuple[str, str]] = {
    "serve": (
        "selaras.operations.serve",
        "jalankan server (dengan --demo: data rekaan bila basis data kosong)",
    ),
    "migrate": ("selaras.operations.database", "siapkan atau mutakhirkan basis data"),
    "import-staff": ("selaras.operations.staff", "periksa lalu terapkan daftar pegawai"),
    "import-attendance": ("selaras.operations.attendance", "periksa lalu terapkan berkas tap presensi"),
    "demo": ("selaras.operations.demonstration", "muat data demonstrasi"),
    "tick": ("selaras.operations.tick", "kirim pengingat yang jatuh waktu; aman dijalankan berulang kali"),
    "check-links": ("selaras.operations.links", "tanyai tautan bukti apakah masih menjawab"),
    "work": ("selaras.operations.work", "kerjakan pekerjaan latar; `serve` menjalankannya sendiri"),
    "verify-audit": ("selaras.operations.audit", "periksa rantai jejak perubahan"),
    "verify-archive": (
        "selaras.operations.archives",
        "periksa arsip dokumen terhadap daftar sidiknya; tanpa basis data",
    ),
    "backup": ("selaras.operations.copies", "salin basis data dan berkas ke satu arsip"),
    "restore": ("selaras.operations.copies", "pulihkan dari arsip"),
    "law": ("selaras.operations.law", "aturan: tunjukkan dengan pasalnya, hitung, bandingkan dua hari"),
}
# These answer in an instant and on any machine, also where the application has no settings.
WITHOUT_FRAMEWORK = frozenset({"law", "verify-archive"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    verb = words[0] if words and words[0] in VERBS else None
    parser = argparse.ArgumentParser(prog="selaras", description="Selaras: sistem kinerja ASN")
    parser.add_argument("--version", action="version", version=f"Selaras {VERSION}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="PERINTAH")
    for name, (module, text) in VERBS.items():
        sub = verbs.add_parser(name, help=text, description=text)
        if name == verb:
            sub.add_argument("--quiet", action="store_true", help="hanya kesalahan")
            sub.add_argument("--json", action="store_true", help="keluaran JSON")
            import_module(module).add_arguments(sub, name)
    options = parser.parse_args(words)
    return run(options)


def run(options: argparse.Namespace) -> int:
    """Import the verb's module and run it; known errors are one sentence, not a trace."""
    act = import_module(VERBS[options.verb][0]).run
    try:
        return int(act(options) if options.verb in WITHOUT_FRAMEWORK else _with_framework(act, options))
    except RulesError as error:
        print(str(error), file=sys.stderr)
    except BrokenPipeError:
        # whoever reads has seen enough (`selaras law list | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"{place}{error.strerror or error}. Periksa letak dan hak tulisnya.", file=sys.stderr)
    return 1


def _with_framework(act: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from selaras.core.errors import SelarasError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.config.settings")
    try:
        return act(options)
    except SelarasError as error:
        print(f"{error.message} {error.remedy}", file=sys.stderr)
    except ImproperlyConfigured as error:
        print(str(error), file=sys.stderr)
    except (OperationalError, ProgrammingError) as error:
        # PostgreSQL calls a missing table a programming error; of its own lines the first says what is wrong.
        print(f"Basis data belum dapat dipakai: {str(error).splitlines()[0]}.", file=sys.stderr)
        print(
            "Periksa DATA_DIR dan DATABASE_URL; jalankan `selaras migrate` bila masih baru.", file=sys.stderr
        )
    return 1


if __name__ == "__main__":
    sys.exit(main())
