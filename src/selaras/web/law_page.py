"""The law in force on a day, by subject, with article and standing, and what the agency has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from selaras.organisation.choices import choices_on
from selaras.organisation.models import Agency
from selaras_rules import all_choices
from selaras_rules.errors import NoLawInForce
from selaras_rules.parameters import all_parameters


@dataclass(frozen=True, slots=True)
class Rule:
    """One value in force."""

    key: str
    title: str
    since: date
    source: str
    article: str
    standing: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the agency chose, or the default it has not changed."""

    title: str
    why: str
    value: str
    is_default: bool
    article: str


def rules_on(day: date) -> dict[str, list[Rule]]:
    """Subject → its rules, in the order of the files."""
    subjects: dict[str, list[Rule]] = {}
    for key, parameter in all_parameters().items():
        try:
            value = parameter.on(day)
        except NoLawInForce:
            continue
        rule = Rule(key, parameter.title, value.effective, value.source, value.article, str(value.standing))
        subjects.setdefault(key.partition(".")[0], []).append(rule)
    return subjects


def agency_choices(agency: Agency | None, day: date) -> list[Choice]:
    """Every choice the law leaves, with what holds here."""
    chosen: dict[str, Any] = choices_on(agency, day) if agency else {}
    return [
        Choice(
            option.title,
            option.why,
            option.label(chosen.get(key, option.default)),
            key not in chosen,
            option.article,
        )
        for key, option in all_choices().items()
    ]
