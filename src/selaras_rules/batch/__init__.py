"""The rules over whole columns: the same names as in `selaras_rules`, NumPy arrays in and out.

There is no second formula to drift: what has finitely many inputs is a table filled by calling the scalar rule for
every combination; bounds are those the scalar rule answers. Tests hold both equal, row by row. Only this package
needs NumPy (`pip install selaras[batch]`).

`batch.decide_predikat(batch.encode(Rating, hasil), batch.encode(Rating, perilaku), ruleset)`
"""

from __future__ import annotations

try:
    import numpy  # noqa: F401  (asked for here, so that its absence is told with the remedy)
except ImportError as missing:
    raise ImportError("selaras_rules.batch needs NumPy: pip install 'selaras[batch]'") from missing

from .achievement import Achievements, measure_achievement
from .angka_kredit import convert_angka_kredit, total_angka_kredit
from .columns import MISSING, NO_CODE, Amounts, Codes, Column, Whole, amounts, code_of, decode, encode
from .distribution import Distributions, check_distribution, count_predikat
from .predikat import decide_organisation_predikat, decide_predikat, rating_of_head

__all__ = [
    "MISSING",
    "NO_CODE",
    "Achievements",
    "Amounts",
    "Codes",
    "Column",
    "Distributions",
    "Whole",
    "amounts",
    "check_distribution",
    "code_of",
    "convert_angka_kredit",
    "count_predikat",
    "decide_organisation_predikat",
    "decide_predikat",
    "decode",
    "encode",
    "measure_achievement",
    "rating_of_head",
    "total_angka_kredit",
]
