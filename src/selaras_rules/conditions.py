"""Conditions of a gate: every one is told, met or not, so that a refusal says all its reasons at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .findings import Step
from .parameters import Value


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: whether it is met, and the sentence why."""

    code: str
    is_met: bool
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition together with the law it rests on."""

    condition: Condition
    step: Step


def checked(law: Value, code: str, is_met: bool, met: str, unmet: str) -> Checked:
    """The condition as it stands, with the sentence that fits."""
    text = met if is_met else unmet
    return Checked(Condition(code, is_met, text), law.step(text))


def conditions_of(found: Iterable[Checked]) -> tuple[Condition, ...]:
    """The conditions alone, in their order."""
    return tuple(one.condition for one in found)


def steps_of(found: Iterable[Checked]) -> tuple[Step, ...]:
    """The reasons alone, in their order."""
    return tuple(one.step for one in found)


def all_met(found: Iterable[Checked]) -> bool:
    """Whether nothing stands in the way."""
    return all(one.condition.is_met for one in found)
