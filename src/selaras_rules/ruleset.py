"""The law of one day together with what the agency chose: the object every rule receives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from .choices import all_choices, choice_option
from .errors import InvalidInput, NoLawInForce
from .findings import Step, plain
from .parameters import Value, all_parameters, value_in_force


class Ruleset:
    """The law in force on a day plus agency choices.

    `on` is the day the result is for; `known_on` limits the law to what was published by then.
    Raises UnknownChoice or ChoiceOutOfBounds for choices the law does not allow.
    """

    def __init__(
        self, on: date, choices: Mapping[str, Any] | None = None, *, known_on: date | None = None
    ) -> None:
        if not isinstance(on, date) or isinstance(on, datetime):
            raise InvalidInput("on", on, "sebuah tanggal")
        self.on = on
        self.known_on = known_on
        self.choices: Mapping[str, Any] = MappingProxyType(
            {key: choice_option(key).check(chosen) for key, chosen in (choices or {}).items()}
        )
        self._seen: dict[str, Value] = {}
        self._at: dict[date, Ruleset] = {}

    def at(self, day: date) -> Ruleset:
        """The law of another day with the same choices; made once a day."""
        if day == self.on:
            return self
        found = self._at.get(day)
        if found is None:
            found = self._at[day] = Ruleset(day, self.choices, known_on=self.known_on)
        return found

    def law(self, key: str) -> Value:
        """What the law says; raises NoLawInForce when it says nothing on this day."""
        seen = self._seen.get(key)
        if seen is None:
            seen = self._seen[key] = value_in_force(key, self.on, self.known_on)
        return seen

    def choice(self, key: str) -> Any:
        """What the agency chose, or the default; raises UnknownChoice."""
        if key in self.choices:
            return self.choices[key]
        return choice_option(key).default

    def choice_step(self, key: str) -> Step:
        """A reason that names the agency's choice."""
        return choice_option(key).step(self.choice(key))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the values in force and all choices; equal law and choices, equal text."""
        chosen = {key: plain(self.choice(key)) for key in sorted(all_choices())}
        content = json.dumps(chosen, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        law = _fingerprint_of_law(self.on, self.known_on)
        return hashlib.sha256(f"{law}\n{content}".encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ruleset):
            return NotImplemented
        return (self.on, self.known_on, dict(self.choices)) == (other.on, other.known_on, dict(other.choices))

    def __hash__(self) -> int:
        return hash((self.on, self.known_on))

    def __repr__(self) -> str:
        return f"Ruleset(on={self.on.isoformat()}, choices={dict(self.choices)!r})"


@lru_cache(maxsize=512)
def _fingerprint_of_law(on: date, known_on: date | None) -> str:
    rows = []
    for key in sorted(all_parameters()):
        try:
            value = value_in_force(key, on, known_on)
        except NoLawInForce:
            continue
        rows.append(
            [key, value.effective.isoformat(), value.source, value.standing.value, plain(value.value)]
        )
    content = json.dumps(rows, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()
