"""The law of a day meets what the agency has chosen where the law leaves a choice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from selaras.organisation.models import Agency, AgencyChoice
from selaras_rules import Ruleset


def ruleset_for(agency: Agency, on: date) -> Ruleset:
    """The ruleset every rule receives. Raises errors of `selaras_rules` for a choice outside its bounds."""
    return Ruleset(on=on, choices=choices_on(agency, on))


def choices_on(agency: Agency, on: date) -> dict[str, Any]:
    """What was chosen and is in force on a day: for each key the newest row that has begun."""
    rows = AgencyChoice.objects.filter(agency=agency, effective__lte=on).order_by("effective")
    return dict(rows.values_list("key", "value"))


def rulesets_for(agency: Agency, days: Collection[date]) -> Mapping[date, Ruleset]:
    """The ruleset of each of these days, with one query for the choices of all."""
    if not days:
        return {}
    rows = AgencyChoice.objects.filter(agency=agency, effective__lte=max(days)).order_by("effective")
    kept = list(rows.values_list("effective", "key", "value"))
    return {
        day: Ruleset(on=day, choices={key: value for begun, key, value in kept if begun <= day})
        for day in days
    }
