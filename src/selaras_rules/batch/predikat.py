"""Predikat over columns: the nine quadrants, each asked of the scalar rule."""

from __future__ import annotations

import numpy as np

from selaras_rules import predikat as scalar
from selaras_rules.ratings import OrganisationPredikat, Rating
from selaras_rules.ruleset import Ruleset

from .columns import Codes, Column, code_of, require_codes, require_same_length


def decide_predikat(hasil_kerja: Column, perilaku_kerja: Column, ruleset: Ruleset) -> Codes:
    """Codes of Predikat from codes of Rating, row by row (PermenPANRB 6/2022, the quadrant of the annex).

    Raises InvalidInput naming the row in which a rating is missing or unknown.
    """
    require_same_length(hasil_kerja=hasil_kerja, perilaku_kerja=perilaku_kerja)
    require_codes(Rating, hasil_kerja, "hasil_kerja")
    require_codes(Rating, perilaku_kerja, "perilaku_kerja")
    table = [code_of(scalar.decide_predikat(one, other, ruleset).value) for one in Rating for other in Rating]
    quadrant = hasil_kerja.astype(np.uint8) * np.uint8(len(Rating)) + perilaku_kerja.astype(np.uint8)
    return np.array(table, dtype=np.uint8)[quadrant]


def rating_of_head(organisation: Column, ruleset: Ruleset) -> Codes:
    """Codes of Rating of those who lead an organisation, from codes of its OrganisationPredikat (SE 3/2023)."""
    require_codes(OrganisationPredikat, organisation, "organisation")
    table = [code_of(scalar.rating_of_head(one, ruleset).value) for one in OrganisationPredikat]
    return np.array(table, dtype=np.uint8)[organisation]


def decide_organisation_predikat(achievement: Column, expectation: Column, ruleset: Ruleset) -> Codes:
    """Codes of OrganisationPredikat from two columns of Rating codes (SE 3/2023); raises InvalidInput."""
    require_same_length(achievement=achievement, expectation=expectation)
    require_codes(Rating, achievement, "achievement")
    require_codes(Rating, expectation, "expectation")
    table = np.array(
        [
            [code_of(scalar.decide_organisation_predikat(one, other, ruleset).value) for other in Rating]
            for one in Rating
        ],
        dtype=np.uint8,
    )
    return table[achievement, expectation]
