"""Taps in CSV, one a line, with the time as ISO 8601 and its offset: what attendance applications can export.

Coordinates are not read: the work and its result need no record of where somebody stood.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from selaras.core.errors import Text
from selaras.discipline.reading.attlog import problem_with
from selaras.discipline.reading.moments import EMPTY_TIME, TWO_TIMES, doubtful
from selaras.discipline.reading.rows import AUTO, MASUK, PULANG, PunchRows, Reading
from selaras.discipline.reading.tables import Cells, rows_of

_COLUMNS = {
    "nip": frozenset({"nip"}),
    "waktu": frozenset({"waktu", "waktu_iso8601_dengan_offset", "waktu_iso8601"}),
    "perangkat": frozenset({"perangkat"}),
    "jenis": frozenset({"jenis"}),
    "verifikasi": frozenset({"verifikasi"}),
}
_SIDES = {"in": MASUK, "masuk": MASUK, "out": PULANG, "pulang": PULANG, "auto": AUTO, "": AUTO}

NO_OFFSET = _("Waktu tanpa selisih zona. Tulis seperti 2026-03-02T07:25:10+08:00.")
NO_MOMENT = _("Waktunya tidak terbaca. Tulis seperti 2026-03-02T07:25:10+08:00.")
NO_SIDE = _("Jenis tap dikenal sebagai in, out, atau auto.")


def read_punches_csv(text: io.TextIOWrapper, reading: Reading) -> PunchRows:
    """The taps of an application; the NIP is the number."""
    rows = PunchRows()
    for number, cells in rows_of(text, _COLUMNS, frozenset({"perangkat", "jenis", "verifikasi"})):
        rows.told.read += 1
        problem = _add(rows, cells, reading, number)
        if problem is not None:
            rows.told.refuse(number, " ; ".join(cells.values()), problem)
    return rows


def _add(rows: PunchRows, cells: Cells, reading: Reading, number: int) -> Text | None:
    problem, side = problem_with(cells["nip"]), _SIDES.get(cells["jenis"].casefold())
    moment = _moment(cells["waktu"])
    if problem is not None:
        return problem
    if side is None:
        return NO_SIDE
    if not isinstance(moment, datetime):
        return moment
    day = moment.astimezone(reading.zone).date()
    wrong = doubtful(day, reading)
    if wrong is not None:
        return wrong
    if not reading.first_day <= day <= reading.last_day:
        rows.told.outside += 1
        return None
    second = int(moment.astimezone(UTC).timestamp())
    rows.add(
        cells["nip"], second, day.toordinal(), side, cells["perangkat"][:40], cells["verifikasi"][:20], number
    )
    return None


def _moment(text: str) -> datetime | Text:
    if not text:
        return EMPTY_TIME
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return TWO_TIMES if text.count(":") > 3 and " " in text else NO_MOMENT
    return NO_OFFSET if moment.tzinfo is None else moment
