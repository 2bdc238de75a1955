"""What the pages of attendance show, ready-made: a day in words, a month as a calendar, the buttons and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import repeat

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.discipline.days import SeenDay, SeenDays
from selaras.discipline.models import CorrectionStatus
from selaras_rules.absence import DayStatus
from selaras_rules.working_time import DayPlan

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Look:
    """How a status looks: its words, tone, icon and the sign in the small calendar."""

    label: Text
    tone: str
    icon: str


LOOKS: Mapping[DayStatus | None, Look] = {
    DayStatus.LIBUR: Look(_("Libur"), "neutral", "calendar-days"),
    DayStatus.BUKAN_HARI_KERJA: Look(_("Bukan hari kerja"), "neutral", "calendar-days"),
    DayStatus.DINAS: Look(_("Dinas luar"), "info", "briefcase-business"),
    DayStatus.PELATIHAN: Look(_("Pelatihan"), "info", "book-open-text"),
    DayStatus.CUTI: Look(_("Cuti"), "info", "calendar-check"),
    DayStatus.SAKIT: Look(_("Cuti sakit"), "info", "hand-helping"),
    DayStatus.FLEKSIBEL: Look(_("Bekerja dari tempat lain"), "info", "house"),
    DayStatus.HADIR: Look(_("Hadir"), "good", "check"),
    DayStatus.TERLAMBAT: Look(_("Terlambat"), "wait", "clock"),
    DayStatus.PULANG_CEPAT: Look(_("Pulang cepat"), "wait", "clock"),
    DayStatus.MENUNGGU: Look(_("Menunggu kepastian"), "wait", "hourglass"),
    DayStatus.TANPA_KETERANGAN: Look(_("Tanpa keterangan"), "bad", "circle-help"),
    None: Look(_("Belum ada data"), "neutral", "circle-dot"),
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the list and the calendar."""

    seen: SeenDay
    look: Look

    @property
    def day(self) -> date:
        """The day itself."""
        return self.seen.day

    @property
    def came_at(self) -> datetime | None:
        """When the person came, in local time."""
        return self.seen.result.came_at if self.seen.result else None

    @property
    def left_at(self) -> datetime | None:
        """When the person left, in local time."""
        return self.seen.result.left_at if self.seen.result else None

    @property
    def short_minutes(self) -> int:
        """Minutes that are missing on this day."""
        return self.seen.result.roster_day.short_minutes if self.seen.result else 0

    @property
    def why(self) -> str:
        """The first reason, as a sentence."""
        return self.seen.finding.because[0].text if self.seen.finding else ""

    @property
    def lacks_a_tap(self) -> bool:
        """Whether coming or leaving is missing, so that the person may want to have it corrected."""
        row = self.seen.result.attendance_day if self.seen.result else None
        return row is not None and (row.is_missing_in or row.is_missing_out)

    @property
    def is_working_day(self) -> bool:
        """Whether the person is expected at all."""
        return isinstance(self.seen.plan, DayPlan)

    @property
    def is_asked(self) -> bool:
        """Whether a correction of this day waits."""
        return any(row.status == CorrectionStatus.ASKED for row in self.seen.corrections)


@dataclass(frozen=True, slots=True)
class Count:
    """How many days of one kind."""

    look: Look
    days: int


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month as it is shown; weeks are seven places, None for days of the neighbouring months."""

    seen: SeenDays
    lines: Sequence[DayLine]
    weeks: Sequence[Sequence[DayLine | None]]
    counts: Sequence[Count]
    minutes: int
    first: date
    previous: date
    following: date | None

    @property
    def noted(self) -> list[DayLine]:
        """Working days that are known and were not simply as planned; one side without a tap is among them."""
        return [
            line
            for line in self.lines
            if line.is_working_day and (line.seen.status not in (None, DayStatus.HADIR) or line.lacks_a_tap)
        ]

    @property
    def is_empty(self) -> bool:
        """No working day of the month is known."""
        return not any(line.seen.finding and line.is_working_day for line in self.lines)


def month_page(seen: SeenDays, first: date, on: date) -> MonthPage:
    """The page of a month."""
    lines = lines_of(seen)
    following = (first + timedelta(days=32)).replace(day=1)
    return MonthPage(
        seen, lines, _weeks(lines), counts_of(seen), sum(line.short_minutes for line in lines), first,
        (first - timedelta(days=1)).replace(day=1), following if following <= on else None,
    )  # fmt: skip


def lines_of(seen: SeenDays) -> list[DayLine]:
    """Every day with its look."""
    return [DayLine(day, LOOKS[day.status]) for day in seen.days]


def counts_of(seen: SeenDays) -> list[Count]:
    """Days by status in the order of the law; free days are not counted."""
    counts = seen.counts
    found = [
        Count(LOOKS[status], counts[status]) for status in DayStatus if counts[status] and not status.is_free
    ]
    return [*found, Count(LOOKS[None], seen.unknown)] if seen.unknown else found


def _weeks(lines: Iterable[DayLine]) -> list[list[DayLine | None]]:
    places = list(lines)
    if not places:
        return []
    padded: list[DayLine | None] = [*repeat(None, places[0].day.weekday()), *places]
    padded.extend(repeat(None, -len(padded) % 7))
    return [padded[start : start + 7] for start in range(0, len(padded), 7)]


def month_asked(text: str, on: date) -> date:
    """The first day of «2026-03»; of this month for anything else or a month to come."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return on.replace(day=1)
    return found if date(2000, 1, 1) <= found <= on else on.replace(day=1)
