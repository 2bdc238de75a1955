"""Themes over the months of a year: bars on one scale for all themes, and how long answers took (K-39)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth
from django.utils.translation import ngettext

from selaras_rules.periods import MONTH_NAMES

STEP, BAR, TALL, TOP = 22, 16, 44, 16
# By the list it came from, or by what the agency decided on its theme.
ANSWERED = Q(answered_on__isnull=False) | Q(answer__isnull=False)


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of a theme and its place in the drawing."""

    month: str
    count: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """The middle of the bar."""
        return self.x + BAR // 2

    @property
    def words_y(self) -> int:
        """Where the number stands."""
        return self.y - 4


@dataclass(frozen=True, slots=True)
class ThemeCourse:
    """One theme over the year; `words` say what the drawing shows."""

    theme_id: UUID
    name: str
    bars: tuple[Bar, ...]
    total: int
    answered: int

    @property
    def waiting(self) -> int:
        """How many have no answer yet."""
        return self.total - self.answered

    @property
    def words(self) -> str:
        """«Karcis parkir: 24 masukan, terbanyak Maret (9)»."""
        most = max(self.bars, key=lambda bar: bar.count)
        text = ngettext(
            "%(name)s: %(total)d masukan, terbanyak %(month)s (%(count)d).",
            "%(name)s: %(total)d masukan, terbanyak %(month)s (%(count)d).",
            self.total,
        )
        return text % {"name": self.name, "total": self.total, "month": most.month, "count": most.count}


@dataclass(frozen=True, slots=True)
class Pace:
    """From input to answer, and from input to what the agency decided: how many, and the median in days."""

    answered: int
    days_to_answer: float | None
    decided: int
    days_to_decision: float | None
    total: int


def courses_of(rows: QuerySet[Any], year: int) -> list[ThemeCourse]:
    """The themes of a year, the most frequent first; one query whatever their number."""
    found = (
        rows.filter(received_on__year=year)
        .annotate(month=ExtractMonth("received_on"))
        .order_by()
        .values("theme_id", "theme__name", "month")
        .annotate(count=Count("pk"), answered=Count("pk", filter=ANSWERED))
    )
    themes: dict[tuple[UUID, str], dict[int, tuple[int, int]]] = {}
    for row in found:
        months = themes.setdefault((row["theme_id"], row["theme__name"]), {})
        months[row["month"]] = (row["count"], row["answered"])
    highest = max((count for months in themes.values() for count, _done in months.values()), default=1)
    made = [_course(key, months, highest) for key, months in themes.items()]
    return sorted(made, key=lambda course: (-course.total, course.name))


def _course(key: tuple[UUID, str], months: dict[int, tuple[int, int]], highest: int) -> ThemeCourse:
    bars = tuple(_bar(month, months.get(month, (0, 0))[0], highest) for month in range(1, 13))
    total, answered = (sum(counts) for counts in zip(*months.values(), strict=True))
    return ThemeCourse(*key, bars, total, answered)


def _bar(month: int, count: int, highest: int) -> Bar:
    height = max(2, round(TALL * count / highest)) if count else 0
    return Bar(
        MONTH_NAMES[month - 1], count, (month - 1) * STEP + (STEP - BAR) // 2, TOP + TALL - height, height
    )


def pace_of(rows: QuerySet[Any], year: int) -> Pace:
    """How quickly what was said in a year was answered; one query, two days a row."""
    days = list(
        rows.filter(received_on__year=year).values_list("received_on", "answered_on", "answer__decided_on")
    )
    told = _spans((start, _earlier(ends)) for start, *ends in days)
    decided = _spans((start, end) for start, _told, end in days)
    return Pace(len(told), _median(told), len(decided), _median(decided), len(days))


def _earlier(ends: Sequence[date | None]) -> date | None:
    return min((day for day in ends if day is not None), default=None)


def _spans(pairs: Iterable[tuple[date, date | None]]) -> list[int]:
    return [max(0, (end - start).days) for start, end in pairs if end is not None]


def _median(spans: Sequence[int]) -> float | None:
    return float(median(spans)) if spans else None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One OPD or unit with its inputs of a year."""

    unit_id: UUID
    name: str
    count: int
    decided: int


def lines_by(rows: QuerySet[Any], year: int, level: str) -> list[UnitLine]:
    """Inputs by «unit__opd» or «unit», the most first; one query."""
    found = (
        rows.filter(received_on__year=year)
        .order_by()
        .values(f"{level}_id", f"{level}__name")
        .annotate(count=Count("pk"), decided=Count("answer"))
    )
    lines = [
        UnitLine(row[f"{level}_id"], row[f"{level}__name"], row["count"], row["decided"]) for row in found
    ]
    return sorted(lines, key=lambda line: (-line.count, line.name))
