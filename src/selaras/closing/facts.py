"""Everybody of a year, read once for all steps: three queries whatever the number of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, FilteredRelation, Min, Q

from selaras.core.parts import in_parts
from selaras.evaluation.models import OrganisationPredikat
from selaras.evaluation.rhythm import refusals_of_year
from selaras.organisation.models import Assignment, Employee, without_skp
from selaras.planning.models import Skp
from selaras_rules import Period, whole_months

AT_ONCE = 400
# Months; who worked so long has an annual predikat in every agency.
WHOLE_YEAR = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of the year with its annual evaluation, as far as the closing looks at them."""

    skp_id: UUID
    employee_id: UUID
    unit_id: UUID
    opd_id: UUID
    start: date
    end: date
    version: int
    status: str
    pejabat_penilai_id: UUID | None
    atasan_pejabat_penilai_id: UUID | None
    evaluation_id: UUID | None
    evaluation_status: str | None
    # The one that holds: a decision on an objection writes its own here.
    predikat: str
    objection_status: str | None

    @property
    def is_fixed(self) -> bool:
        """Whether people have decided the annual predikat."""
        return self.evaluation_status == "finalised"


FIELDS = (
    "pk", "employee_id", "unit_id", "opd_id", "period_start", "period_end", "version", "status", "pejabat_penilai_id",
    "atasan_pejabat_penilai_id", "annual__pk", "annual__status", "annual__predikat", "annual__objection__status",
)  # fmt: skip


def plans_by_person(year: int, opd_id: UUID | None) -> dict[UUID, list[Plan]]:
    """The plans of a year by person, each person's last one last. One query."""
    span = Period.of_year(year)
    rows = Skp.objects.filter(year=year, **({"opd_id": opd_id} if opd_id else {}))
    rows = rows.annotate(annual=FilteredRelation("evaluations", condition=Q(evaluations__period=span.code)))
    found: dict[UUID, list[Plan]] = {}
    for told in rows.order_by("period_start", "pk").values_list(*FIELDS):
        plan = Plan(*told)
        found.setdefault(plan.employee_id, []).append(plan)
    return found


def result_of(plans: Iterable[Plan]) -> Plan | None:
    """The plan whose annual predikat holds for the person: of several the last fixed one."""
    fixed = [plan for plan in plans if plan.is_fixed]
    return fixed[-1] if fixed else None


def people_without_plan(year: int, opd_id: UUID | None, known: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Person → unit of everybody who should have a plan and has none. Two queries."""
    rows = Employee.objects.exclude(without_skp())
    rows = rows.filter(unit__opd_id=opd_id) if opd_id else rows
    without = dict(rows.order_by().values_list("pk", "unit_id"))
    for person in known:
        without.pop(person, None)
    first = Assignment.objects.filter(employee_id__in=rows.values("pk")).order_by().values("employee_id")
    begun = first.annotate(since=Min("start")).filter(since__gt=date(year, 12, 31))
    for person in begun.values_list("employee_id", flat=True):
        without.pop(person, None)
    return without


def too_short_a_year(plans: Iterable[Plan]) -> set[UUID]:
    """The plans that get no annual predikat by law, because the year in the post was too short."""
    short = [
        plan.skp_id for plan in plans if not plan.is_fixed and whole_months(plan.start, plan.end) < WHOLE_YEAR
    ]
    refused: set[UUID] = set()
    for part in in_parts(short, AT_ONCE):
        rows = Skp.objects.filter(pk__in=part, version__gt=0).select_related("agency")
        refused |= set(refusals_of_year(rows))
    return refused


def organisation_levels(year: int) -> dict[UUID, str]:
    """OPD → predikat of the organisation for the year. One query."""
    rows = OrganisationPredikat.objects.filter(period=Period.of_year(year).code)
    return dict(rows.values_list("opd_id", F("predikat")))
