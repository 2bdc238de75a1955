"""Talent boxes over columns: fifteen answers of the scalar rule, and its thresholds of the potential."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from selaras_rules import talent as scalar
from selaras_rules.ratings import Predikat
from selaras_rules.ruleset import Ruleset
from selaras_rules.talent import Potential

from .columns import Amounts, Codes, Column, code_of, require_between, require_codes, require_same_length


def talent_box(predikat: Column, potential: Column, ruleset: Ruleset) -> Codes:
    """Box numbers 1–9 from codes of the annual Predikat and of Potential; raises InvalidInput naming the row."""
    require_same_length(predikat=predikat, potensial=potential)
    require_codes(Predikat, predikat, "predikat")
    require_codes(Potential, potential, "potensial")
    boxes = [[scalar.talent_box(one, other, ruleset).value.number for other in Potential] for one in Predikat]
    return np.array(boxes, dtype=np.uint8)[predikat, potential]


def potential_of(score: Amounts, ruleset: Ruleset) -> Codes:
    """Codes of Potential for scores of 0–100; raises InvalidInput naming the row.

    The level changes only at the two thresholds that the agency chose; what holds at and below them is asked of
    the scalar rule.
    """
    unit = 10**score.places
    require_between(score.whole, 0, 100 * unit, "nilai_potensial")
    bounds = sorted({int(ruleset.choice("talent.middle_from")), int(ruleset.choice("talent.high_from"))})
    levels = [code_of(scalar.potential_of(Decimal(bound), ruleset).value) for bound in (0, *bounds)]
    place = np.searchsorted(np.array(bounds) * unit, score.whole, side="right")
    return np.array(levels, dtype=np.uint8)[place]
