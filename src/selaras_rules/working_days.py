"""Working days over dated holidays; a year without a list is an error, never a year without holidays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from .errors import BadLawFile, InvalidInput, NoHolidayList
from .findings import Standing, Step
from .parameters import LAW_FOLDER, read_toml
from .periods import date_label

LocalHolidays = Mapping[date, str]
NO_LOCAL_HOLIDAYS: LocalHolidays = MappingProxyType({})
_DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ONE = timedelta(days=1)
# Before the year where lists of holidays stand beside the keys of the law.
HOLIDAY_PREFIX = "libur."


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off for everybody; `is_joint_leave` tells cuti bersama from a national holiday."""

    day: date
    name: str
    is_joint_leave: bool


@dataclass(frozen=True, slots=True)
class HolidayList:
    """The holidays of one year and the decree they come from."""

    year: int
    promulgated: date
    source: str
    article: str
    standing: Standing
    holidays: Mapping[date, Holiday]

    def step(self, text: str) -> Step:
        """A reason that rests on this list."""
        return Step(text, self.source, self.article, self.standing.value, f"{HOLIDAY_PREFIX}{self.year}")


@cache
def _lists() -> Mapping[int, HolidayList]:
    found: dict[int, HolidayList] = {}
    for row in read_toml(LAW_FOLDER / "holidays.toml")["year"]:
        if row["year"] in found:
            raise BadLawFile(f"Daftar libur {row['year']} tertulis dua kali.")
        found[row["year"]] = _holiday_list(row)
    return MappingProxyType(found)


def _holiday_list(row: Mapping[str, Any]) -> HolidayList:
    holidays: dict[date, Holiday] = {}
    for item in row["days"]:
        if (
            item["day"].year != row["year"]
            or item["day"] in holidays
            or item["kind"] not in ("libur", "cuti")
        ):
            raise BadLawFile(
                f"Daftar libur {row['year']}: {item['day']} salah tahun, ganda, atau salah jenis."
            )
        holidays[item["day"]] = Holiday(item["day"], item["name"], item["kind"] == "cuti")
    return HolidayList(
        row["year"], row["promulgated"], row["source"], row["article"],
        Standing(row["standing"]), MappingProxyType(holidays),
    )  # fmt: skip


def known_holiday_years() -> tuple[int, ...]:
    """The years whose list is known."""
    return tuple(sorted(_lists()))


def holidays_of(year: int) -> HolidayList:
    """National holidays and joint leave of a year; raises NoHolidayList."""
    try:
        return _lists()[year]
    except KeyError:
        raise NoHolidayList(year) from None


def is_working_day(day: date, *, week: str = "five", local: LocalHolidays = NO_LOCAL_HOLIDAYS) -> bool:
    """Whether people work that day; `week` is "five" or "six", `local` the region's own holidays by day."""
    workdays = 5 if week == "five" else 6
    return day.weekday() < workdays and day not in holidays_of(day.year).holidays and day not in local


def add_working_days(
    start: date, days: int, *, week: str = "five", local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> date:
    """The day on which that many working days have passed, not counting the start; days ≥ 0."""
    if days < 0:
        raise InvalidInput("hari", days, "nol atau lebih")
    day, left = start, days
    while left:
        day += _ONE
        left -= is_working_day(day, week=week, local=local)
    return day


def working_days_between(
    start: date, end: date, *, week: str = "five", local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> int:
    """How many working days lie in start…end, both included."""
    span = (end - start).days + 1
    return sum(is_working_day(start + _ONE * offset, week=week, local=local) for offset in range(span))


def last_working_day(day: date, *, week: str = "five", local: LocalHolidays = NO_LOCAL_HOLIDAYS) -> date:
    """That day, or the nearest working day before it."""
    while not is_working_day(day, week=week, local=local):
        day -= _ONE
    return day


def day_label(day: date) -> str:
    """A date with its weekday, for example "Senin, 2 Februari 2026"."""
    return f"{_DAY_NAMES[day.weekday()]}, {date_label(day)}"


def skipped_steps(
    start: date, end: date, *, week: str = "five", local: LocalHolidays = NO_LOCAL_HOLIDAYS
) -> tuple[Step, ...]:
    """Reasons that name the holidays after `start` until `end` which would else have been working days."""
    workdays = 5 if week == "five" else 6
    steps = []
    for year in range(start.year, end.year + 1):
        holidays = holidays_of(year)
        names = [
            f"{date_label(day)} ({holiday.name})"
            for day, holiday in sorted(holidays.holidays.items())
            if start < day <= end and day.weekday() < workdays
        ]
        if names:
            steps.append(holidays.step(f"Tidak dihitung sebagai hari kerja: {', '.join(names)}."))
        elif holidays.standing is Standing.ASSUMED:
            steps.append(holidays.step(f"Daftar libur {year} masih perkiraan."))
    return (*steps, *_local_steps(start, end, workdays, local))


def _local_steps(
    start: date, end: date, workdays: int, local: Collection[date] | LocalHolidays
) -> tuple[Step, ...]:
    names = dict(local) if isinstance(local, Mapping) else dict.fromkeys(local, "libur daerah")
    counted = [day for day in sorted(names) if start < day <= end and day.weekday() < workdays]
    if not counted:
        return ()
    return (Step(f"Libur daerah: {', '.join(f'{date_label(day)} ({names[day]})' for day in counted)}."),)
