"""Days in cells of other systems, with or without the time of day behind them."""

from __future__ import annotations

import re
from datetime import date

from selaras.core.spreadsheets import Cell
from selaras.organisation.staff_list.cells import LAST_YEAR, NotADate, day_of

_TIME = re.compile(
    r"[ T,]+\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?\s*(z|wib|wita|wit|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)


def day_in(cell: Cell) -> tuple[date | None, bool]:
    """The day of a cell, None where it is empty; and whether it could be read."""
    try:
        return day_of(_TIME.sub("", cell.strip()) if isinstance(cell, str) else cell), True
    except NotADate:
        return None, False


def day_since(cell: Cell, first_year: int = 2000) -> date | None:
    """The day of a cell from that year on; None where there is none, or one of a year that is a slip of the pen."""
    day, _is_readable = day_in(cell)
    return day if day is not None and first_year <= day.year < LAST_YEAR else None
