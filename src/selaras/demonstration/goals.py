"""The goals tree of a city, from the missions down to the indicators of each OPD."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from selaras.demonstration.library import read
from selaras.demonstration.staffing import Office
from selaras.planning.models import Goal, GoalLevel, GoalTarget, ServiceStandard

FIRST, LAST = 2025, 2029
# Names of the goals file → key of the OPD in the city file.
OPD_KEYS: Mapping[str, tuple[str, ...]] = {"kec": ("kec_alak", "kec_utara"), "hr": ("bkppd", "bkpsdm")}


@dataclass(slots=True)
class Goals:
    """All goals with their targets; `of_opd` holds the indicators that heads of an OPD take up, in order."""

    rows: list[Goal] = field(default_factory=list)
    targets: list[GoalTarget] = field(default_factory=list)
    of_opd: dict[Any, list[Goal]] = field(default_factory=dict)
    standards: list[ServiceStandard] = field(default_factory=list)
    # OPD and words of an indicator → the standard it takes up.
    promised: dict[tuple[Any, str], ServiceStandard] = field(default_factory=dict)


def build_goals(office: Office, city: str) -> Goals:
    """Make the tree of «kupang» or «pontianak» for an office."""
    goals = Goals()
    _add_standards(office, goals)
    for mission in read("cities/goals.toml")["mission"]:
        top = _node(office, goals, mission, GoalLevel.MISSION, None)
        for tujuan in mission["tujuan"]:
            middle = _node(office, goals, tujuan, GoalLevel.GOAL, top)
            for sasaran in tujuan["sasaran"]:
                low = _node(office, goals, sasaran, GoalLevel.OBJECTIVE, middle)
                for row in sasaran["iku"]:
                    _indicator(office, goals, row, low, city)
    return goals


def _node(
    office: Office, goals: Goals, row: Mapping[str, Any], level: GoalLevel, parent: Goal | None
) -> Goal:
    goal = Goal(
        id=office.keys(), agency=office.agency, parent=parent, level=level, code=row["code"],
        title=row["title"].format(city=f"Kota {office.agency.place}"), first_year=FIRST, last_year=LAST,
    )  # fmt: skip
    goals.rows.append(goal)
    return goal


def _indicator(office: Office, goals: Goals, row: Mapping[str, Any], parent: Goal, city: str) -> None:
    numbers = row[city]
    for opd in _opds(office, row["opd"]):
        goal = Goal(
            id=office.keys(), agency=office.agency, parent=parent, level=GoalLevel.INDICATOR, opd=opd, code=row["code"],
            title=row["title"], unit_of_measure=row["unit"], direction=row.get("way", "more_is_better"),
            baseline=Decimal(str(numbers["start"])), baseline_year=2024, source=row["source"], method=row["method"],
            coverage=row.get("coverage", ""), as_of=row.get("as_of"), first_year=FIRST, last_year=LAST,
            basis=row.get("basis", "lain"), standard=goals.promised.get((opd.pk, row.get("standard", ""))),
            other_source_of=_twin(goals, opd, row.get("other_source_of", "")),
        )  # fmt: skip
        goals.rows.append(goal)
        if row.get("carried", True):
            goals.of_opd.setdefault(opd.pk, []).append(goal)
        _add_targets(office, goals, goal, numbers)


def _twin(goals: Goals, opd: Any, code: str) -> Goal | None:
    """The goal of this OPD that measures the same thing from another source."""
    return next((goal for goal in goals.rows if goal.opd_id == opd.pk and goal.code == code), None)


def _add_standards(office: Office, goals: Goals) -> None:
    for row in read("cities/goals.toml")["standard"]:
        for opd in _opds(office, row["opd"]):
            standard = ServiceStandard(
                id=office.keys(), agency=office.agency, opd=opd, service=row["service"], part=row["part"],
                promise=row["promise"], target=Decimal(str(row["target"])), unit_of_measure=row["unit"],
                direction=row["way"], decree=row["decree"], source=row["source"], valid_from=date(FIRST - 1, 1, 1),
            )  # fmt: skip
            goals.standards.append(standard)
            goals.promised.update({(opd.pk, text): standard for text in row["measures"]})


def _opds(office: Office, name: str) -> list[Any]:
    """The OPD of a name; in a load city every copy of it."""
    wanted = OPD_KEYS.get(name, (name,))
    return [unit for key, unit in office.units.items() if key.split(" ")[0] in wanted]


def _add_targets(office: Office, goals: Goals, goal: Goal, numbers: Mapping[str, Any]) -> None:
    reached = {FIRST: numbers["reached"][1]}
    for year, target in zip(range(FIRST, LAST + 1), numbers["targets"], strict=True):
        value = reached.get(year)
        row = GoalTarget(
            id=office.keys(), agency=office.agency, goal=goal, year=year, target=Decimal(str(target)),
            realisation=None if value is None else Decimal(str(value)),
        )  # fmt: skip
        goals.targets.append(row)
