"""A sheet becomes part of sums, and is gone. Pure: knows no table.

Kept are, for sheets that answer every element («whole») and for the others («part»): how often each answer was given
to each element; for the whole ones also the sum of the squares of their totals, which the margin needs; how many
sheets came by each way; how many people of each group. Groups are never crossed with answers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from selaras_rules import Ruleset

Counts = dict[str, Any]
LINK, TABLET, PAPER, FILE = "link", "tablet", "paper", "file"
WAYS = (LINK, TABLET, PAPER, FILE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person answered: 1–4 for each element that was answered, groups that were told, a comment."""

    answers: Mapping[str, int]
    groups: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    way: str = LINK


def counted(counts: Counts, sheet: Sheet, elements: int) -> Counts:
    """The sums with one more sheet; `elements` is how many answers make it whole."""
    new = deepcopy(counts)
    is_whole = len(sheet.answers) == elements
    kind = "whole" if is_whole else "part"
    new[f"{kind}_sheets"] = new.get(f"{kind}_sheets", 0) + 1
    for code, answer in sheet.answers.items():
        new.setdefault(kind, {}).setdefault(code, [0, 0, 0, 0])[answer - 1] += 1
    if is_whole:
        new["squares"] = new.get("squares", 0) + sum(sheet.answers.values()) ** 2
    _count(new, "ways", sheet.way)
    for name, group in sheet.groups.items():
        _count(new.setdefault("groups", {}), name, group)
    return new


def _count(within: Counts, name: str, key: str) -> None:
    row = within.setdefault(name, {})
    row[key] = row.get(key, 0) + 1


def added(one: Mapping[str, Any], other: Mapping[str, Any]) -> Counts:
    """Two sums as one: what is counted is added, place by place."""
    new: Counts = deepcopy(dict(one))
    for name, value in other.items():
        match value:
            case dict():
                new[name] = added(new.get(name, {}), value)
            case list():
                before = new.get(name, [0] * len(value))
                new[name] = [left + right for left, right in zip(before, value, strict=True)]
            case _:
                new[name] = new.get(name, 0) + value
    return new


def respondents(counts: Counts) -> int:
    """All sheets, whole or not."""
    return sum(counts.get(name, 0) for name in ("whole_sheets", "part_sheets"))


def came_by(counts: Counts, way: str) -> int:
    """How many sheets came by this way."""
    number: int = counts.get("ways", {}).get(way, 0)
    return number


@dataclass(frozen=True, slots=True)
class Sums:
    """What counts by the agency's choice: respondents, and for each element how many answered and their mean (1–4)."""

    respondents: int
    answers: Mapping[str, int]
    means: Mapping[str, Fraction]


def sums_of(counts: Counts, ruleset: Ruleset) -> Sums:
    """Everybody, or only those who answered every element (choice `skm.non_answers`)."""
    kinds = ("whole", "part") if ruleset.choice("skm.non_answers") == "element" else ("whole",)
    answers, means = {}, {}
    for code in ruleset.law("skm.unsur").value:
        rows = [counts.get(kind, {}).get(code, [0, 0, 0, 0]) for kind in kinds]
        given = [sum(column) for column in zip(*rows, strict=True)]
        answers[code] = sum(given)
        if answers[code]:
            means[code] = Fraction(
                sum(place * many for place, many in enumerate(given, start=1)), answers[code]
            )
    people = sum(counts.get(f"{kind}_sheets", 0) for kind in kinds)
    return Sums(people, answers, means)


def margin_of(counts: Counts, ruleset: Ruleset) -> float | None:
    """Half the width of the confidence interval in points of the IKM, None below two whole sheets.

    Ordinary statistics, no regulation asks for it; as certain as the sample table (its χ², 95 %). Only whole sheets
    can be used: for them the IKM is the mean of the sheets' own totals.
    """
    sheets = counts.get("whole_sheets", 0)
    if sheets < 2:
        return None
    elements = len(ruleset.law("skm.unsur").value)
    whole = counts.get("whole", {})
    total = sum(place * many for row in whole.values() for place, many in enumerate(row, start=1))
    variance = Fraction(counts["squares"] * sheets - total**2, sheets * (sheets - 1))
    certainty = float(ruleset.law("skm.sampel").value["chi_square"])
    scale = float(ruleset.law("skm.konversi").value) / elements
    return scale * math.sqrt(certainty * float(variance) / sheets)
