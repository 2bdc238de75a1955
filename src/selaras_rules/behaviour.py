"""Which behaviour aspects are judged on a day, with their lines of conduct."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .parameters import Value
from .ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class BehaviourAspect:
    """One value or aspect with its lines of conduct."""

    code: str
    name: str
    guidance: tuple[str, ...]
    leaders_only: bool = False


@dataclass(frozen=True, slots=True)
class BehaviourSet:
    """All aspects that are judged together, and the law that says so."""

    code: str
    title: str
    aspects: tuple[BehaviourAspect, ...]
    law: Value

    def aspects_of(self, *, is_leader: bool) -> tuple[BehaviourAspect, ...]:
        """The aspects that apply to somebody; kepemimpinan of PP 30/2019 only to those who lead."""
        return tuple(aspect for aspect in self.aspects if is_leader or not aspect.leaders_only)

    def aspect(self, code: str) -> BehaviourAspect:
        """One aspect by its code; raises KeyError."""
        return {aspect.code: aspect for aspect in self.aspects}[code]


def behaviour_set(ruleset: Ruleset) -> BehaviourSet:
    """The aspects in force on the ruleset's day: BerAKHLAK, or the five of PP 30/2019 before it."""
    return _built(ruleset.law("perilaku.perangkat"))


@cache
def _built(law: Value) -> BehaviourSet:
    aspects = tuple(
        BehaviourAspect(row["code"], row["name"], row["guidance"], row.get("leaders_only", False))
        for row in law.value["aspects"]
    )
    return BehaviourSet(law.value["code"], law.value["title"], aspects, law)
