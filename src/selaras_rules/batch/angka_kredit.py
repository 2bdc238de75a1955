"""Angka kredit over columns: every predikat × jenjang × month, each asked of the scalar rule."""

from __future__ import annotations

import numpy as np

from selaras_rules import angka_kredit as scalar
from selaras_rules.errors import InvalidInput
from selaras_rules.positions import Jenjang
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset

from .columns import Amounts, Column, require_between, require_codes, require_same_length, whole_of

_MONTHS = 12


def convert_angka_kredit(predikat: Column, jenjang: Column, months: Column, ruleset: Ruleset) -> Amounts:
    """Angka kredit of one period a row, rounded once (BKN 3/2023 Pasal 13).

    Takes codes of Predikat and Jenjang and whole calendar months, 1–12; raises InvalidInput naming the row.
    """
    require_same_length(predikat=predikat, jenjang=jenjang, months=months)
    require_codes(Predikat, predikat, "predikat")
    require_codes(Jenjang, jenjang, "jenjang")
    require_between(months, 1, _MONTHS, "bulan")
    points = [
        scalar.convert_angka_kredit(one, tier, month, ruleset).value.points
        for one in Predikat
        for tier in Jenjang
        for month in range(1, _MONTHS + 1)
    ]
    places = -min(int(point.as_tuple().exponent) for point in points)
    table = np.array([whole_of(point, places) for point in points], dtype=np.int64)
    row = (predikat.astype(np.int16) * len(Jenjang) + jenjang) * _MONTHS + months - 1
    return Amounts(table[row], places)


def total_angka_kredit(points: Amounts, owner: Column, owners: int) -> Amounts:
    """The sum of the rows of each owner (0 to `owners` − 1), each row rounded before; raises InvalidInput."""
    require_same_length(points=points.whole, owner=owner)
    if owners < 0:
        raise InvalidInput("pemilik", owners, "nol atau lebih")
    require_between(owner, 0, owners - 1, "pemilik")
    totals = np.zeros(owners, dtype=np.int64)
    np.add.at(totals, owner, points.whole)
    return Amounts(totals, points.places)
