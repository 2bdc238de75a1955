"""How many single results with all their reasons one core gives in a second."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice, product
from typing import Any

from selaras_rules import (
    Finding,
    Jenjang,
    Predikat,
    Rating,
    Ruleset,
    convert_angka_kredit,
    decide_predikat,
)

_ROUND = 20_000


@dataclass
class Speed:
    """Results in a second: the finding with its reasons, and the same written out as plain data."""

    name: str
    explained: float
    stored: float


def speeds(on: date, seconds: float) -> list[Speed]:
    """Of the two rules for which the issue asks, over all their inputs in turn."""
    ruleset = Ruleset(on)
    ratings = list(product(Rating, Rating))
    conversions = list(product(Predikat, Jenjang, range(1, 13)))
    return [
        Speed(
            "predikat",
            rate(lambda one, other: decide_predikat(one, other, ruleset), ratings, seconds),
            rate(lambda one, other: decide_predikat(one, other, ruleset).to_json(), ratings, seconds),
        ),
        Speed(
            "angka kredit",
            rate(
                lambda one, tier, months: convert_angka_kredit(one, tier, months, ruleset),
                conversions,
                seconds,
            ),
            rate(
                lambda one, tier, months: convert_angka_kredit(one, tier, months, ruleset).to_json(),
                conversions,
                seconds,
            ),
        ),
    ]


def rate(rule: Callable[..., Finding[Any] | dict[str, Any]], inputs: Sequence[Any], seconds: float) -> float:
    """Calls in a second; every input has its turn."""
    rows = list(islice(cycle(inputs), _ROUND))
    calls, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        for given in rows:
            rule(*given)
        calls += len(rows)
    return calls / (time.perf_counter() - begun)
