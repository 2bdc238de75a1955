"""A day in October, a plan, and files that go away with the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from selaras.monitoring.tests.stage import TODAY, Plan, noon, stage_plan
from tests.cast import Cast


@pytest.fixture(autouse=True)
def october() -> Iterator[Any]:
    """Noon of the fifth of October in Kupang; `october.move_to(...)` changes it."""
    with time_machine.travel(noon(TODAY), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = storages


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Ani's agreed SKP."""
    return stage_plan(cast)
