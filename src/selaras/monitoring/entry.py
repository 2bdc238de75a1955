"""What the form of one month needs: the months that are open, what is stored already, what the law says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format

from selaras.core.asked import number_in
from selaras.core.errors import NotFound
from selaras.monitoring.achievement import misses_target, values_of
from selaras.monitoring.day_lines import note_from_days
from selaras.monitoring.measured_plan import Indicator, indicators_of
from selaras.monitoring.models import CountedIndicator, PlannedStep, Realisation
from selaras.monitoring.progress import first_month_to_enter, month_label, open_months, target_text
from selaras.monitoring.selectors import closed_months, counted_by
from selaras.monitoring.services import RealisationEntry
from selaras.monitoring.steps import steps_in_month
from selaras.planning.models import Iki, Skp
from selaras_rules import Ruleset
from selaras_rules.numbers import written


@dataclass(frozen=True, slots=True)
class MonthLink:
    """One month one can go to; a tick where something is stored."""

    month: int
    short: str
    label: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator, ready for the entry of a month."""

    iki: Iki
    indicator: Indicator
    months: Mapping[int, Realisation]
    month: int | None
    open: list[int]
    closed: Mapping[int, datetime]
    ruleset: Ruleset
    counted: CountedIndicator | None
    steps: list[PlannedStep]
    # What the daily log says of this month; offered, never copied in by itself.
    day_note: str

    @property
    def skp(self) -> Skp:
        """The SKP of the indicator."""
        return self.iki.rhk.skp

    @property
    def target(self) -> str:
        """The target in words."""
        return target_text(self.indicator)

    @property
    def choices(self) -> list[tuple[int, str]]:
        """The months that can be chosen."""
        return [(month, month_label(self.skp.year, month)) for month in self.open]

    @property
    def links(self) -> list[MonthLink]:
        """The way to the other months."""
        return [
            MonthLink(
                month=month,
                short=date_format(date(self.skp.year, month, 1), "M"),
                label=month_label(self.skp.year, month),
                icon="check" if month in self.months else "",
                is_current=month == self.month,
            )
            for month in self.open
        ]

    @property
    def label(self) -> str:
        """The month that is shown first."""
        return month_label(self.skp.year, self.month) if self.month else ""

    @property
    def is_closed(self) -> bool:
        """Whether that month has been evaluated already."""
        return self.month in self.closed

    @property
    def initial(self) -> dict[str, Any]:
        """What the form shows at first: what is stored, else only the source of data of the plan."""
        row = self.stored(self.month)
        if row is None:
            return {"month": self.month, "revision": 0, "data_source": self.indicator.data_source}
        return {
            "month": row.month,
            "revision": row.revision,
            "value": "" if row.value is None else written(row.value, 4),
            "narrative": row.narrative,
            "cause": row.cause,
            "what_would_help": row.what_would_help,
            "data_source": row.data_source,
        }

    def with_days(self) -> dict[str, Any]:
        """What the form shows once the daily log is taken over: behind what was told already, nothing lost."""
        told = str(self.initial.get("narrative", ""))
        return {**self.initial, "narrative": f"{told}\n{self.day_note}".strip()}

    def stored(self, month: int | None) -> Realisation | None:
        """What is stored for a month."""
        return None if month is None else self.months.get(month)

    def should_ask(self, month: int, entry: RealisationEntry) -> bool:
        """Whether the target is being missed and nobody has said why yet."""
        if entry.cause or entry.value is None or entry.value < 0:
            return False
        values = {**values_of(self.months), month: entry.value}
        return misses_target(self.skp, self.indicator, values, month, self.ruleset)


def entry_for(iki: Iki, wanted: str, *, on: date, ruleset: Ruleset) -> Entry:
    """The entry of a month; without a wish the first one that is owed. Raises `NotFound` outside the agreed plan."""
    skp = iki.rhk.skp
    indicator = indicators_of(skp).get(iki.pk)
    if indicator is None:
        raise NotFound()
    months = {row.month: row for row in Realisation.objects.filter(iki=iki).order_by("month")}
    possible = open_months(skp, indicator, on)
    month = number_in(wanted, possible) or first_month_to_enter(skp, indicator, months, on) or 0
    steps = steps_in_month(iki.rhk_id, skp.year, month) if month else []
    keeps_days = bool(ruleset.choice("daily_log.enabled")) and month
    day_note = note_from_days(iki, month) if keeps_days else ""
    return Entry(
        iki, indicator, months, month or None, possible, closed_months(skp), ruleset, counted_by(iki), steps,
        day_note,
    )  # fmt: skip
