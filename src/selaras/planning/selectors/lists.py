"""Lists for who leads people: plans that wait for an answer, and where each member stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from selaras.authorization import Actor
from selaras.organisation.models import WITHOUT_SKP, Employee
from selaras.planning.models import Skp


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A member and the plan of the year, None where there is none yet."""

    member: Employee
    skp: Skp | None

    @property
    def state(self) -> str:
        """The state for the pill; «missing» without a plan."""
        return self.skp.status if self.skp else "missing"


def team_members(by: Actor, year: int) -> QuerySet[Employee]:
    """The people this person answers for, those without any plan first."""
    plans = Count("skp_list", filter=Q(skp_list__year=year))
    first = Case(When(plan_count=0, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Employee.objects.filter(pejabat_penilai_id__in=by.stands_for).exclude(legal_status__in=WITHOUT_SKP)
    found: QuerySet[Any] = rows.select_related("position", "unit").annotate(plan_count=Coalesce(plans, 0))
    return found.order_by(first, "name")


def team_plans(members: list[Employee], year: int) -> list[TeamPlan]:
    """The plan of each of these members; one query."""
    rows = Skp.objects.filter(employee__in=members, year=year).order_by("period_start")
    by_member = {skp.employee_id: skp for skp in rows}
    return [TeamPlan(member, by_member.get(member.pk)) for member in members]
