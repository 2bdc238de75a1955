"""The nine talent boxes: annual predikat and potential become a box with its suggested treatment.

The grid is the law's and never an agency's (PermenPANRB 3/2020); only thresholds of the potential may be chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, written
from .parameters import Value
from .ratings import Predikat, Rating
from .ruleset import Ruleset


class Potential(StrEnum):
    """The level of potential, lowest first."""

    RENDAH = "rendah"
    MENENGAH = "menengah"
    TINGGI = "tinggi"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label pairs."""
        return [(member.value, member.value.capitalize()) for member in cls]


@dataclass(frozen=True, slots=True)
class TalentBox:
    """A box from 1 to 9, how it came about, and what is suggested for people in it."""

    number: int
    performance: Rating
    potential: Potential
    title: str
    recommendations: tuple[str, ...]


def talent_box(predikat: Predikat, potential: Potential, ruleset: Ruleset) -> Finding[TalentBox]:
    """The box of somebody with that annual predikat and potential; a suggestion, never a decision."""
    return _box(
        require_member(Predikat, predikat, "predikat"),
        require_member(Potential, potential, "potensial"),
        ruleset.law("talenta.status_kinerja"),
        ruleset.law("talenta.kotak"),
        ruleset.law("talenta.rekomendasi"),
    )


def potential_of(score: Decimal, ruleset: Ruleset) -> Finding[Potential]:
    """The level of potential for a score of 0–100, by the thresholds the agency chose; raises InvalidInput."""
    number = exact(score, "nilai_potensial")
    if not 0 <= number <= 100:
        raise InvalidInput("nilai_potensial", score, "0 sampai 100")
    high, middle = ruleset.choice("talent.high_from"), ruleset.choice("talent.middle_from")
    found = Potential.RENDAH if number < middle else Potential.MENENGAH
    if number >= high:
        found = Potential.TINGGI
    text = f"Nilai potensial {written(number)} termasuk {found.value}: tinggi mulai {high}, menengah mulai {middle}."
    step = ruleset.choice_step("talent.high_from")
    return Finding(found, (Step(text, step.source, step.article, step.standing),))


@lru_cache(maxsize=256)
def _box(
    predikat: Predikat, potential: Potential, status: Value, grid: Value, advice: Value
) -> Finding[TalentBox]:
    """One of the fifteen possible answers, worked out once for each version of the law."""
    performance = Rating(status.value[predikat])
    number = grid.value[performance][potential]
    suggested = advice.value[str(number)]
    title = f"Kinerja {performance.label.lower()}, potensial {potential.value}"
    because = (
        status.step(f"Predikat {predikat.label} berstatus kinerja {performance.label.lower()}."),
        grid.step(f"{title}: kotak {number}."),
        advice.step(f"Disarankan untuk kotak {number}: {'; '.join(suggested)}."),
    )
    return Finding(TalentBox(number, performance, potential, title, suggested), because)
