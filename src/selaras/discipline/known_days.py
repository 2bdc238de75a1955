"""What is known of the days of many people at once, and their days read by the rules; nothing is stored.

Two queries whatever the number of people; `days` reads one person with everything that a page shows of a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from selaras.discipline.calendars import OfficePlans
from selaras.discipline.days import Known, SeenDay, as_tap, places_of, roster_day, seen_day, still_open
from selaras.discipline.models import (
    Correction,
    DayFact,
    DeviceDay,
    LocalHoliday,
    Outage,
    OutageStatus,
    Punch,
    Shift,
)
from selaras.intake.models import RunStatus
from selaras.organisation.models import Agency, Employee

_TEXT = CharField()


def seen_days(
    known: Known, days: Sequence[date], plans: OfficePlans, agency: Agency, on: date
) -> Iterator[SeenDay]:
    """These days of one person as seen on a day. Raises errors of the rules for a year without its lists."""
    for day in days:
        plan = plans.on(day, known.local)
        yield seen_day(day, known, plans.ruleset, still_open(day, agency, on), plan)


def known_days(people: Sequence[Employee], first: date, last: date, zone: ZoneInfo) -> Mapping[UUID, Known]:
    """What is known of the days of these people, as it lies in the database; two queries and the stream of taps."""
    known = {person.pk: Known() for person in people}
    taps = Punch.objects.filter(
        badge__employee__in=people, day__gte=first, day__lte=last, run__status=RunStatus.APPLIED
    )
    values = taps.order_by("at").values_list(
        "badge__employee_id", "badge__source_id", "day", "at", "side", "device"
    )
    for person, source, day, at, side, device in values.iterator(chunk_size=5000):
        mine = known[person]
        mine.taps[day].append(as_tap(at, side, zone))
        mine.devices.add((source, device))
    everybody = {key: [person.pk for person in people if key in places_of(person)] for key in _places(people)}
    for row in _told(people, first, last):
        _take_in(known, row, everybody)
    return known


def _places(people: Sequence[Employee]) -> set[UUID]:
    return {key for person in people for key in places_of(person)}


def _told(people: Sequence[Employee], first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Beside the taps: what machines recorded or lost, rosters, leave and duty, corrections, local days off."""
    within: dict[str, Any] = {"day__gte": first, "day__lte": last}
    nothing = Value("", _TEXT)
    # Each row: whose, day, kind, and two words.
    machines = DeviceDay.objects.filter(
        run__source__badges__employee__in=people, run__status=RunStatus.APPLIED, is_whole=True, **within
    )
    heard = _rows(machines, "run__source__badges__employee_id", "day", "heard", nothing, nothing).distinct()
    failed = Outage.objects.filter(source__badges__employee__in=people, **within)
    lost = _rows(
        failed.exclude(status=OutageStatus.DISMISSED), "source__badges__employee_id", "day", "outage", F("device"),
        F("sign"),
    )  # fmt: skip
    start, end = (Coalesce(Cast(name, _TEXT), nothing) for name in ("starts_at", "ends_at"))
    times = Concat(start, Value(" ", _TEXT), end, output_field=_TEXT)
    roster = _rows(
        Shift.objects.filter(employee__in=people, is_current=True, **within), "employee_id", "day", "shift",
        Cast("break_minutes", _TEXT), times,
    )  # fmt: skip
    current = DayFact.objects.filter(
        employee__in=people, is_current=True, first_day__lte=last, last_day__gte=first
    )
    facts = _rows(current, "employee_id", "first_day", "fact", F("kind"), Cast("last_day", _TEXT))
    asked = Correction.objects.filter(employee__in=people, **within)
    corrections = _rows(asked, "employee_id", "day", "correction", F("claim"), F("status"))
    free = LocalHoliday.objects.filter(Q(unit=None) | Q(unit__in=_places(people)), **within)
    holidays = _rows(free, "unit_id", "day", "holiday", nothing, F("name"))
    yield from heard.union(lost, roster, facts, corrections, holidays, all=True)


def _rows(
    found: QuerySet[Any], whose: str, day: str, kind: str, first: Any, second: Any
) -> QuerySet[Any, Any]:
    return found.order_by().values_list(whose, day, Value(kind, _TEXT), first, second)


def _take_in(known: Mapping[UUID, Known], row: tuple[Any, ...], of_place: Mapping[UUID, list[UUID]]) -> None:
    whose, day, kind, first, second = row
    if kind == "holiday":
        for person in known if whose is None else of_place.get(whose, ()):
            known[person].local[day] = second
        return
    mine = known.get(whose)
    if mine is None:
        return
    match kind:
        case "heard":
            mine.heard.add(day)
        case "outage":
            mine.outages[day].append((first, second))
        case "shift":
            mine.shifts[day] = roster_day(day, first, second)
        case "fact":
            mine.facts.append(DayFact(kind=first, first_day=day, last_day=date.fromisoformat(second)))
        case _:
            mine.corrections[day].append(Correction(claim=first, status=second, day=day))
