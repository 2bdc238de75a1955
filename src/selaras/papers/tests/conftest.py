"""Stories of papers play on 6 April 2026; Ani's and Hadi's first quarters are fixed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine

from selaras.evaluation.models import Evaluation
from selaras.evaluation.tests.stage import fixed, stage_dialogue, stage_skp
from tests.cast import Cast

DAY = date(2026, 4, 6)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Nine in the morning in Kupang; `clock.shift(seconds)` lets time pass."""
    with time_machine.travel("2026-04-06 09:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def own_disk(disk: Path) -> Path:
    """Archives lie on the disk of the test."""
    return disk


@pytest.fixture
def results(cast: Cast) -> list[Evaluation]:
    """Two fixed results of the first quarter."""
    found = []
    for person in (cast.ani, cast.hadi):
        skp = stage_skp(person)
        stage_dialogue(skp, date(2026, 3, 30))
        found.append(fixed(cast, skp, on=DAY))
    return found
