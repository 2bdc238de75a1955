"""A machine's memory of years: a million lines are read, and the worker's memory stays small."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from selaras.discipline.reading import Reading, open_text, read_attlog

DAYS, PEOPLE = 250, 2000
LINES = DAYS * PEOPLE * 2


def _block(day: date) -> bytes:
    """Everybody of one day in the morning and in the evening, as the machine writes it."""
    return b"".join(
        b"%9d\t%s %s\t1\t%d\t1\t0\r\n" % (person, day.isoformat().encode(), at, side)
        for side, at in ((0, b"07:21:05"), (1, b"16:32:40"))
        for person in range(1, PEOPLE + 1)
    )


@pytest.mark.slow
@pytest.mark.trace("P-19")
def test_a_file_of_a_million_lines_becomes_columns_of_numbers() -> None:
    first = date(2026, 1, 1)
    span = Reading(first, date(2026, 12, 31), ZoneInfo("Asia/Makassar"), latest=date(2026, 12, 31))
    with tempfile.TemporaryFile() as file:
        for number in range(DAYS):
            file.write(_block(first + timedelta(days=number)))
        file.write(b"  12\t2099-01-01 07:00:00\t1\t0\t1\t0\r\n   7\t2026-0")
        file.seek(0)
        with open_text(file) as text:
            rows = read_attlog(text, span)
    assert (rows.told.read, len(rows), rows.told.refused_count) == (LINES + 2, LINES, 2)
    assert rows.told.is_cut
    columns = (rows.who, rows.seconds, rows.days, rows.sides, rows.device, rows.way, rows.lines)
    assert sum(column.itemsize * len(column) for column in columns) <= 40_000_000
    assert len(rows.codes.texts) == PEOPLE
