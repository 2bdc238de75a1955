"""Tests of evaluations run at a known hour in Kupang; `clock_at` turns the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

TurnClock = Callable[..., date]


@pytest.fixture(autouse=True)
def clock_at(monkeypatch: pytest.MonkeyPatch) -> TurnClock:
    """`clock_at(2026, 1, 12, 10)` sets the clock of Kupang and gives the day; it starts on 4 April 2026."""

    def turn(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> date:
        moment = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Makassar"))
        monkeypatch.setattr("selaras.core.clock.now", lambda: moment)
        return moment.date()

    turn(2026, 4, 4)
    return turn
