"""A year that is closed."""

from __future__ import annotations

from selaras.closing.models import YearClosing
from selaras.closing.services import close_year
from selaras.jobs.working import work_through
from tests.cast import Cast
from tests.stage.day import DAY


def stage_closing(cast: Cast) -> YearClosing:
    """The year before, closed: Hadi's annual result is missing."""
    by, site = cast.actor("eka", DAY), "https://contoh/"
    closing = close_year(cast.kupang, 2025, cast.units["dinkes"], by=by, on=DAY, site=site)
    work_through()
    return closing
