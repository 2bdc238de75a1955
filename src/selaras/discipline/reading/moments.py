"""Reading moments quickly: each day and each time of day is understood once and looked up from then on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text
from selaras.discipline.reading.rows import Reading

OLDEST = 2000
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_TWO_TIMES = re.compile(r"\d{1,2}[:.]\d{2}.*?\s\d{1,2}[:.]\d{2}")

EMPTY_TIME = _("Waktunya kosong. Sel kosong bukan tengah malam, jadi tidak dibaca sebagai tap.")
TWO_TIMES = _("Dua waktu dalam satu kolom. Tulis setiap tap pada barisnya sendiri.")
NO_MOMENT = _("Waktunya tidak terbaca. Yang dikenal: 2026-03-02 07:25:10.")
WRONG_CLOCK = _("Jam mesin salah: tahun %(year)s. Betulkan jam mesin; tap ini dapat dicatat lewat koreksi.")
FUTURE = _("Tap ini di masa depan (%(day)s). Jam mesin perlu dibetulkan.")


class Moments:
    """Days and times as a device writes them, in the local time of the place."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._days: dict[str, tuple[int, int] | Text] = {}
        self._times: dict[str, int | None] = {}

    def read(self, text: str) -> tuple[int, int] | Text:
        """Second since 1970 (UTC) and ordinal of the local day, or the sentence that says why not."""
        day_text, _gap, time_text = text.partition(" ")
        day = self._days.get(day_text)
        if day is None:
            day_text, _gap, time_text = text.strip().replace("T", " ", 1).partition(" ")
            day = self._days.get(day_text)
        if day is None:
            day = self._days[day_text] = self._day(day_text)
        if not isinstance(day, tuple):
            return TWO_TIMES if _TWO_TIMES.search(text) else day
        second = self._times.get(time_text, -1)
        if second == -1:
            second = self._times[time_text] = seconds_of(time_text)
        if second is None:
            return TWO_TIMES if _TWO_TIMES.search(text) else NO_MOMENT
        return day[0] + second, day[1]

    def is_outside(self, day: int) -> bool:
        """Whether a local day (ordinal) lies outside the period asked for."""
        return not self.reading.first_day.toordinal() <= day <= self.reading.last_day.toordinal()

    def _day(self, text: str) -> tuple[int, int] | Text:
        if not text:
            return EMPTY_TIME
        try:
            day = date.fromisoformat(text.replace("/", "-"))
        except ValueError:
            return NO_MOMENT
        wrong = doubtful(day, self.reading)
        if wrong is not None:
            return wrong
        midnight = datetime.combine(day, time(), tzinfo=self.reading.zone).astimezone(UTC)
        return int(midnight.timestamp()), day.toordinal()


def doubtful(day: date, reading: Reading) -> Text | None:
    """What is wrong with a day that no working clock can have shown."""
    if day.year < OLDEST or day.year > reading.latest.year + 1:
        return WRONG_CLOCK % {"year": day.year}
    if day > reading.latest + timedelta(days=1):
        return FUTURE % {"day": day.isoformat()}
    return None


def seconds_of(text: str) -> int | None:
    """Seconds after midnight of «07:25:10» or «7.25»; None for anything else."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second
