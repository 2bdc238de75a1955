"""The formula of the day: when the shape of a rule changes, the old function stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import update_wrapper
from typing import ParamSpec, TypeVar

from .errors import NoLawInForce
from .ruleset import Ruleset

P = ParamSpec("P")
R = TypeVar("R")


def in_force(key: str, versions: Mapping[date, Callable[P, R]]) -> Callable[P, R]:
    """One function that calls the version in force on the day of its `Ruleset` argument.

    Raises NoLawInForce, with the `key` of the law behind it, for a day before the first version.
    """
    newest_first = sorted(versions.items(), reverse=True)
    newest = newest_first[0][1]

    def versioned(*args: P.args, **kwargs: P.kwargs) -> R:
        on = _day_of(args, kwargs)
        for effective, function in newest_first:
            if effective <= on:
                return function(*args, **kwargs)
        raise NoLawInForce(key, on)

    update_wrapper(versioned, newest)
    return versioned


def _day_of(args: tuple[object, ...], kwargs: Mapping[str, object]) -> date:
    ruleset = kwargs.get("ruleset")
    if isinstance(ruleset, Ruleset):
        return ruleset.on
    for argument in reversed(args):
        if isinstance(argument, Ruleset):
            return argument.on
    raise TypeError("a versioned rule needs a Ruleset")
