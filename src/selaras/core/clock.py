"""The only place that reads the time. Rules get dates; services get `on`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE_LABELS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


class HasZone(Protocol):
    """Anything with the name of a time zone, usually an agency."""

    time_zone: str


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today_here() -> date:
    """The calendar day of this machine, for an operator at its console; pages ask `today`."""
    return now().astimezone().date()


def today(place: HasZone) -> date:
    """The calendar day where the agency is; near midnight it differs between WIB and WITA."""
    return local(now(), place).date()


def local(moment: datetime, place: HasZone) -> datetime:
    """A moment as a clock on the agency's wall shows it."""
    return moment.astimezone(ZoneInfo(place.time_zone))


def zone_label(place: HasZone) -> str:
    """WIB, WITA or WIT, as written behind every deadline."""
    return ZONE_LABELS.get(place.time_zone, place.time_zone)


def end_of_day(day: date, place: HasZone) -> datetime:
    """The last second of a day at the agency: the moment a deadline passes."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=ZoneInfo(place.time_zone))
