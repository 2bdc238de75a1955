"""A survey that has ended with a result, and one that runs; sheets made without the public pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from selaras.core.audit import SYSTEM, Event, recording
from selaras.surveys.flood import tablet_key
from selaras.surveys.models import RemarkSheet, Survey, Tally
from selaras.surveys.questions import CODES
from selaras.surveys.tally import Counts, Sheet, counted
from tests.cast import Cast

STAGED = Event("test.surveys_staged", "Survei disiapkan")
SERVICE = "Rawat jalan"


def even_sheets(number: int, weakest: int = 2) -> list[Sheet]:
    """Sheets that answer 3 and 4 by turns, and `weakest` for the time a service takes."""
    return [
        Sheet(
            {code: weakest if code == "U3" else 3 + place % 2 for code in CODES},
            {"sex": "p" if place % 3 else "l"},
        )
        for place in range(number)
    ]


def stage_survey(
    cast: Cast, opens_on: date, closes_on: date, sheets: list[Sheet], *, code: str, **more: Any
) -> Survey:
    """A survey of the puskesmas with these sheets counted."""
    counts: Counts = {}
    for sheet in sheets:
        counts = counted(counts, sheet, len(CODES))
    survey = Survey(
        agency=cast.kupang, unit=cast.units["puskesmas"], opens_on=opens_on, closes_on=closes_on, code=code,
        **{"service": SERVICE, **more},
    )  # fmt: skip
    with recording(STAGED, by=SYSTEM, about=survey):
        survey.save(force_insert=True)
        Tally.objects.create(survey=survey, agency=cast.kupang, counts=counts)
    return survey


def stage_surveys(cast: Cast) -> dict[str, Any]:
    """The keys that the table of pages uses: one survey that has ended, with its forerunner, and one that runs."""
    stage_survey(cast, date(2025, 10, 1), date(2025, 12, 31), even_sheets(40, 3), code="tahunlalu")
    ended = stage_survey(
        cast, date(2026, 1, 1), date(2026, 3, 31), even_sheets(36), code="selesai2", users=200
    )
    RemarkSheet.objects.create(
        survey=ended, agency=cast.kupang, number=1, texts=["Antre lama.", "Petugas ramah."]
    )
    running = stage_survey(cast, date(2026, 4, 1), date(2026, 6, 30), even_sheets(3), code="warga234")
    return {
        "survey": ended.pk,
        "running_survey": running.pk,
        "survey_code": running.code,
        "tablet_key": tablet_key(running),
    }
