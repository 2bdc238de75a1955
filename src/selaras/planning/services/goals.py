"""The goals tree of the city and the indicators its OPD answer for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core.audit import recording
from selaras.core.errors import InvalidInput, Text
from selaras.organisation.models import Unit
from selaras.planning import events
from selaras.planning.models import Goal, GoalLevel, GoalTarget, ServiceStandard

LEVELS = [level.value for level in GoalLevel]


@dataclass(frozen=True, slots=True)
class GoalValues:
    """What is said about a goal; the measure belongs to indicators. `targets` maps years to values."""

    level: str
    title: str
    first_year: int
    last_year: int
    parent: Goal | None = None
    opd: Unit | None = None
    code: str = ""
    unit_of_measure: str = ""
    direction: str = "more_is_better"
    baseline: Decimal | None = None
    baseline_year: int | None = None
    source: str = ""
    method: str = ""
    coverage: str = ""
    as_of: date | None = None
    basis: str = ""
    standard: ServiceStandard | None = None
    targets: Mapping[int, Decimal] = field(default_factory=dict)
    realisations: Mapping[int, Decimal] = field(default_factory=dict)


def add_goal(values: GoalValues, *, by: Actor, on: date) -> Goal:
    """Add a node to the tree. Raises `InvalidInput` for a parent of the wrong level or an indicator without OPD."""
    goal = Goal(agency_id=by.agency_id, **_fields(values))
    require(by, Permission.MANAGE_GOALS, goal)
    _check(values)
    with recording(events.GOAL_ADDED, by=by, about=goal, title=values.title):
        goal.save(force_insert=True)
        _write_targets(goal, values)
    return goal


def edit_goal(goal: Goal, values: GoalValues, *, by: Actor, on: date) -> Goal:
    """Change a node; both the old and the new OPD must be the admin's."""
    require(by, Permission.MANAGE_GOALS, goal)
    _check(values, has_other_source=has_other_source(goal))
    old = {name: str(getattr(goal, name)) for name in _fields(values)}
    for name, value in _fields(values).items():
        setattr(goal, name, value)
    require(by, Permission.MANAGE_GOALS, goal)
    new = {name: str(getattr(goal, name)) for name in old}
    changed = [name for name in old if old[name] != new[name]]
    with recording(events.GOAL_EDITED, by=by, about=goal, title=values.title) as rec:
        rec.note(old={name: old[name] for name in changed}, new={name: new[name] for name in changed})
        goal.save()
        _write_targets(goal, values)
    return goal


def _fields(values: GoalValues) -> dict[str, Any]:
    return {
        name: getattr(values, name) for name in values.__slots__ if name not in {"targets", "realisations"}
    }


def has_other_source(goal: Goal) -> bool:
    """Whether the same thing is also measured from another source."""
    return goal.other_source_of_id is not None or Goal.objects.filter(other_source_of=goal).exists()


def _check(values: GoalValues, *, has_other_source: bool = False) -> None:
    problems: dict[str, Text] = {}
    if values.last_year < values.first_year:
        problems["last_year"] = _("Tahun akhir lebih awal daripada tahun mulai. Tukar keduanya.")
    if values.parent is not None and LEVELS.index(values.parent.level) >= LEVELS.index(values.level):
        problems["parent"] = _(
            "Induk harus berada di tingkat yang lebih tinggi (misi → tujuan → sasaran → indikator)."
        )
    if values.level == GoalLevel.INDICATOR:
        problems |= _measure_problems(values)
    if has_other_source:
        problems |= _source_problems(values)
    if problems:
        raise InvalidInput(fields=problems)


def _measure_problems(values: GoalValues) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    if values.opd is None:
        problems["opd"] = _("Pilih perangkat daerah yang bertanggung jawab atas indikator ini.")
    if not values.unit_of_measure:
        problems["unit_of_measure"] = _("Tulis satuannya, mis. %% atau dokumen.") % ()
    if not values.source:
        problems["source"] = _("Tulis sumber datanya; angka tanpa sumber akan diperdebatkan.")
    return problems


def _source_problems(values: GoalValues) -> dict[str, Text]:
    """Where two sources disagree, both must say how they measure and whom they reach (D9)."""
    problems: dict[str, Text] = {}
    if not values.method:
        problems["method"] = _(
            "Ukuran ini punya dua sumber. Tulis cara menghitungnya agar selisihnya dapat dibaca."
        )
    if not values.coverage:
        problems["coverage"] = (
            _("Ukuran ini punya dua sumber. Tulis siapa saja yang terukur, mis. 33,8 %% balita.") % ()
        )
    return problems


def _write_targets(goal: Goal, values: GoalValues) -> None:
    for year, target in values.targets.items():
        GoalTarget.objects.update_or_create(
            agency_id=goal.agency_id, goal=goal, year=year,
            defaults={"target": target, "realisation": values.realisations.get(year)},
        )  # fmt: skip
    GoalTarget.objects.filter(goal=goal).exclude(year__in=list(values.targets)).delete()
