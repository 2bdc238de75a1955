"""Who still has to be rated in a period, and whose step it is: one rule for the start page and for every reminder.

A plan that was never agreed can't be rated: it waits to be agreed, which is a step of its own. Relatives do not judge
each other (P-42), and nobody judges the own work: then it is for who acts for the pejabat penilai, and where nobody
does, for the admin who names somebody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from selaras.authorization import Actor
from selaras.evaluation.kinship import kinship_between
from selaras.evaluation.models import Evaluation, Kinship
from selaras.evaluation.rhythm import in_rhythm, refusals_of_year
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.organisation.selectors import delegations_in_force
from selaras.planning.models import Skp
from selaras_rules import Period, PeriodKind, Ruleset

TO_AGREE = Q(version=0)
_AGREED = Q(version__gt=0)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How much of a period waits for one official: plans to rate, and plans to agree before they can be rated."""

    to_rate: int
    to_agree: int


def rated_in(span: Period, ruleset: Ruleset) -> QuerySet[Skp]:
    """The plans that have an evaluation in a period, by the rhythm of each."""
    rows = Skp.objects.filter(year=span.year, period_start__lte=span.end, period_end__gte=span.start)
    return in_rhythm(rows, span, ruleset)


def without_result(span: Period, ruleset: Ruleset) -> QuerySet[Skp]:
    """The plans that have an evaluation in a period, by the rhythm of each, and no fixed result of it."""
    fixed = Evaluation.objects.filter(skp=OuterRef("pk"), period=span.code, status="finalised")
    return rated_in(span, ruleset).filter(~Exists(fixed))


def to_rate_by(by: Actor, span: Period, ruleset: Ruleset) -> QuerySet[Skp]:
    """The agreed plans that the actor rates, as pejabat penilai or acting for one."""
    rows = _led_by(by, span, ruleset).filter(_AGREED)
    return rows.filter(~Exists(kinship_between(by.employee_id, OuterRef("employee_id"))))


def to_agree_by(by: Actor, span: Period, ruleset: Ruleset) -> QuerySet[Skp]:
    """The plans of the same people that can't be rated because they were never agreed."""
    return _led_by(by, span, ruleset).filter(TO_AGREE)


def without_official(span: Period, ruleset: Ruleset, on: date) -> QuerySet[Skp]:
    """Agreed plans that nobody may rate: their pejabat penilai is a relative, and nobody acts who is none."""
    acting = delegations_in_force(on).filter(from_employee_id=OuterRef("pejabat_penilai_id"))
    acting = acting.exclude(to_employee_id=OuterRef("employee_id"))
    acting = acting.filter(
        ~Exists(kinship_between(OuterRef("to_employee_id"), OuterRef(OuterRef("employee_id"))))
    )
    # Led by the few who declared something, not by all plans of a city.
    declared = Kinship.objects.filter(ended_at=None).values("employee_id")
    rows = without_result(span, ruleset).filter(_AGREED, employee_id__in=declared)
    return rows.filter(Exists(related_penilai()), ~Exists(acting.order_by()))


def related_penilai() -> QuerySet[Kinship]:
    """That the pejabat penilai of a plan is a relative of its person; to be asked about each plan."""
    return kinship_between(OuterRef("pejabat_penilai_id"), OuterRef("employee_id"))


def unfinished_by_official(agency: Agency, span: Period, on: date) -> dict[UUID, Unfinished]:
    """What waits for each official on a day, as each reads it on the start page. Six queries at most."""
    rows = without_result(span, ruleset_for(agency, span.end)).filter(pejabat_penilai__isnull=False)
    if span.kind is PeriodKind.YEAR:
        rows = rows.exclude(pk__in=_too_short(rows, span))
    standing_in = delegations_in_force(on).order_by().values("pk")
    acted = rows.filter(pejabat_penilai__delegations_given__in=standing_in)
    to_rate: Counter[UUID] = Counter()
    to_agree: Counter[UUID] = Counter()
    for plans, official in (
        (rows, "pejabat_penilai_id"), (acted, "pejabat_penilai__delegations_given__to_employee_id"),
    ):  # fmt: skip
        for person, rated, agreed in _counted(plans, official):
            to_rate[person] += rated
            to_agree[person] += agreed
    people = {person for person in (*to_rate, *to_agree) if to_rate[person] or to_agree[person]}
    return {person: Unfinished(to_rate[person], to_agree[person]) for person in people}


def _too_short(rows: QuerySet[Skp], span: Period) -> list[UUID]:
    """Those who worked too short a time for an annual predikat: of a year nobody waits for it."""
    parts = rows.exclude(period_start__lte=span.start, period_end__gte=span.end)
    return list(refusals_of_year(parts.filter(_AGREED).select_related("agency")))


def _led_by(by: Actor, span: Period, ruleset: Ruleset) -> QuerySet[Skp]:
    rows = without_result(span, ruleset).filter(pejabat_penilai_id__in=by.stands_for)
    return rows.exclude(Q(employee_id=by.employee_id))


def _counted(rows: QuerySet[Skp], official: str) -> QuerySet[Any]:
    """Official → how many of these plans to rate, and to agree; each plan once."""
    rows = rows.annotate(official=F(official)).exclude(employee_id=F("official"))
    rows = rows.annotate(is_related=Exists(kinship_between(OuterRef("official"), OuterRef("employee_id"))))
    return (
        rows.order_by()
        .values("official")
        .annotate(
            rated=Count("pk", filter=_AGREED & Q(is_related=False), distinct=True),
            agreed=Count("pk", filter=TO_AGREE, distinct=True),
        )
        .values_list("official", "rated", "agreed")
    )
