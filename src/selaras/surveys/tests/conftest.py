"""What the stories share: a day in April, a survey that runs, a citizen's browser without any cookie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from selaras.surveys import flood
from selaras.surveys.models import Survey
from selaras.surveys.tests.citizen import Citizen
from selaras.surveys.tests.stage import stage_survey
from tests.cast import Cast


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """6 April 2026 at nine in Kupang; `clock.shift(seconds)` lets time pass."""
    flood.forget()
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def survey(cast: Cast) -> Survey:
    """A survey of the puskesmas that runs, without answers."""
    return stage_survey(cast, date(2026, 4, 1), date(2026, 6, 30), [], code="warga234")


@pytest.fixture
def citizen(survey: Survey, clock: time_machine.Traveller) -> Citizen:
    """Somebody who scanned the code."""
    return Citizen(survey.code, clock)
