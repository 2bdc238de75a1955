"""How well somebody does in each period: ratings drawn by a pattern, warnings before anything low (K-21)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from selaras.demonstration import days
from selaras.demonstration.plans import Plan
from selaras_rules import Period, Predikat, Rating, Ruleset, decide_predikat

# Shares per thousand. Planted trouble sits in invented units; together the cities come near 17/68/12/2/1.
STEADY: Mapping[Predikat, int] = {
    Predikat.SANGAT_BAIK: 180, Predikat.BAIK: 715, Predikat.BUTUH_PERBAIKAN: 105, Predikat.KURANG: 0,
    Predikat.SANGAT_KURANG: 0,
}  # fmt: skip
TROUBLED: Mapping[Predikat, int] = {
    Predikat.SANGAT_BAIK: 115, Predikat.BAIK: 555, Predikat.BUTUH_PERBAIKAN: 235, Predikat.KURANG: 60,
    Predikat.SANGAT_KURANG: 35,
}  # fmt: skip
QUARTERS = 3


@dataclass(slots=True)
class Judgement:
    """Both ratings of one period."""

    period: Period
    hasil: Rating
    perilaku: Rating
    months: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.months = frozenset(self.period.month_numbers)

    @property
    def is_low(self) -> bool:
        """Below expectation in anything."""
        return Rating.DI_BAWAH in (self.hasil, self.perilaku)


@dataclass(slots=True)
class Fate:
    """The judgements of a plan, in the order of time."""

    judgements: list[Judgement] = field(default_factory=list)

    @property
    def first_low(self) -> Judgement | None:
        """The first period that needs an earlier warning."""
        return next((item for item in self.judgements if item.is_low), None)

    def hasil_in(self, month: int) -> Rating:
        """How well the results go in a month; the last judgement also tells of the months after it."""
        for item in self.judgements:
            if month in item.months:
                return item.hasil
        return self.judgements[-1].hasil if self.judgements else Rating.SESUAI


def fate_of(plan: Plan, first_quarter: int = 1) -> Fate:
    """Draw the fate of a plan; past years have one judgement, the running one has one for each quarter."""
    if plan.version is None:
        return Fate()
    chance = plan.chance
    # Before a move a person worked in a unit that may be a real one.
    in_own_unit = plan.skp.unit_id == plan.person.employee.unit_id
    table = TROUBLED if plan.person.is_invented and in_own_unit else STEADY
    if plan.person.employee.demo_label or "calm" in plan.person.tags:
        table = {Predikat.SANGAT_BAIK: 1, Predikat.BAIK: 3}
    base = _pair(_drawn(table, chance), chance)
    if plan.year < days.RUNNING:
        return Fate([Judgement(Period.of_year(plan.year), *base)])
    return Fate([Judgement(period, *_drifted(base, chance)) for period in periods_of(plan, first_quarter)])


def periods_of(plan: Plan, first_quarter: int) -> list[Period]:
    """The quarters of the running year that are over and belong to the plan."""
    quarters = [Period.of_quarter(plan.year, number) for number in range(first_quarter, QUARTERS + 1)]
    skp = plan.skp
    return [
        quarter for quarter in quarters if quarter.start <= skp.period_end and quarter.end >= skp.period_start
    ]


@cache
def pairs_of(predikat: Predikat) -> Sequence[tuple[Rating, Rating]]:
    """The pairs of ratings that lead to a predikat under the law of today."""
    ruleset = Ruleset(days.TODAY)
    every = ((hasil, perilaku) for hasil in Rating for perilaku in Rating)
    return [pair for pair in every if decide_predikat(*pair, ruleset).value is predikat]


def _drawn(table: Mapping[Predikat, int], chance: random.Random) -> Predikat:
    return chance.choices(list(table), list(table.values()))[0]


def _pair(predikat: Predikat, chance: random.Random) -> tuple[Rating, Rating]:
    pairs = pairs_of(predikat)
    usual = (Rating.SESUAI, Rating.SESUAI)
    return usual if usual in pairs and chance.random() < 0.6 else chance.choice(pairs)


def _drifted(base: tuple[Rating, Rating], chance: random.Random) -> tuple[Rating, Rating]:
    """A quarter may be a little better or plainer than the person's usual."""
    hasil, perilaku = base
    if chance.random() < 0.15 and perilaku is Rating.DI_ATAS:
        perilaku = Rating.SESUAI
    if chance.random() < 0.12 and hasil is Rating.SESUAI:
        hasil = Rating.DI_ATAS
    return hasil, perilaku
