"""The rules at a command line: `selaras law …`, or without the application `python -m selaras_rules …`.

    python -m selaras_rules show angka_kredit --on 2026-12-31
    echo '{"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai"}' |
        python -m selaras_rules compute predikat --on 2026-12-31

Exit codes: 0 done · 1 something is wrong and is said · 2 the call was not understood · 3 some lines were refused.
"""

from .answers import run
from .arguments import add_arguments

__all__ = ["add_arguments", "run"]
