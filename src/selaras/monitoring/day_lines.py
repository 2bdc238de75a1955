"""The daily log as pages need it: the lines of a month, and the same as the note of that month's realisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format

from selaras.core.asked import number_in
from selaras.monitoring.measured_plan import months_of
from selaras.monitoring.models import DayLine
from selaras.planning.models import Iki, Skp

LONGEST_NOTE = 1000


def day_lines_of(skp: Skp, month: int) -> list[DayLine]:
    """The lines of a month, newest first. One query."""
    rows = DayLine.objects.filter(skp=skp, day__year=skp.year, day__month=month)
    return list(rows.select_related("rhk").order_by("-day"))


def note_from_days(iki: Iki, month: int) -> str:
    """What was written in a month on the RHK of an indicator, as one note; lines without an RHK count for each.

    Whole lines only, as many as a note holds. One query.
    """
    rows = DayLine.objects.filter(skp=iki.rhk.skp, day__year=iki.rhk.skp.year, day__month=month)
    lines = [row for row in rows.order_by("day") if row.rhk_id in {None, iki.rhk_id}]
    return _joined([f"{date_format(row.day, 'j M')}: {row.text}" for row in lines])


def month_shown(skp: Skp, wanted: str, on: date) -> int:
    """The month a person asks for («3»), else the one of today, within the SKP."""
    months = months_of(skp)
    asked = number_in(wanted, months)
    if asked is not None:
        return asked
    month = on.month if on.year == skp.year else months[-1]
    return min(max(month, months[0]), months[-1])


def _joined(lines: Sequence[str]) -> str:
    note = ""
    for line in lines:
        longer = f"{note}\n{line}".strip()
        if len(longer) > LONGEST_NOTE:
            break
        note = longer
    return note
