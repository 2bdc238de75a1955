"""When a day ends where people work: WIB, WITA or WIT. A deadline is a whole local day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from .errors import InvalidInput, require_member
from .findings import Finding
from .ruleset import Ruleset
from .working_days import day_label


class TimeZone(StrEnum):
    """The three time zones of Indonesia."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


def offset_of(zone: TimeZone, ruleset: Ruleset) -> timezone:
    """The fixed distance of the zone from UTC on the ruleset's day."""
    zone = require_member(TimeZone, zone, "wilayah_waktu")
    return timezone(timedelta(hours=ruleset.law("waktu.wilayah").value[zone]["hours"]))


def end_of_day(day: date, zone: TimeZone, ruleset: Ruleset) -> Finding[datetime]:
    """The last second of a day in that zone: 23.59.59 local time, with its distance from UTC."""
    last = ruleset.law("waktu.akhir_hari")
    moment = datetime.combine(day, time(**last.value), offset_of(zone, ruleset))
    text = f"{day_label(day)} berakhir pukul {moment:%H.%M.%S} {TimeZone(zone)} (UTC{moment:%z})."
    return Finding(moment, (ruleset.law("waktu.wilayah").step(text), last.step(last.article + ".")))


def is_in_time(moment: datetime, deadline: date, zone: TimeZone, ruleset: Ruleset) -> Finding[bool]:
    """Whether something done at that moment is within the deadline day, as the clock of the zone shows it.

    Raises InvalidInput for a moment that does not say its distance from UTC.
    """
    if moment.tzinfo is None:
        raise InvalidInput(
            "saat", moment.isoformat(), "saat dengan zona waktu, misalnya 2026-02-02T23:59:59+08:00"
        )
    local = moment.astimezone(offset_of(zone, ruleset))
    is_within = local.date() <= deadline
    word = "masih dalam" if is_within else "melewati"
    text = f"{day_label(local.date())} pukul {local:%H.%M.%S} {TimeZone(zone)} {word} tenggat {day_label(deadline)}."
    return Finding(is_within, (ruleset.law("waktu.wilayah").step(text),))
