"""Where each thing stands in the files of a machine: told once by its keeper, kept with the source."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import FileRefused, InvalidInput
from selaras.discipline import events
from selaras.discipline.reading import COLUMN_NAMES, Reading, columns_in, read_attlog
from selaras.discipline.reading.rows import PERIOD_OPEN
from selaras.intake.models import FeedSource


def set_columns(
    source: FeedSource, places: Mapping[str, int | None], *, sample: str, by: Actor, on: date
) -> FeedSource:
    """Remember the places (counted from 1) of a machine's columns, after a line of its file was read with them.

    Raises `InvalidInput` for two things in one place, and for a line in which no tap is found so.
    """
    require(by, Permission.RUN_FEEDS, source)
    told = {name: str(places[name]) for name in COLUMN_NAMES if places.get(name)}
    if len(set(told.values())) < len(told):
        raise InvalidInput(_("Dua isian menunjuk kolom yang sama."))
    _try_out(source, told, sample, on)
    with recording(events.COLUMNS_SET, by=by, about=source, name=source.name) as record:
        record.note(old=source.headings, new=told)
        FeedSource.objects.filter(pk=source.pk).update(headings=told)
    source.headings = told
    return source


def _try_out(source: FeedSource, told: Mapping[str, str], sample: str, on: date) -> None:
    reading = Reading(*PERIOD_OPEN, ZoneInfo(source.agency.time_zone), on)
    text = io.TextIOWrapper(io.BytesIO(f"{sample.rstrip()}\n".encode()), encoding="utf-8", newline=None)
    try:
        rows = read_attlog(text, reading, columns_in(told))
    except FileRefused as error:
        raise InvalidInput(fields={"sample": error.message}) from error
    if not len(rows):
        raise InvalidInput(
            fields={"sample": _("Dengan urutan ini tidak ada tap yang terbaca dari baris itu.")}
        )
