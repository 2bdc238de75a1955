"""The 0–120 score of PP 30/2019: SKP and behaviour weighed together; proposes a predikat and never sets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .errors import InvalidInput
from .findings import Finding, Step
from .numbers import exact, round_half_up, written
from .parameters import Value
from .ratings import Predikat
from .ruleset import Ruleset
from .versions import in_force


@dataclass(frozen=True, slots=True)
class NewIdea:
    """A new idea or way of working with its proof; it counts only with a decree and somebody who validated it."""

    decree: str = ""
    validated_by: str = ""

    @property
    def is_validated(self) -> bool:
        """Whether both proofs are named."""
        return bool(self.decree.strip() and self.validated_by.strip())


@dataclass(frozen=True, slots=True)
class Score:
    """`exact` decides, `shown` is rounded to two decimals for people; `proposal` is what the bounds suggest."""

    shown: Decimal
    exact: Fraction
    proposal: Predikat
    is_used: bool


def score_by_pp30(
    skp: Decimal | int, perilaku: Decimal | int, ruleset: Ruleset, *, idea: NewIdea | None = None
) -> Finding[Score]:
    """Score 0–120 and the predikat it proposes (PP 30/2019 Pasal 41), weighed as the agency chose.

    `is_used` is true: the score was the way to the predikat. Raises InvalidInput outside 0–120.
    """
    return _scored(skp, perilaku, idea, ruleset, is_used=True)


def score_beside_ratings(
    skp: Decimal | int, perilaku: Decimal | int, ruleset: Ruleset, *, idea: NewIdea | None = None
) -> Finding[Score]:
    """Score 0–120 and the predikat it proposes (PP 30/2019 Pasal 41), as an aid beside the ratings.

    `is_used` says whether the agency shows it at all. Raises InvalidInput outside 0–120.
    """
    found = _scored(skp, perilaku, idea, ruleset, is_used=ruleset.choice("score.enabled"))
    return Finding(found.value, (*found.because, ruleset.choice_step("score.enabled")))


score_performance = in_force(
    "nilai.bobot", {date(2019, 4, 26): score_by_pp30, date(2022, 2, 7): score_beside_ratings}
)


def _scored(
    skp: Decimal | int, perilaku: Decimal | int, idea: NewIdea | None, ruleset: Ruleset, *, is_used: bool
) -> Finding[Score]:
    weights = ruleset.law("nilai.bobot")
    share = weights.value[ruleset.choice("score.weights")]
    one, other = (
        _within(skp, "nilai_skp", ruleset),
        _within(perilaku, "nilai_perilaku", ruleset),
    )
    total = one * Fraction(share["skp"]) + other * Fraction(share["perilaku"])
    weighed = weights.step(
        f"{written(Fraction(share['skp']) * 100)}% × {written(one)} + "
        f"{written(Fraction(share['perilaku']) * 100)}% × {written(other)} = {written(total, 6)}."
    )
    proposal, reasons = _proposed(total, idea, ruleset)
    standing = ruleset.law("nilai.kedudukan")
    because = (weighed, *reasons, standing.step(str(standing.value)))
    return Finding(Score(round_half_up(total), total, proposal, is_used), because)


def _within(given: Decimal | int, field: str, ruleset: Ruleset) -> Fraction:
    bounds = ruleset.law("nilai.batas").value
    found = exact(given, field)
    if not bounds["lowest"] <= found <= bounds["highest"]:
        raise InvalidInput(field, given, f"{bounds['lowest']} sampai {bounds['highest']}")
    return found


def _proposed(total: Fraction, idea: NewIdea | None, ruleset: Ruleset) -> tuple[Predikat, tuple[Step, ...]]:
    has_idea = idea is not None and idea.is_validated
    for law in (ruleset.law("nilai.predikat"), ruleset.law("nilai.predikat_bawah")):
        for row in law.value:
            if total >= row["at_least"] and (has_idea or not row["new_idea"]):
                return Predikat(row["predikat"]), _bound_steps(row, law, total, idea, ruleset)
    raise AssertionError("the lowest bound of the law is zero")


def _bound_steps(
    row: Mapping[str, Any], law: Value, total: Fraction, idea: NewIdea | None, ruleset: Ruleset
) -> tuple[Step, ...]:
    name = Predikat(row["predikat"]).label_on(ruleset)
    step = law.step(f"Nilai sedikitnya {row['at_least']} mengusulkan predikat {name}.")
    highest = ruleset.law("nilai.predikat").value[0]
    if total < highest["at_least"]:
        return (step,)
    return (step, _idea_step(idea, ruleset))


def _idea_step(idea: NewIdea | None, ruleset: Ruleset) -> Step:
    law = ruleset.law("nilai.ide_baru")
    if idea is None:
        return law.step("Tanpa ide baru, nilai 110 ke atas tetap Baik.")
    if not idea.is_validated:
        return law.step("Ide baru belum dihitung: keputusan dan yang memvalidasinya belum disebut.")
    return law.step(f"Ide baru divalidasi {idea.validated_by} dengan {idea.decree}.")
