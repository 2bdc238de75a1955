"""How many people of a group have which predikat: an OPD, or a unit in it where the agency chose so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q

from selaras.planning.models import Skp
from selaras_rules import NoLawInForce, Period, PeriodKind, Predikat, Ruleset


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people of a group have which predikat in a period, and how many have none yet."""

    people: dict[Predikat, int]
    waiting: int

    @property
    def decided(self) -> int:
        """How many have a result."""
        return sum(self.people.values())

    @property
    def everybody(self) -> int:
        """All people with an agreed plan."""
        return self.decided + self.waiting


NOBODY = Counts(dict.fromkeys(Predikat, 0), 0)


def is_by_unit(ruleset: Ruleset) -> bool:
    """Whether the agency holds the pattern against each unit instead of the whole OPD."""
    chosen: str = ruleset.choice("distribution.unit")
    return chosen == "unit"


def has_pattern(span: Period, ruleset: Ruleset) -> bool:
    """Whether results of this period are held against the pattern: a year, and its periods unless the agency chose not.

    Both run the same three steps (PermenPANRB 6/2022 Pasal 24-25); before SE MenPANRB 3/2023 there was no pattern.
    """
    try:
        ruleset.law("distribusi.batas")
    except NoLawInForce:
        return False
    return span.kind is PeriodKind.YEAR or bool(ruleset.choice("distribution.periodic"))


def counts_of(opd_id: UUID, span: Period) -> Counts:
    """The counts of one OPD. One query."""
    return counts_by_opd(span, opd_id).get(opd_id, NOBODY)


def counts_around(skp: Skp, span: Period, ruleset: Ruleset) -> Counts:
    """The counts of the group against whose pattern a result of this plan is held. One query."""
    if not is_by_unit(ruleset):
        return counts_of(skp.opd_id, span)
    return _counted(span, "unit_id", opd_id=skp.opd_id, unit_id=skp.unit_id).get(skp.unit_id, NOBODY)


def counts_by_opd(span: Period, opd_id: UUID | None = None) -> dict[UUID, Counts]:
    """People with an agreed plan by predikat, for all OPD or one. One query."""
    return _counted(span, "opd_id", **({"opd_id": opd_id} if opd_id is not None else {}))


def counts_by_unit(opd_id: UUID, span: Period) -> dict[UUID, Counts]:
    """The same for each unit of an OPD; people of the OPD itself are a group of their own. One query."""
    return _counted(span, "unit_id", opd_id=opd_id)


def _counted(span: Period, group: str, **only: Any) -> dict[UUID, Counts]:
    fixed = Q(evaluations__period=span.code, evaluations__status="finalised")
    rows = Skp.objects.filter(
        year=span.year, version__gt=0, period_start__lte=span.end, period_end__gte=span.start, **only
    ).annotate(fixed=FilteredRelation("evaluations", condition=fixed))
    found: dict[UUID, Counts] = {}
    for key, predikat, people in (
        rows.order_by().values_list(group, "fixed__predikat").annotate(people=Count("pk"))
    ):
        before = found.get(key, NOBODY)
        if predikat:
            found[key] = Counts({**before.people, Predikat(predikat): people}, before.waiting)
        else:
            found[key] = Counts(before.people, before.waiting + people)
    return found
