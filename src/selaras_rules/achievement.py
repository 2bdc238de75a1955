"""Realisation against target: four directions, three patterns of measuring.

The percentage helps the person who judges; it never sets a rating (PermenPANRB 6/2022 has no formula).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .errors import InvalidInput, require_member
from .findings import Finding, Step
from .numbers import exact, exact_sum, round_half_up, written
from .periods import MONTH_NAMES, Period, PeriodKind
from .ruleset import Ruleset

NOT_MEASURED = "–"
_MEASURED = "masa_pengukuran"


class Direction(StrEnum):
    """Which way is good."""

    MORE_IS_BETTER = "more_is_better"
    LESS_IS_BETTER = "less_is_better"
    EXACT = "exact"
    WITHIN_RANGE = "within_range"

    @property
    def label(self) -> str:
        """The words for people."""
        return _DIRECTION_LABELS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label pairs."""
        return [(member.value, member.label) for member in cls]


class Pattern(StrEnum):
    """How an indicator is measured over the months."""

    HITUNGAN = "hitungan"
    POSISI = "posisi"
    RILIS = "rilis"

    @property
    def label(self) -> str:
        """The words for people."""
        return _PATTERN_LABELS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label pairs."""
        return [(member.value, member.label) for member in cls]


class ReadingState(StrEnum):
    """What is known of one month, or of one achievement."""

    MEASURED = "measured"
    NOT_MEASURED = "not_measured"
    MISSING = "missing"
    NO_BASE = "no_base"


_DIRECTION_LABELS = {
    Direction.MORE_IS_BETTER: "makin besar makin baik",
    Direction.LESS_IS_BETTER: "makin kecil makin baik",
    Direction.EXACT: "tepat sesuai target",
    Direction.WITHIN_RANGE: "di dalam rentang",
}
_PATTERN_LABELS = {
    Pattern.HITUNGAN: "hitungan (dijumlahkan)",
    Pattern.POSISI: "posisi (nilai terakhir)",
    Pattern.RILIS: "rilis (hanya pada bulan terbit)",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What was agreed: one value (`lower == upper`) or a range, and which way is good.

    Raises InvalidInput for negative or reversed bounds and for anything that is not an exact number.
    """

    direction: Direction
    lower: Decimal
    upper: Decimal
    unit: str = ""

    def __post_init__(self) -> None:
        require_member(Direction, self.direction, "arah")
        lower, upper = exact(self.lower, "target"), exact(self.upper, "target")
        if lower < 0:
            raise InvalidInput("target", self.lower, "nol atau lebih")
        if upper < lower:
            raise InvalidInput(
                "target", f"{self.lower}–{self.upper}", "batas atas tidak di bawah batas bawah"
            )

    @classmethod
    def single(cls, direction: Direction, value: Decimal | int, unit: str = "") -> Target:
        """A target of one value."""
        exact(value, "target")
        return cls(Direction(direction), Decimal(value), Decimal(value), unit)

    @classmethod
    def between(
        cls,
        lower: Decimal | int,
        upper: Decimal | int,
        unit: str = "",
        direction: Direction = Direction.WITHIN_RANGE,
    ) -> Target:
        """A target with two bounds."""
        exact(lower, "target")
        exact(upper, "target")
        return cls(Direction(direction), Decimal(lower), Decimal(upper), unit)

    @property
    def text(self) -> str:
        """The target in words."""
        bounds = (
            written(self.lower)
            if self.lower == self.upper
            else f"{written(self.lower)}–{written(self.upper)}"
        )
        return f"{bounds}%" if self.unit == "%" else f"{bounds} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Achievement:
    """How far a target was reached, in percent with two decimals; None where nothing can be said."""

    state: ReadingState
    percent: Decimal | None = None
    uncapped: Decimal | None = None

    @property
    def text(self) -> str:
        """For people: "107,14%", or "–" where nothing was measured."""
        return NOT_MEASURED if self.percent is None else f"{written(self.percent)}%"

    @property
    def is_capped(self) -> bool:
        """Whether the cap took something away."""
        return self.percent != self.uncapped


@dataclass(frozen=True, slots=True)
class MonthReading:
    """One month of an indicator."""

    month: int
    state: ReadingState
    value: Decimal | None = None

    @property
    def text(self) -> str:
        """For people: the value, "–" when not measured, "belum diisi" when it should be there."""
        if self.value is not None:
            return written(self.value)
        return "belum diisi" if self.state is ReadingState.MISSING else NOT_MEASURED


def measure_achievement(
    target: Target, realisation: Decimal | int | None, ruleset: Ruleset
) -> Finding[Achievement]:
    """Achievement in percent of one target; no realisation gives "–", never 0 or 100.

    The formulas are those of PermenPANRB 8/2021 as a help; the cap is that of PP 30/2019 Pasal 35–36.
    """
    rule = ruleset.law("capaian.arah")
    if realisation is None:
        step = rule.step(f"Belum ada realisasi terhadap target {target.text}, sehingga capaian belum diukur.")
        return Finding(Achievement(ReadingState.NOT_MEASURED), (step,))
    reached = exact(realisation, "realisasi")
    ratio = _ratio(target, reached)
    if ratio is None:
        step = rule.step(
            f"Target {target.text} bernilai nol, sehingga persentase capaian tidak dapat dihitung."
        )
        return Finding(Achievement(ReadingState.NO_BASE), (step,))
    uncapped = round_half_up(max(ratio, Fraction(0)) * 100)
    step = rule.step(
        f"Realisasi {written(reached)} terhadap target {target.text} ({target.direction.label}) "
        f"adalah {written(uncapped)} persen."
    )
    return _capped(uncapped, step, ruleset)


def _capped(uncapped: Decimal, step: Step, ruleset: Ruleset) -> Finding[Achievement]:
    cap = _cap(ruleset)
    if cap is None or uncapped <= cap:
        return Finding(Achievement(ReadingState.MEASURED, uncapped, uncapped), (step,))
    text = f"Capaian dibatasi paling tinggi {written(cap)} persen."
    by_law = ruleset.choice("achievement.cap") == "by_law"
    limit = ruleset.law("capaian.batas_atas").step(text) if by_law else ruleset.choice_step("achievement.cap")
    percent = round_half_up(Fraction(cap))
    return Finding(Achievement(ReadingState.MEASURED, percent, uncapped), (step, limit))


def _cap(ruleset: Ruleset) -> Decimal | None:
    match ruleset.choice("achievement.cap"):
        case "none":
            return None
        case "hundred":
            return Decimal(100)
        case _:
            return Decimal(ruleset.law("capaian.batas_atas").value)


def _ratio(target: Target, reached: Fraction) -> Fraction | None:
    """Inside the target is the whole; outside it the nearer bound counts."""
    lower, upper = Fraction(target.lower), Fraction(target.upper)
    bound = min(max(reached, lower), upper)
    if reached == bound and (upper > 0 or target.direction is not Direction.MORE_IS_BETTER):
        return Fraction(1)
    return _FORMULAS[target.direction](reached, bound)


def _more(reached: Fraction, bound: Fraction) -> Fraction | None:
    return reached / bound if bound > 0 else None


def _less(reached: Fraction, bound: Fraction) -> Fraction:
    # A target of zero ("no accident at all") is reached or it is not; there is nothing to divide by.
    return 2 - reached / bound if bound > 0 else Fraction(0)


def _exact(reached: Fraction, bound: Fraction) -> Fraction:
    return 1 - abs(reached - bound) / bound if bound > 0 else Fraction(0)


_FORMULAS: Mapping[Direction, Callable[[Fraction, Fraction], Fraction | None]] = {
    Direction.MORE_IS_BETTER: _more,
    Direction.LESS_IS_BETTER: _less,
    Direction.EXACT: _exact,
    Direction.WITHIN_RANGE: _exact,
}


def read_months(
    pattern: Pattern,
    values: Mapping[int, Decimal | int | None],
    period: Period,
    *,
    release_months: Collection[int] = (),
    measured: PeriodKind = PeriodKind.MONTH,
) -> tuple[MonthReading, ...]:
    """The months of a period as they are shown; months that are not measured show "–", never 0.

    `values` holds what was entered by month number (1–12); `release_months` matter for the pattern rilis. What is
    `measured` every quarter, half-year or year (PP 30/2019 Pasal 35–36) stands in the last month of each.
    Raises InvalidInput for months outside 1–12, for a rilis without a release month and for a value in a month in
    which nothing is measured.
    """
    pattern = require_member(Pattern, pattern, "pola")
    _check_months(pattern, values, release_months)
    owed = _months_owed(pattern, values, release_months, require_member(PeriodKind, measured, _MEASURED))
    return tuple(_reading(pattern, month, values.get(month), owed) for month in period.month_numbers)


def collect_realisation(
    pattern: Pattern,
    values: Mapping[int, Decimal | int | None],
    period: Period,
    ruleset: Ruleset,
    *,
    release_months: Collection[int] = (),
    measured: PeriodKind = PeriodKind.MONTH,
) -> Finding[Decimal | None]:
    """The realisation of a period from its months by the pattern; None when nothing was measured in it.

    What is counted by the half-year says nothing of a quarter. Raises InvalidInput as `read_months` does, and for a
    measuring period that the law of the day does not know.
    """
    pattern, measured = (
        require_member(Pattern, pattern, "pola"),
        require_member(PeriodKind, measured, _MEASURED),
    )
    readings = read_months(pattern, values, period, release_months=release_months, measured=measured)
    rule, told = ruleset.law("capaian.pola"), _measured_step(pattern, measured, ruleset)
    if pattern is Pattern.HITUNGAN and period.kind.per_year > measured.per_year:
        text = f"{period.label} lebih pendek daripada masa pengukurannya, ditulis “{NOT_MEASURED}”."
        return Finding(None, (*told, rule.step(text)))
    given = [reading for reading in readings if reading.value is not None]
    if not given:
        text = f"Pola {pattern.label}: tidak ada nilai pada {period.label}, ditulis “{NOT_MEASURED}”."
        return Finding(None, (*told, rule.step(text)))
    value = _collected(pattern, given)
    months = ", ".join(MONTH_NAMES[reading.month - 1] for reading in given)
    text = (
        f"Pola {pattern.label}: realisasi {period.label} adalah {written(value)}, dari nilai bulan {months}."
    )
    return Finding(value, (*told, rule.step(text), *_missing_steps(readings)))


def _measured_step(pattern: Pattern, measured: PeriodKind, ruleset: Ruleset) -> tuple[Step, ...]:
    """How often it is measured, where that is not every month; a rilis follows its months of release."""
    rule = ruleset.law("capaian.masa_pengukuran")
    if measured.value not in rule.value:
        raise InvalidInput(_MEASURED, measured.value, ", ".join(rule.value))
    if measured is PeriodKind.MONTH or pattern is Pattern.RILIS:
        return ()
    return (rule.step(f"Kinerja diukur {rule.value[measured.value]}."),)


def _collected(pattern: Pattern, measured: list[MonthReading]) -> Decimal:
    numbers = [Decimal(reading.value) for reading in measured if reading.value is not None]
    return exact_sum(numbers) if pattern is Pattern.HITUNGAN else numbers[-1]


def _missing_steps(readings: tuple[MonthReading, ...]) -> tuple[Step, ...]:
    missing = [MONTH_NAMES[item.month - 1] for item in readings if item.state is ReadingState.MISSING]
    return (Step(f"Belum diisi: {', '.join(missing)}."),) if missing else ()


def _months_owed(
    pattern: Pattern,
    values: Mapping[int, Decimal | int | None],
    release_months: Collection[int],
    measured: PeriodKind,
) -> Collection[int]:
    """The months in which a number is due; raises InvalidInput for a number in another one."""
    if pattern is Pattern.RILIS:
        return release_months
    length = 12 // measured.per_year
    owed = range(length, 13, length)
    for month, value in values.items():
        if value is not None and month not in owed:
            allowed = f"bulan terakhir masa pengukuran {measured.label}: {', '.join(map(str, owed))}"
            raise InvalidInput("bulan", month, allowed)
    return owed


def _reading(
    pattern: Pattern, month: int, value: Decimal | int | None, owed: Collection[int]
) -> MonthReading:
    if month not in owed:
        return MonthReading(month, ReadingState.NOT_MEASURED)
    if value is None:
        # A position holds until it is measured again; a count or a release that is absent is owed.
        absent = ReadingState.NOT_MEASURED if pattern is Pattern.POSISI else ReadingState.MISSING
        return MonthReading(month, absent)
    exact(value, "realisasi")
    return MonthReading(month, ReadingState.MEASURED, Decimal(value))


def _check_months(
    pattern: Pattern, values: Mapping[int, Decimal | int | None], release_months: Collection[int]
) -> None:
    for month in (*values, *release_months):
        if month not in range(1, 13):
            raise InvalidInput("bulan", month, "1 sampai 12")
    if pattern is Pattern.RILIS and not release_months:
        raise InvalidInput("bulan_rilis", "kosong", "sedikitnya satu bulan rilis")
