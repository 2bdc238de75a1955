"""The law as a list to read: for the console, the page of rules and the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from .choices import CHOICE_PREFIX, all_choices
from .errors import NoLawInForce, UnknownLaw
from .findings import Step, plain
from .parameters import Parameter, Value, all_parameters, parameter
from .regulations import regulation


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value of the law ready to be read by people."""

    key: str
    title: str
    unit: str
    value: Any
    since: date
    until: date | None
    regulation: str
    article: str
    standing: str
    standing_label: str
    note: str


def list_parameters(prefix: str = "") -> tuple[Parameter, ...]:
    """Every parameter whose key is or lies under the prefix, in the order of the alphabet."""
    keys = sorted(key for key in all_parameters() if not prefix or (key + ".").startswith(prefix + "."))
    return tuple(all_parameters()[key] for key in keys)


def show(key: str, on: date) -> tuple[ShownValue, ...]:
    """What the law says on a day under a key or a group of keys ("angka_kredit").

    Raises UnknownLaw for an unknown key and NoLawInForce when nothing under it is in force.
    """
    found = list_parameters(key)
    if not found:
        raise UnknownLaw(key)
    shown = tuple(shown_value(value) for item in found if (value := item.value_on(on)) is not None)
    if not shown:
        raise NoLawInForce(key, on)
    return shown


def history(key: str) -> tuple[ShownValue, ...]:
    """All values of one parameter over time, oldest first; raises UnknownLaw."""
    return tuple(shown_value(value) for value in parameter(key).values)


def resting_key(step: Step) -> str | None:
    """The key of the law that a reason rests on; for reasons stored before they named it, found by its article."""
    if step.key is not None:
        return step.key
    return _keys_by_article().get((step.source or "", step.article or ""))


@cache
def _keys_by_article() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for key, option in all_choices().items():
        found[option.source, option.article] = f"{CHOICE_PREFIX}{key}"
    for item in list_parameters():
        for value in item.values:
            found[value.source, value.article] = item.key
    return MappingProxyType(found)


def list_choices() -> tuple[dict[str, Any], ...]:
    """Every choice of an agency as plain data: key, title, why, default, allowed, source, article, standing."""
    return tuple(
        {
            "key": option.key,
            "title": option.title,
            "why": option.why,
            "default": plain(option.default),
            "allowed": option.allowed_text,
            "regulation": regulation(option.source).short,
            "article": option.article,
            "standing": option.standing.value,
        }
        for option in all_choices().values()
    )


def last_day(value: Value) -> date | None:
    """The last day on which this value holds, None while nothing has taken its place."""
    later = (other.effective for other in parameter(value.key).values if other.effective > value.effective)
    replaced = _day_before(min(later, default=None))
    ends = [day for day in (value.ends, replaced) if day is not None]
    return min(ends, default=None)


def shown_value(value: Value) -> ShownValue:
    """One value with its title, its regulation by name and the days between which it holds."""
    item = parameter(value.key)
    return ShownValue(
        key=item.key,
        title=item.title,
        unit=item.unit,
        value=plain(value.value),
        since=value.effective,
        until=last_day(value),
        regulation=regulation(value.source).short,
        article=value.article,
        standing=value.standing.value,
        standing_label=value.standing.label,
        note=value.note,
    )


def _day_before(day: date | None) -> date | None:
    return None if day is None else date.fromordinal(day.toordinal() - 1)
