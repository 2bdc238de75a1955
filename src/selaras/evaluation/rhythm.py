"""When somebody is evaluated: the rhythm of the agency and of a part-time PPPK, and who has a year to evaluate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from selaras.evaluation.models import Evaluation
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import EmployeeKind
from selaras.planning.models import Skp
from selaras_rules import (
    Finding,
    NoLawInForce,
    Period,
    PeriodKind,
    Ruleset,
    choice_option,
    evaluation_rhythm,
    has_annual_predikat,
    kind_of_rhythm,
    whole_months,
)

PART_TIME = Q(employee__kind=EmployeeKind.PPPK_PART_TIME)


def allowed_kinds(ruleset: Ruleset, *, is_part_time: bool = False) -> tuple[PeriodKind, PeriodKind]:
    """The year, and the periodic evaluation: as the agency chose (Pasal 24), quarterly for a part-time PPPK."""
    try:
        rhythm = evaluation_rhythm(ruleset, is_part_time=is_part_time).value
    except NoLawInForce:
        # Before KepmenPANRB 16/2025 there was no part-time PPPK; such a plan follows the agency.
        rhythm = evaluation_rhythm(ruleset, is_part_time=False).value
    return PeriodKind.YEAR, kind_of_rhythm(rhythm)


def kinds_for(skp: Skp, ruleset: Ruleset) -> tuple[PeriodKind, PeriodKind]:
    """The kinds of period in which one person is evaluated."""
    return allowed_kinds(ruleset, is_part_time=skp.employee.kind == EmployeeKind.PPPK_PART_TIME)


def in_rhythm(rows: QuerySet[Skp], period: Period, ruleset: Ruleset) -> QuerySet[Skp]:
    """The plans that have an evaluation in this period: by their rhythm, or because one was opened already."""
    fitting = Q()
    if period.kind not in allowed_kinds(ruleset):
        fitting &= PART_TIME
    if period.kind not in allowed_kinds(ruleset, is_part_time=True):
        fitting &= ~PART_TIME
    if not fitting:
        return rows
    return rows.filter(fitting | Exists(Evaluation.objects.filter(skp=OuterRef("pk"), period=period.code)))


def refusals_of_year(skp_list: Iterable[Skp]) -> dict[UUID, Finding[bool]]:
    """Who did not work long enough in the year for an annual predikat, with the reason.

    All posts of a person in the year count together. No query while every plan is longer than any agency may ask.
    """
    longest = choice_option("evaluation.minimum_months").maximum or 12
    short = [skp for skp in skp_list if whole_months(skp.period_start, skp.period_end) < longest]
    if not short:
        return {}
    months = _months_worked(short)
    # Of one agency and mostly one year, however many they are.
    agencies = {(skp.agency_id, skp.year): skp.agency for skp in short}
    rulesets = {key: ruleset_for(agencies[key], Period.of_year(key[1]).end) for key in agencies}
    found = {}
    for skp in short:
        finding = has_annual_predikat(months[skp.employee_id, skp.year], rulesets[skp.agency_id, skp.year])
        if not finding.value:
            found[skp.pk] = finding
    return found


def _months_worked(skp_list: Iterable[Skp]) -> dict[tuple[UUID, int], int]:
    """Whole months by person and year; a move on the tenth takes no month away. One query."""
    asked = {(skp.employee_id, skp.year) for skp in skp_list}
    rows = Skp.objects.filter(
        employee_id__in={person for person, _year in asked},
        year__in={year for _person, year in asked},
        version__gt=0,
    )
    spans: dict[tuple[UUID, int], list[tuple[date, date]]] = defaultdict(list)
    for person, year, start, end in rows.order_by("period_start").values_list(
        "employee_id", "year", "period_start", "period_end"
    ):
        before = spans[person, year]
        if before and start <= before[-1][1] + timedelta(days=1):
            before[-1] = (before[-1][0], max(end, before[-1][1]))
        else:
            before.append((start, end))
    return {key: min(12, sum(whole_months(start, end) for start, end in spans[key])) for key in asked}
