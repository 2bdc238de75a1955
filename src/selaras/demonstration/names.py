"""Names, numbers and addresses of people who do not exist: marked «(Demo)», appointed in the year 2099."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

MARK = "(Demo)"
APPOINTED = 2099


class NameMaker:
    """Draws names that are not repeated within a city."""

    def __init__(self, parts: Mapping[str, tuple[str, ...]], chance: random.Random) -> None:
        self._parts = parts
        self._chance = chance
        self._taken: set[str] = set()

    def draw(self, sex: str) -> str:
        """A given name and an invented family name, with the mark."""
        for attempt in range(200):
            name = self._one(sex, middle=attempt > 20)
            if name not in self._taken:
                self._taken.add(name)
                return f"{name} {MARK}"
        raise RuntimeError("the parts of names do not suffice for so many people")

    def _one(self, sex: str, *, middle: bool) -> str:
        pick = self._chance.choice
        given = pick(self._parts["women" if sex == "P" else "men"])
        family = pick(self._parts["first_halves"]) + pick(self._parts["second_halves"])
        extra = f" {pick(self._parts['first_halves'])}" if middle else ""
        return f"{given}{extra} {family}"


class NumberMaker:
    """NIP in the right shape with an impossible year of appointment; never the same one twice."""

    def __init__(self, chance: random.Random, first_serial: int = 1) -> None:
        self._chance = chance
        self._serials: dict[str, int] = {}
        self._first = first_serial

    def draw(self, born: date, sex: str, *, is_pppk: bool) -> str:
        """Eighteen digits; in the number of a PPPK a contract counter stands in place of the month."""
        middle = 21 if is_pppk else self._chance.randint(1, 12)
        start = f"{born:%Y%m%d}{APPOINTED}{middle:02}{1 if sex == 'L' else 2}"
        serial = self._serials.get(start, self._first - 1) + 1
        self._serials[start] = serial
        return f"{start}{serial:03}"


def birth_day(chance: random.Random, youngest: int = 24, oldest: int = 57) -> date:
    """A day of birth that fits somebody who works in 2026."""
    first = date(2026 - oldest, 1, 1)
    return first + timedelta(days=chance.randrange((oldest - youngest) * 365))


def address_of(name: str, letter: str, number: int) -> str:
    """An e-mail address in a domain that never delivers."""
    plain = unicodedata.normalize("NFKD", name.replace(MARK, "")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain)
    return f"{words[0]}.{words[-1]}.{letter}{number}@example.go.id"
