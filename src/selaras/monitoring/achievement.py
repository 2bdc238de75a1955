"""Achievement of indicators over a period: the months are read by their pattern, then compared with the target.

The percentage helps people to talk; it never sets a rating.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from uuid import UUID

from selaras.monitoring.measured_plan import Indicator, indicators_of, months_of, months_within
from selaras.monitoring.models import Realisation
from selaras.monitoring.selectors import realisations_of
from selaras.planning.models import Skp
from selaras_rules import (
    Achievement,
    Finding,
    Pattern,
    Period,
    ReadingState,
    RulesError,
    Ruleset,
    Standing,
    Step,
    Target,
    collect_realisation,
    measure_achievement,
)
from selaras_rules.periods import MONTH_NAMES

Months = Mapping[int, Decimal | None]


def achievements_of(skp: Skp, period: Period, ruleset: Ruleset) -> dict[UUID, Finding[Achievement]]:
    """How far each indicator of the agreed plan was reached in a period; "–" where nothing was measured.

    Two queries at most: the agreed version (none if the selector brought it) and the realisations.
    """
    return achievements_from(skp, realisations_of(skp), period, ruleset)


def achievements_from(
    skp: Skp, realisations: Mapping[UUID, Mapping[int, Realisation]], period: Period, ruleset: Ruleset
) -> dict[UUID, Finding[Achievement]]:
    """The same from realisations that are at hand. No query of its own beyond the plan."""
    return {
        iki_id: achievement_of(skp, indicator, values_of(realisations.get(iki_id, {})), period, ruleset)
        for iki_id, indicator in indicators_of(skp).items()
    }


def values_of(months: Mapping[int, Realisation]) -> dict[int, Decimal | None]:
    """The numbers by month; a month told in words has None."""
    return {month: realisation.value for month, realisation in months.items()}


def achievement_of(
    skp: Skp, indicator: Indicator, values: Months, period: Period, ruleset: Ruleset
) -> Finding[Achievement]:
    """One indicator in one period, with every step of the way there."""
    try:
        share = _share(skp, indicator, period)
        target = indicator.target_for(share)
        if target is None:
            return _told_in_words(indicator)
        collected = realisation_in(skp, indicator, values, period, ruleset)
        measured = measure_achievement(target, collected.value, ruleset)
    except RulesError as error:
        return Finding(Achievement(ReadingState.NO_BASE), (Step(str(error)),))
    shared = () if share == 1 else (_share_step(skp, indicator, target, period),)
    return Finding(measured.value, (*collected.because, *shared, *measured.because))


def realisation_in(
    skp: Skp, indicator: Indicator, values: Months, period: Period, ruleset: Ruleset
) -> Finding[Decimal | None]:
    """What was reached in a period. Months that are owed are named, months before the SKP or to come are not."""
    running = months_within(skp, period)
    known = {month: value for month, value in values.items() if month in running}
    collected = collect_realisation(
        indicator.pattern, known, period, ruleset, release_months=indicator.release_months
    )
    owed = [month for month in owed_months(skp, indicator, values, ruleset.on) if month in running]
    names = ", ".join(MONTH_NAMES[month - 1] for month in owed)
    missing = (Step(f"Belum diisi: {names}."),) if owed else ()
    return Finding(collected.value, (*collected.because[:1], *missing))


def owed_months(skp: Skp, indicator: Indicator, values: Months, on: date) -> list[int]:
    """Months that are over, in which a count or a release should have been entered and was not."""
    if indicator.pattern is Pattern.POSISI:
        return []
    due = indicator.release_months if indicator.pattern is Pattern.RILIS else months_of(skp)
    over = [month for month in due if Period.of_month(skp.year, month).end < on]
    return [month for month in over if month not in values]


def misses_target(skp: Skp, indicator: Indicator, values: Months, month: int, ruleset: Ruleset) -> bool:
    """Whether the months up to this one lie behind what could be expected by then: a reason to ask, no verdict."""
    try:
        until = {number: value for number, value in values.items() if number <= month}
        target = _expected_until(skp, indicator, month, sum(value is not None for value in until.values()))
        period = Period.of_year(skp.year)
        reached = realisation_in(skp, indicator, until, period, ruleset).value
        if target is None or reached is None:
            return False
        ratio = measure_achievement(target, reached, ruleset).value.uncapped
    except RulesError:
        return False
    return ratio is not None and ratio < 100


def _expected_until(skp: Skp, indicator: Indicator, month: int, entered: int) -> Target | None:
    """Before the last month a count is held against the months that were entered: an empty month is no failure."""
    running = months_of(skp)
    if indicator.pattern is not Pattern.HITUNGAN or month >= running[-1]:
        return indicator.target_for()
    return _whole(indicator, indicator.target_for(Decimal(entered) / Decimal(len(running))))


def _whole(indicator: Indicator, target: Target | None) -> Target | None:
    """In the middle of the year only whole pieces are expected: one document a year is not late in March."""
    if target is None:
        return None
    match indicator.direction:
        case indicator.direction.MORE_IS_BETTER:
            least = target.lower.to_integral_value(ROUND_FLOOR)
            return Target(indicator.direction, least, max(least, target.upper), indicator.unit)
        case indicator.direction.LESS_IS_BETTER:
            most = target.upper.to_integral_value(ROUND_CEILING)
            return Target(indicator.direction, Decimal(0), most, indicator.unit)
        case _:
            whole = indicator.target_for()
            return None if whole is None else Target(whole.direction, Decimal(0), whole.upper, indicator.unit)


def _share(skp: Skp, indicator: Indicator, period: Period) -> Decimal:
    """A count belongs to the whole year, so a quarter is measured against its share of the months."""
    if indicator.pattern is not Pattern.HITUNGAN:
        return Decimal(1)
    months = len(months_within(skp, period))
    return Decimal(months) / Decimal(len(months_of(skp))) if months else Decimal(1)


def _share_step(skp: Skp, indicator: Indicator, target: Target, period: Period) -> Step:
    whole = indicator.target_for()
    months, all_months = len(months_within(skp, period)), len(months_of(skp))
    text = (
        f"Target {whole.text if whole else ''} berlaku untuk {all_months} bulan; "
        f"bagian {period.label} ({months} bulan) adalah {target.text}. "
        "Aturan tidak menetapkan target per triwulan; pembagian rata ini alat bantu."
    )
    return Step(text, standing=Standing.ASSUMED)


def _told_in_words(indicator: Indicator) -> Finding[Achievement]:
    words = indicator.target_text or indicator.text
    step = Step(
        f"Target ditulis dengan kata-kata («{words}»), sehingga capaian dibaca dari uraian, bukan dihitung."
    )
    return Finding(Achievement(ReadingState.NOT_MEASURED), (step,))


__all__ = [
    "achievement_of",
    "achievements_from",
    "achievements_of",
    "misses_target",
    "owed_months",
    "realisation_in",
    "values_of",
]
