"""The index over the periods of a service: bars, and the sentence that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from selaras.surveys.models import Survey
from selaras.surveys.results import Result
from selaras_rules.numbers import written

STEP, BAR, TALL, TOP = 84, 40, 96, 18
# The scale begins where an index begins.
LOWEST, HIGHEST = Decimal(25), Decimal(100)


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its index, or None where there are too few respondents, and its place in the drawing."""

    label: str
    closes_on: date
    value: Decimal | None
    x: int
    y: str
    height: str

    @property
    def middle(self) -> int:
        """The middle of the bar."""
        return self.x + BAR // 2

    @property
    def words_y(self) -> str:
        """Where the number stands."""
        return f"{float(self.y) - 5:.1f}"


@dataclass(frozen=True, slots=True)
class Trend:
    """All bars, the width of the drawing, and what they say."""

    bars: tuple[Bar, ...]
    width: int
    words: str


def trend_of(periods: Sequence[tuple[Survey, Result]]) -> Trend | None:
    """The trend, None with fewer than two periods that have an index."""
    bars = tuple(_bar(place, survey, result) for place, (survey, result) in enumerate(periods))
    known = [(bar.label, bar.value) for bar in bars if bar.value is not None]
    return Trend(bars, STEP * len(bars), _words(*known[-2:])) if len(known) >= 2 else None


def _bar(place: int, survey: Survey, result: Result) -> Bar:
    value = result.ikm.ikm if result.ikm else None
    height = float((value - LOWEST) / (HIGHEST - LOWEST)) * TALL if value is not None else 0.0
    label = date_format(survey.closes_on, "M Y")
    x = place * STEP + (STEP - BAR) // 2
    return Bar(label, survey.closes_on, value, x, f"{TOP + TALL - height:.1f}", f"{height:.1f}")


def _words(before: tuple[str, Decimal], now: tuple[str, Decimal]) -> str:
    said = {
        "from": before[0], "before": written(before[1]), "to": now[0], "now": written(now[1]),
        "change": written(abs(now[1] - before[1])),
    }  # fmt: skip
    if now[1] == before[1]:
        return _("Tetap %(now)s dari %(from)s ke %(to)s.") % said
    if now[1] > before[1]:
        return _("Naik %(change)s dari %(from)s ke %(to)s: %(before)s menjadi %(now)s.") % said
    return _("Turun %(change)s dari %(from)s ke %(to)s: %(before)s menjadi %(now)s.") % said
