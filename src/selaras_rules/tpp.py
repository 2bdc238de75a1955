"""TPP of one month as a share of its base, with the whole trail; never an amount of money (PP 12/2019 Pasal 58).

The form of the formula is common to the regions; weights, cuts and rounding are the agency's, within bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .errors import InvalidInput
from .findings import Finding, Step
from .numbers import exact, round_half_up, written
from .ratings import Predikat
from .ruleset import Ruleset

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class TppCut:
    """One kind of cut in the month: what for, how often, how many percent each time."""

    reason: str
    percent: Decimal
    times: int = 1


@dataclass(frozen=True, slots=True)
class TppMonth:
    """What is known of one person's month.

    `productivity` is a percentage or the predikat; `days` and `days_in_month` say for how much of it somebody is
    entitled; `regional_cut` and `allowance_cut` are percent, the second for a punishment that cuts the allowance.
    """

    productivity: Decimal | Predikat
    cuts: tuple[TppCut, ...] = ()
    regional_cut: Decimal = Decimal(0)
    allowance_cut: Decimal = Decimal(0)
    days: int = 1
    days_in_month: int = 1


@dataclass(frozen=True, slots=True)
class Tpp:
    """Percent of the base, all at two decimals; `exact` is the unrounded share of the base, from 0 to 1."""

    percent: Decimal
    productivity_part: Decimal
    discipline_part: Decimal
    discipline_cut: Decimal
    punishment_cut: Decimal
    exact: Fraction


@dataclass(frozen=True, slots=True)
class CriterionMissed:
    """A criterion outside its limit; all numbers are percent of the basic TPP."""

    criterion: str
    percent: Decimal
    limit: int
    text: str


def measure_tpp(month: TppMonth, ruleset: Ruleset) -> Finding[Tpp]:
    """The share of the base that is due for a month; from 0 to 100 percent. Raises InvalidInput."""
    rule = ruleset.law("tpp.rumus")
    reached, productivity_steps = _productivity(month.productivity, ruleset)
    cut, cut_steps = _discipline_cut(month.cuts, ruleset)
    weight = Fraction(ruleset.choice("tpp.productivity_weight"), 100)
    productivity, discipline = _parts(reached, cut, weight, ruleset)
    punishment, punishment_steps = _punishment(month, ruleset)
    fraction, fraction_steps = _month_fraction(month, ruleset)
    share = (productivity + discipline) * (ONE - punishment) * fraction
    percent = _rounded(share, ruleset)
    found = Tpp(
        percent, _rounded(productivity, ruleset), _rounded(discipline, ruleset), _rounded(cut, ruleset),
        _rounded(punishment, ruleset), share,
    )  # fmt: skip
    text = (
        f"({_percent(productivity)} + {_percent(discipline)}) × {_percent(ONE - punishment)} × {_percent(fraction)}"
        f" = {written(percent)}% dari TPP dasar."
    )
    because = (
        *productivity_steps, *cut_steps, ruleset.choice_step("tpp.productivity_weight"),
        ruleset.choice_step("tpp.cut_base"), *punishment_steps, *fraction_steps, rule.step(text),
    )  # fmt: skip
    return Finding(found, because)


def productivity_of_minutes(minutes: int, ruleset: Ruleset) -> Finding[Decimal]:
    """Productivity in percent from the minutes of work that were accepted, at most 100; raises InvalidInput."""
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes <= 44_640:
        raise InvalidInput("menit", minutes, "0 sampai 44640")
    rule = ruleset.law("tpp.menit_efektif")
    percent = _rounded(min(ONE, Fraction(minutes, rule.value)), ruleset)
    text = f"{written(minutes)} dari {written(rule.value)} menit kerja efektif: produktivitas {written(percent)}%."
    return Finding(percent, (rule.step(text),))


def check_criteria(shares: Mapping[str, Decimal], ruleset: Ruleset) -> Finding[tuple[CriterionMissed, ...]]:
    """Which criteria leave their limits; `shares` are percent of the basic TPP. Raises InvalidInput."""
    known, limits = ruleset.law("tpp.kriteria"), ruleset.law("tpp.batas_kriteria")
    missed: list[CriterionMissed] = []
    for criterion, share in shares.items():
        if criterion not in known.value:
            raise InvalidInput("kriteria", criterion, ", ".join(known.value))
        _require_percent(share, f"kriteria.{criterion}", 1000)
        missed.extend(_missed(criterion, known.value[criterion], share, limits.value.get(criterion, {})))
    steps = tuple(limits.step(one.text) for one in missed)
    return Finding(tuple(missed), steps or (limits.step("Semua kriteria berada dalam batasnya."),))


def _missed(criterion: str, name: str, share: Decimal, limit: Mapping[str, int]) -> Iterator[CriterionMissed]:
    if "at_most" in limit and share > limit["at_most"]:
        text = f"{name} {written(share)}% melebihi {limit['at_most']}% TPP dasar."
        yield CriterionMissed(criterion, share, limit["at_most"], text)
    if "at_least" in limit and share < limit["at_least"]:
        text = f"{name} {written(share)}% kurang dari {limit['at_least']}% TPP dasar."
        yield CriterionMissed(criterion, share, limit["at_least"], text)


def _productivity(given: Decimal | Predikat, ruleset: Ruleset) -> tuple[Fraction, tuple[Step, ...]]:
    """The share of the productivity part that is reached, never above the whole."""
    if isinstance(given, Predikat):
        percent = ruleset.choice("tpp.productivity_by_predikat")[given.value]
        step = ruleset.choice_step("tpp.productivity_by_predikat")
        text = f"Predikat {given.label} bernilai produktivitas {percent}%."
        return Fraction(percent, 100), (Step(text, step.source, step.article, step.standing),)
    percent = _require_percent(given, "produktivitas", 1000)
    text = f"Produktivitas {written(percent)}%."
    if percent > 100:
        text = f"Produktivitas {written(percent)}% dihitung 100%: TPP tidak melebihi dasarnya."
    return min(ONE, percent / 100), (Step(text),)


def _discipline_cut(cuts: Sequence[TppCut], ruleset: Ruleset) -> tuple[Fraction, tuple[Step, ...]]:
    """The sum of all cuts, at most the agency's cap."""
    total, steps = Fraction(0), []
    for place, cut in enumerate(cuts, start=1):
        percent = _require_percent(cut.percent, f"potongan[{place}].persen", 100)
        if isinstance(cut.times, bool) or not isinstance(cut.times, int) or not 0 <= cut.times <= 1000:
            raise InvalidInput(f"potongan[{place}].kali", cut.times, "0 sampai 1000")
        total += percent * cut.times / 100
        counted = _percent(percent * cut.times / 100)
        steps.append(Step(f"{cut.reason}: {cut.times} × {written(percent)}% = {counted}."))
    cap = Fraction(ruleset.choice("tpp.cut_cap"), 100)
    if total > cap:
        steps.append(ruleset.choice_step("tpp.cut_cap"))
    return min(cap, total), tuple(steps)


def _parts(reached: Fraction, cut: Fraction, weight: Fraction, ruleset: Ruleset) -> tuple[Fraction, Fraction]:
    """Productivity and discipline as shares of the base; a cut of the whole base takes from discipline first."""
    productivity, discipline = weight * reached, ONE - weight
    if ruleset.choice("tpp.cut_base") == "discipline":
        return productivity, discipline * (ONE - cut)
    from_discipline = min(cut, discipline)
    return max(Fraction(0), productivity - (cut - from_discipline)), discipline - from_discipline


def _punishment(month: TppMonth, ruleset: Ruleset) -> tuple[Fraction, tuple[Step, ...]]:
    """The cut by a punishment; where the allowance is cut already, the regional cut does not come on top."""
    regional = _require_percent(month.regional_cut, "potongan_hukuman", 100) / 100
    allowance = _require_percent(month.allowance_cut, "potongan_tukin", 100) / 100
    if not regional and not allowance:
        return Fraction(0), ()
    if regional and allowance:
        guard = ruleset.choice("tpp.no_double_cut")
        cut = allowance if guard else min(ONE, regional + allowance)
        return cut, (ruleset.choice_step("tpp.no_double_cut"), _punished(cut))
    return regional + allowance, (_punished(regional + allowance),)


def _punished(cut: Fraction) -> Step:
    return Step(f"Potongan karena hukuman disiplin: {_percent(cut)}.")


def _month_fraction(month: TppMonth, ruleset: Ruleset) -> tuple[Fraction, tuple[Step, ...]]:
    """The part of the month somebody is entitled for, as the agency chose to count a part."""
    _require_days(month)
    part = Fraction(month.days, month.days_in_month)
    if part == 1:
        return part, ()
    match ruleset.choice("tpp.part_of_month"):
        case "whole_month_only":
            part = Fraction(0)
        case "unchanged" if part > 0:
            part = ONE
    text = f"{month.days} dari {month.days_in_month} hari dalam bulan ini: bagian {_percent(part)}."
    return part, (ruleset.choice_step("tpp.part_of_month"), Step(text))


def _require_days(month: TppMonth) -> None:
    if isinstance(month.days_in_month, bool) or not 1 <= month.days_in_month <= 31:
        raise InvalidInput("hari_sebulan", month.days_in_month, "1 sampai 31")
    if isinstance(month.days, bool) or not 0 <= month.days <= month.days_in_month:
        raise InvalidInput("hari", month.days, f"0 sampai {month.days_in_month}")


def _require_percent(given: Decimal, field: str, most: int) -> Fraction:
    percent = exact(given, field)
    if not 0 <= percent <= most:
        raise InvalidInput(field, given, f"0 sampai {most}")
    return percent


def _rounded(share: Fraction, ruleset: Ruleset) -> Decimal:
    """Percent at two decimals, rounded once, as the agency chose."""
    percent = share * 100
    if ruleset.choice("tpp.rounding") == "down":
        return round_half_up(Fraction(percent * 100 // 1, 100))
    return round_half_up(percent)


def _percent(share: Fraction) -> str:
    return f"{written(share * 100)}%"
