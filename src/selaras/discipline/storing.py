"""Punches into the database and out of it again, hundreds of thousands at a time: by sets, never row by row."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from selaras.core.keys import new_keys_in_hex
from selaras.core.open_recording import require_recording
from selaras.discipline.models import Badge, Punch
from selaras.discipline.reading import PunchRows
from selaras.discipline.reading.rows import SIDES
from selaras.intake.models import FeedRun, FeedSource, RunStatus

Told = Callable[[int], None]
"""Hears how many rows were written, for progress bars."""
_listener: ContextVar[Told | None] = ContextVar("punches_written", default=None)

AT_ONCE = 20_000
COLUMNS = ("id", "agency_id", "run_id", "badge_id", "at", "day", "side", "device", "verified_by", "line")
# A number of a badge and a second since 1970 in one whole number: 34 bits reach to the year 2514.
_SECOND_BITS = 34


@contextmanager
def listening(told: Told) -> Iterator[None]:
    """Within this block `told` hears how many taps were written."""
    token = _listener.set(told)
    try:
        yield
    finally:
        _listener.reset(token)


def mark_of(badge: int, second: int) -> int:
    """Badge and second as one number, by which taps are compared."""
    return badge << _SECOND_BITS | second


def known_marks(source: FeedSource, first: date, last: date, places: dict[UUID, int]) -> set[int]:
    """The taps of the period that count already, as marks; `places` numbers the badges and grows."""
    applied = FeedRun.objects.filter(source=source, status=RunStatus.APPLIED)
    runs = list(applied.values_list("pk", flat=True))
    found: set[int] = set()
    if not runs:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_known_statement(len(runs)), [_key(pk) for pk in runs] + _days(first, last))
        for key, second in cursor:
            badge = key if isinstance(key, UUID) else UUID(hex=key)
            found.add(mark_of(places.setdefault(badge, len(places)), second))
    return found


def _known_statement(runs: int) -> str:
    second = "CAST(strftime('%%s', at) AS INTEGER)"
    if connection.vendor == "postgresql":
        second = "EXTRACT(EPOCH FROM at)::bigint"
    table, marks = connection.ops.quote_name(Punch._meta.db_table), ", ".join(["%s"] * runs)
    return f"SELECT badge_id, {second} FROM {table} WHERE run_id IN ({marks}) AND day BETWEEN %s AND %s"  # noqa: S608


def _key(key: UUID) -> Any:
    return key if connection.vendor == "postgresql" else key.hex


def _days(first: date, last: date) -> list[Any]:
    return [first, last] if connection.vendor == "postgresql" else [first.isoformat(), last.isoformat()]


def insert_punches(
    run: FeedRun, rows: PunchRows, places: Sequence[int], numbers: Sequence[int], badges: Sequence[Badge]
) -> None:
    """Write the taps at these places of the rows. Call inside a recording.

    `numbers` holds for each tap of the rows the place of its badge in `badges`. They are written person by person:
    what is read together lies together, and the index grows at one end.
    """
    require_recording(Punch)
    told = _listener.get() or (lambda _count: None)
    by_key = sorted(range(len(badges)), key=lambda number: badges[number].pk.int)
    rank = {number: order for order, number in enumerate(by_key)}
    hexes = [badge.pk.hex for badge in badges]
    order = sorted(places, key=lambda place: rank[numbers[place]])
    is_postgresql = connection.vendor == "postgresql"
    taps = ((place, hexes[numbers[place]]) for place in order)
    made: Iterator[Any] = _copy_lines(run, rows, taps) if is_postgresql else _records(run, rows, taps)
    write = _copy if is_postgresql else _insert
    while part := list(islice(made, AT_ONCE)):
        write(part)
        told(len(part))


def _records(run: FeedRun, rows: PunchRows, taps: Iterable[tuple[int, str]]) -> Iterator[tuple[Any, ...]]:
    """Rows for SQLite, whose keys are written without dashes and whose times are text."""
    agency, run_key = run.agency_id.hex, run.pk.hex
    keys, moments, days = new_keys_in_hex(), _Moments(), _Days()
    devices, ways = rows.devices.texts, rows.ways.texts
    for place, badge in taps:
        yield (
            next(keys), agency, run_key, badge, moments[rows.seconds[place]], days[rows.days[place]],
            SIDES[rows.sides[place]], devices[rows.device[place]], ways[rows.way[place]], rows.lines[place],
        )  # fmt: skip


def _copy_lines(run: FeedRun, rows: PunchRows, taps: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Lines as COPY reads them; what many taps share is put into words once."""
    shared = f"\t{run.agency_id.hex}\t{run.pk.hex}\t"
    keys, moments, days = new_keys_in_hex(), _Moments(), _Days()
    tails: dict[tuple[int, int, int, int], str] = {}
    for place, badge in taps:
        kind = (rows.days[place], rows.sides[place], rows.device[place], rows.way[place])
        tail = tails.get(kind)
        if tail is None:
            device, way = _escaped(rows.devices.texts[kind[2]]), _escaped(rows.ways.texts[kind[3]])
            tail = tails[kind] = f"+00\t{days[kind[0]]}\t{SIDES[kind[1]]}\t{device}\t{way}\t"
        at = moments[rows.seconds[place]]
        yield f"{next(keys)}{shared}{badge}\t{at}{tail}{rows.lines[place]}\n"


class _Days(dict[int, str]):
    """The ordinal of a day → its text."""

    def __missing__(self, ordinal: int) -> str:
        text = self[ordinal] = date.fromordinal(ordinal).isoformat()
        return text


class _Moments(dict[int, str]):
    """The second since 1970 → «2026-03-02 07:25:10» in UTC; many people share a second."""

    def __missing__(self, second: int) -> str:
        text = self[second] = datetime.fromtimestamp(second, UTC).replace(tzinfo=None).isoformat(" ")
        return text


def _insert(part: list[tuple[Any, ...]]) -> None:
    table = connection.ops.quote_name(Punch._meta.db_table)
    names, marks = ", ".join(COLUMNS), ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", part)  # noqa: S608


def _copy(part: list[str]) -> None:
    table, names = connection.ops.quote_name(Punch._meta.db_table), ", ".join(COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write("".join(part))


def _escaped(text: str) -> str:
    """A text as COPY reads it; what came from a file can hold anything."""
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return text


def fresh_places(rows: PunchRows, numbers: Sequence[int], known: set[int]) -> tuple[array[int], int, int]:
    """Places of taps that are new, how many stand in the file twice, and how many are known already.

    `numbers` holds the number of the badge of each tap.
    """
    places, twice, same = array("L"), 0, 0
    seen: set[int] = set()
    for place, (number, second) in enumerate(zip(numbers, rows.seconds, strict=True)):
        mark = mark_of(number, second)
        if mark in seen:
            twice += 1
        elif mark in known:
            same += 1
        else:
            seen.add(mark)
            places.append(place)
    return places, twice, same
