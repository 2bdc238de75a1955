"""The progress page as ready-made objects: per RHK and indicator the months, the bar, the achievement and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, decide
from selaras.core.errors import Text
from selaras.monitoring.achievement import achievement_of, owed_months, realisation_in, values_of
from selaras.monitoring.measured_plan import Indicator, PlannedResult, months_begun, months_of, plain, plan_of
from selaras.monitoring.models import Evidence, Realisation
from selaras.monitoring.selectors import evidence_of, evidence_with_twins, realisations_of
from selaras.monitoring.steps import StepCount, counts_of_steps
from selaras.planning.models import Skp
from selaras_rules import Achievement, Direction, Finding, Pattern, Period, RulesError, Ruleset
from selaras_rules.achievement import NOT_MEASURED
from selaras_rules.numbers import written

BARS = {Direction.MORE_IS_BETTER: "up", Direction.LESS_IS_BETTER: "down"}


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of one indicator, as the small table shows it."""

    short: str
    label: str
    text: str
    url: str = ""
    is_owed: bool = False
    is_late_change: bool = False
    is_words: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator with everything known about it this year."""

    indicator: Indicator
    target: str
    pattern: str
    direction: str
    cells: list[MonthCell]
    achievement: Finding[Achievement]
    realised: Decimal | None
    realised_text: str
    bar: str
    evidence: list[Evidence]
    last_words: Realisation | None
    record_url: str
    evidence_url: str
    count_url: str
    fed: Realisation | None

    @property
    def is_measured(self) -> bool:
        """Whether there is a percentage to explain."""
        return self.achievement.value.percent is not None

    @property
    def plain_target(self) -> Decimal | None:
        """The target as a number for the bar."""
        return None if self.indicator.target is None else plain(self.indicator.target)

    @property
    def late_changes(self) -> list[str]:
        """The months that were changed after they had been evaluated."""
        return [cell.label for cell in self.cells if cell.is_late_change]


@dataclass(frozen=True, slots=True)
class ResultBlock:
    """One RHK, its indicators, and how far its steps are; None where none were planned."""

    result: PlannedResult
    lines: list[IndicatorLine]
    steps: StepCount | None


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """The whole page for one SKP."""

    skp: Skp
    is_own: bool
    may_record: bool
    refusal: Text
    blocks: list[ResultBlock]
    evidence: list[Evidence]
    owed_count: int
    keeps_days: bool

    @property
    def unused_count(self) -> int:
        """Evidence that serves no indicator yet."""
        return sum(1 for row in self.evidence if not row.uses.all())


def progress_page(skp: Skp, *, by: Actor, on: date, ruleset: Ruleset) -> ProgressPage:
    """Everything the progress page shows. Four queries, whatever the number of rows."""
    is_own = by.employee_id == skp.employee_id
    realisations = realisations_of(skp)
    evidence = evidence_of(skp) if is_own else evidence_with_twins(skp)
    right = decide(by, Permission.RECORD_PROGRESS, skp)
    steps = counts_of_steps(skp, on)
    draw = _Drawing(skp, on, ruleset, bool(right) and skp.version > 0)
    blocks = [
        ResultBlock(
            result,
            [
                draw.line(indicator, realisations.get(indicator.id, {}), _supporting(evidence, indicator))
                for indicator in result.indicators
            ],
            steps.get(result.id),
        )
        for result in plan_of(skp)
    ]
    owed = sum(1 for block in blocks for line in block.lines for cell in line.cells if cell.is_owed)
    keeps_days = bool(ruleset.choice("daily_log.enabled"))
    return ProgressPage(skp, is_own, bool(right), right.reason, blocks, evidence, owed, keeps_days)


def target_text(indicator: Indicator) -> str:
    """The target in words for people."""
    try:
        target = indicator.target_for()
    except RulesError:
        return written(indicator.target or 0)
    return indicator.target_text or "–" if target is None else target.text


def month_label(year: int, month: int) -> str:
    """A month with its year, in the reader's language."""
    return date_format(date(year, month, 1), "F Y")


def open_months(skp: Skp, indicator: Indicator, on: date) -> list[int]:
    """The months for which something can be entered today."""
    begun = months_begun(skp, on)
    return [m for m in begun if indicator.pattern is not Pattern.RILIS or m in indicator.release_months]


def first_month_to_enter(skp: Skp, indicator: Indicator, filled: Collection[int], on: date) -> int | None:
    """The month a person most likely wants: the first one owed, else the current one."""
    possible = open_months(skp, indicator, on)
    empty = [month for month in possible if month not in filled]
    return next(iter(empty or possible[-1:]), None)


@dataclass(frozen=True, slots=True)
class _Drawing:
    skp: Skp
    on: date
    ruleset: Ruleset
    may_record: bool

    def line(
        self, indicator: Indicator, months: Mapping[int, Realisation], evidence: list[Evidence]
    ) -> IndicatorLine:
        year = Period.of_year(self.skp.year)
        values = values_of(months)
        realised = self._realised(indicator, values, year)
        fed = [row for row in months.values() if row.is_fed]
        told = [row for row in months.values() if row.narrative or row.cause]
        return IndicatorLine(
            indicator=indicator,
            target=target_text(indicator),
            pattern=indicator.pattern.label,
            direction=indicator.direction.label,
            cells=self._cells(indicator, months, values),
            achievement=achievement_of(self.skp, indicator, values, year, self.ruleset),
            realised=None if realised is None else plain(realised),
            realised_text=NOT_MEASURED
            if realised is None
            else f"{written(realised, 4)} {indicator.unit}".strip(),
            bar=BARS.get(indicator.direction, "") if indicator.target is not None else "",
            evidence=evidence,
            last_words=told[-1] if told else None,
            record_url=self._record_url(indicator, months),
            evidence_url=f"{reverse('monitoring:evidence_add', args=[self.skp.pk])}?iki={indicator.id}",
            count_url=reverse("monitoring:count", args=[indicator.id]) if self.may_record else "",
            fed=max(fed, key=lambda row: row.month) if fed else None,
        )

    def _realised(
        self, indicator: Indicator, values: Mapping[int, Decimal | None], year: Period
    ) -> Decimal | None:
        try:
            return realisation_in(self.skp, indicator, values, year, self.ruleset).value
        except RulesError:
            return None

    def _cells(
        self,
        indicator: Indicator,
        months: Mapping[int, Realisation],
        values: Mapping[int, Decimal | None],
    ) -> list[MonthCell]:
        owed = set(owed_months(self.skp, indicator, values, self.on))
        possible = set(open_months(self.skp, indicator, self.on)) if self.may_record else set()
        return [
            MonthCell(
                short=date_format(date(self.skp.year, month, 1), "M"),
                label=month_label(self.skp.year, month),
                text=_cell_text(months.get(month)),
                url=_entry_url(indicator, month) if month in possible else "",
                is_owed=month in owed,
                is_late_change=month in months and months[month].changed_after_evaluation,
                is_words=month in months and months[month].value is None,
            )
            for month in months_of(self.skp)
        ]

    def _record_url(self, indicator: Indicator, months: Mapping[int, Realisation]) -> str:
        month = first_month_to_enter(self.skp, indicator, months, self.on)
        return "" if month is None or not self.may_record else _entry_url(indicator, month)


def _entry_url(indicator: Indicator, month: int) -> str:
    return f"{reverse('monitoring:realisation', args=[indicator.id])}?bulan={month}"


def _cell_text(row: Realisation | None) -> str:
    if row is None:
        return NOT_MEASURED
    return _("uraian") if row.value is None else written(row.value, 4)


def _supporting(evidence: list[Evidence], indicator: Indicator) -> list[Evidence]:
    return [row for row in evidence if any(use.iki_id == indicator.id for use in row.uses.all())]
