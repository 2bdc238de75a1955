"""IKM of many service units: answers are counted by column, the nine exact means go to the scalar rule."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from selaras_rules import skm as scalar
from selaras_rules.errors import InvalidInput
from selaras_rules.ruleset import Ruleset
from selaras_rules.skm import Ikm

from .columns import Column, Truth, Whole, require_between, require_same_length

NO_ANSWER = 0


@dataclass(frozen=True, slots=True)
class SkmCounts:
    """By unit and element: how many answered, and the sum of their answers; and the respondents of each unit."""

    answered: Whole
    summed: Whole
    respondents: Whole


def measure_ikm(
    unit: Column, answers: NDArray[np.uint8], units: int, ruleset: Ruleset
) -> tuple[Ikm | None, ...]:
    """The IKM of each unit (0 to `units` − 1), None for a unit without respondents.

    `answers` has a row a respondent and a column an element in the law's order, 0 where there is no answer.
    Raises InvalidInput for an answer outside the scale (with its row) or an element that nobody of a unit answered.
    """
    counted = count_answers(unit, answers, units, ruleset)
    return tuple(
        _ikm(place, counted, ruleset) if counted.respondents[place] else None for place in range(units)
    )


def count_answers(unit: Column, answers: NDArray[np.uint8], units: int, ruleset: Ruleset) -> SkmCounts:
    """Counts and sums by unit and element, of everybody whose answers count; raises InvalidInput."""
    codes = tuple(ruleset.law("skm.unsur").value)
    if answers.ndim != 2 or answers.shape[1] != len(codes):
        raise InvalidInput(
            "jawaban", f"tabel {answers.shape}", f"satu kolom untuk setiap unsur: {', '.join(codes)}"
        )
    require_same_length(unit=unit, jawaban=answers)
    require_between(unit, 0, units - 1, "unit")
    scale = ruleset.law("skm.jawaban").value
    for place, code in enumerate(codes):
        column = answers[:, place]
        if column.size and column.max() > scale["highest"]:
            require_between(column, NO_ANSWER, scale["highest"], code)
    counts: Truth = np.ones(len(unit), dtype=np.bool_)
    if ruleset.choice("skm.non_answers") != "element":
        counts = (answers != NO_ANSWER).all(axis=1)
    unit, answers = unit[counts], answers[counts]
    by_answer = [_by_answer(unit, answers[:, place], units, scale["highest"]) for place in range(len(codes))]
    values = np.arange(scale["highest"] + 1)
    answered = np.stack([table[:, 1:].sum(axis=1) for table in by_answer], axis=1)
    summed = np.stack([table @ values for table in by_answer], axis=1)
    return SkmCounts(answered, summed, np.bincount(unit, minlength=units).astype(np.int64))


def _by_answer(unit: Column, column: Column, units: int, highest: int) -> Whole:
    cells = unit.astype(np.int64) * (highest + 1) + column
    return np.bincount(cells, minlength=units * (highest + 1)).astype(np.int64).reshape(units, highest + 1)


def _ikm(unit: int, counted: SkmCounts, ruleset: Ruleset) -> Ikm:
    codes = tuple(ruleset.law("skm.unsur").value)
    answered, summed = counted.answered[unit].tolist(), counted.summed[unit].tolist()
    if not all(answered):
        raise InvalidInput(
            codes[answered.index(0)], f"tanpa jawaban pada unit {unit}", "sekurangnya satu jawaban"
        )
    means = {
        code: Fraction(total, number) for code, total, number in zip(codes, summed, answered, strict=True)
    }
    return scalar.ikm_of_means(means, int(counted.respondents[unit]), ruleset).value
