"""The rules without the application: `python -m selaras_rules show angka_kredit --on 2026-12-31`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from selaras_rules.desk import add_arguments, run
from selaras_rules.errors import RulesError


def main(words: Sequence[str] | None = None) -> int:
    """Answer one call and return its exit code."""
    parser = argparse.ArgumentParser(prog="selaras-rules", description="Aturan kinerja ASN sebagai data")
    parser.set_defaults(json=False, quiet=False)
    add_arguments(parser)
    options = parser.parse_args(words)
    try:
        return run(options)
    except RulesError as error:
        sys.stderr.write(f"{error}\n")
    except BrokenPipeError:
        # whoever reads has seen enough (`… list | head`); the interpreter must not try to write the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        sys.stderr.write("Dihentikan.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
