"""What was read: columns of plain numbers, so that a million taps need thirty megabytes and not three hundred."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from selaras.core.errors import Text

# Refused lines that are kept word by word; beyond them only the number is told.
MOST_REFUSED = 2000
LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not read: its number, what stands in it, and why it was refused."""

    line: int
    text: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the period asked for, the clock on the wall there, and the last day a clock may show."""

    first_day: date
    last_day: date
    zone: ZoneInfo
    latest: date


@dataclass(slots=True)
class Lines:
    """What every reader tells beside its rows."""

    read: int = 0
    outside: int = 0
    refused_count: int = 0
    refused: list[Refused] = field(default_factory=list)
    # The file ended in the middle of a line.
    is_cut: bool = False

    def refuse(self, line: int, text: str, reason: Text) -> None:
        """Keep a line that is not read."""
        self.refused_count += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(Refused(line, text.strip()[:LONGEST_SHOWN], reason))


class Names:
    """Texts that come back again and again, each once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The number of this text."""
        found = self._places.get(text)
        if found is None:
            found = self._places[text] = len(self.texts)
            self.texts.append(text)
        return found


@dataclass(slots=True)
class PunchRows:
    """Taps as columns: whose number, the second since 1970 (UTC), the local day, side, device, line."""

    codes: Names = field(default_factory=Names)
    devices: Names = field(default_factory=Names)
    ways: Names = field(default_factory=Names)
    who: array[int] = field(default_factory=lambda: array("L"))
    seconds: array[int] = field(default_factory=lambda: array("q"))
    days: array[int] = field(default_factory=lambda: array("l"))
    sides: array[int] = field(default_factory=lambda: array("B"))
    device: array[int] = field(default_factory=lambda: array("H"))
    way: array[int] = field(default_factory=lambda: array("H"))
    lines: array[int] = field(default_factory=lambda: array("L"))
    told: Lines = field(default_factory=Lines)

    def __len__(self) -> int:
        return len(self.who)

    def add(self, code: str, second: int, day: int, side: int, device: str, way: str, line: int) -> None:
        """One tap; `day` is the ordinal of the local day, `side` a place in `SIDES`."""
        self.who.append(self.codes.place(code))
        self.seconds.append(second)
        self.days.append(day)
        self.sides.append(side)
        self.device.append(self.devices.place(device))
        self.way.append(self.ways.place(way))
        self.lines.append(line)


# The sides by their place in `PunchRows.sides`.
SIDES = ("auto", "masuk", "pulang")
AUTO, MASUK, PULANG = range(3)


# Without a month every plausible day is read.
PERIOD_OPEN = (date(2000, 1, 1), date(2200, 1, 1))
