"""How many people each device recorded on each day of a file, and of how many only one side is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from selaras.discipline.reading import PunchRows
from selaras_rules.working_time import DayPlan, FreeDay

# Two taps this close are one tap, as the rules read them by default.
SAME_TAP_SECONDS = 120
_WHO_BITS, _DEVICE_BITS = 32, 16


@dataclass(frozen=True, slots=True)
class DeviceDays:
    """Device and day → (people, people with one side); `cut_day` is a last day that was not over yet."""

    rows: Mapping[tuple[str, int], tuple[int, int]]
    cut_day: date | None

    def as_fields(self) -> Iterator[dict[str, Any]]:
        """One set of fields for each device and day."""
        for (device, ordinal), (people, one_sided) in self.rows.items():
            day = date.fromordinal(ordinal)
            yield {
                "device": device, "day": day, "people": people, "one_sided": one_sided,
                "is_whole": day != self.cut_day,
            }  # fmt: skip


def device_days_of(rows: PunchRows, plans: Mapping[date, DayPlan | FreeDay], zone: ZoneInfo) -> DeviceDays:
    """Counted in one pass over the taps."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for who, day, device, second in zip(rows.who, rows.days, rows.device, rows.seconds, strict=True):
        mark = (day << _DEVICE_BITS | device) << _WHO_BITS | who
        began = first.get(mark)
        if began is None:
            first[mark] = last[mark] = second
        elif second < began:
            first[mark] = second
        elif second > last[mark]:
            last[mark] = second
    counted: dict[tuple[str, int], tuple[int, int]] = {}
    for mark, began in first.items():
        place = mark >> _WHO_BITS
        key = (rows.devices.texts[place & (1 << _DEVICE_BITS) - 1], place >> _DEVICE_BITS)
        people, one_sided = counted.get(key, (0, 0))
        counted[key] = (people + 1, one_sided + (last[mark] - began <= SAME_TAP_SECONDS))
    return DeviceDays(counted, _cut_day(rows, plans, zone))


def _cut_day(rows: PunchRows, plans: Mapping[date, DayPlan | FreeDay], zone: ZoneInfo) -> date | None:
    """The last day, where the file ends before the office closed."""
    day = date.fromordinal(max(rows.days))
    plan = plans[day]
    if isinstance(plan, FreeDay):
        return None
    end = datetime.fromtimestamp(max(rows.seconds), UTC).astimezone(zone).replace(tzinfo=None)
    return day if end < plan.ends_at else None
