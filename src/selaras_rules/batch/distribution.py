"""Pattern of predikat over many units: counted at once, each limit asked of the scalar rule per size of unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selaras_rules.distribution import people_allowed, verdict_of
from selaras_rules.errors import InvalidInput
from selaras_rules.ratings import OrganisationPredikat, Predikat
from selaras_rules.ruleset import Ruleset

from .columns import (
    Codes,
    Column,
    Truth,
    Whole,
    code_of,
    per_distinct,
    require_between,
    require_codes,
    require_same_length,
)

_KINDS = len(Predikat)


@dataclass(frozen=True, slots=True)
class Distributions:
    """One row a unit: codes of DistributionVerdict, its size, and by how many people each limit is missed.

    `missed[unit, place]` follows the order of the limits of the unit's own predikat in the law; 0 is "kept".
    """

    verdict: Codes
    size: Whole
    missed: Whole


def count_predikat(unit: Column, predikat: Column, units: int) -> Whole:
    """People by unit (0 to `units` − 1) and Predikat code; raises InvalidInput naming the row."""
    require_same_length(unit=unit, predikat=predikat)
    require_between(unit, 0, units - 1, "unit")
    require_codes(Predikat, predikat, "predikat")
    cells = unit.astype(np.int64) * _KINDS + predikat
    return np.bincount(cells, minlength=units * _KINDS).astype(np.int64).reshape(units, _KINDS)


def check_distribution(counts: Whole, organisation: Column, ruleset: Ruleset) -> Distributions:
    """How the people of each unit fit the pattern of the unit's own predikat (SE MenPANRB 3/2023).

    `counts` has a row a unit and a column a Predikat code; raises InvalidInput for negative counts.
    """
    if counts.ndim != 2 or counts.shape != (len(organisation), _KINDS) or counts.dtype.kind not in "iu":
        raise InvalidInput(
            "jumlah", f"tabel {counts.shape}", f"{len(organisation)} baris, {_KINDS} kolom bilangan bulat"
        )
    require_codes(OrganisationPredikat, organisation, "organisation")
    require_between(counts.reshape(-1), 0, 2**53, "jumlah")
    size = counts.sum(axis=1)
    law = ruleset.law("distribusi.batas").value
    missed = np.zeros((len(size), max(len(law[one]) for one in OrganisationPredikat)), dtype=np.int64)
    for one in OrganisationPredikat:
        units = np.flatnonzero((organisation == code_of(one)) & (size > 0))
        for place, row in enumerate(law[one]):
            missed[units, place] = _people_missing(row, counts[units], ruleset)
    is_missed: Truth = np.asarray(missed.max(axis=1, initial=0) > 0)
    return Distributions(_verdicts(size, is_missed, ruleset), size, missed)


def _people_missing(row: Mapping[str, Any], counts: Whole, ruleset: Ruleset) -> Whole:
    inside = np.isin(np.arange(_KINDS), [code_of(Predikat(code)) for code in row["of"]])
    count = counts[:, inside].sum(axis=1)
    if "majority" in row:
        return _people_to_lead(count, counts[:, ~inside])
    rounding = ruleset.choice("distribution.rounding")
    bound = per_distinct(counts.sum(axis=1), lambda size: people_allowed(row, size, rounding))
    apart = count - bound if "at_most" in row else bound - count
    return np.maximum(apart, 0)


def _people_to_lead(count: Whole, others: Whole) -> Whole:
    """The fewest people who must move into the group so that it is larger than each other one, found by halving."""
    largest = others.max(axis=1, initial=0)
    low, high = np.ones_like(count), largest + 1
    while (open_ := low < high).any():
        middle = (low + high) // 2
        enough = _leads(count, others, middle)
        high = np.where(open_ & enough, middle, high)
        low = np.where(open_ & ~enough, middle + 1, low)
    return np.where(count > largest, 0, low)


def _leads(count: Whole, others: Whole, moved: Whole) -> Truth:
    left: NDArray[np.int64] = np.maximum(others - (count + moved - 1)[:, None], 0)
    return left.sum(axis=1) <= moved


def _verdicts(size: Whole, missed: Truth, ruleset: Ruleset) -> Codes:
    """The scalar verdict for each distinct size, with and without a missed limit."""

    def verdict(is_missed: bool) -> Whole:
        return per_distinct(size, lambda people: code_of(verdict_of(people, is_missed, ruleset)))

    found: Codes = np.where(missed, verdict(is_missed=True), verdict(is_missed=False)).astype(np.uint8)
    return found
