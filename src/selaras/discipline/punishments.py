"""Punishments in effect, as a table of cuts reads them: no words of a file, only what money follows from.

The file of a case is secret (Peraturan BKN 6/2022 Pasal 57); that a punishment cuts an allowance must be known to those
who pay it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from selaras.discipline.models import CaseStatus, CaseStep, CountedDay, CountedFor, DisciplineCase
from selaras_rules import ServedPunishment

IN_EFFECT = (CaseStatus.IN_EFFECT, CaseStatus.SERVED)
# After a remedy the ruling says from when it holds.
RULED = ("uphold", "take_corrected_effect")


@dataclass(frozen=True, slots=True)
class PunishmentOfCase:
    """A punishment in effect and the file it comes from."""

    case_id: UUID
    served: ServedPunishment


def punishments_in_effect(people: Collection[UUID], last: date) -> Mapping[UUID, list[PunishmentOfCase]]:
    """Person → the punishments that took effect until a day; one query, three where somebody is punished."""
    ruled = CaseStep.objects.filter(case=OuterRef("pk"), name__in=RULED).order_by("-order").values("day")
    rows = DisciplineCase.objects.filter(
        employee_id__in=people, status__in=IN_EFFECT, takes_effect_on__lte=last, is_dismissal=False
    )
    cases = list(rows.exclude(imposed_step="").annotate(ruled_on=Subquery(ruled[:1])).order_by("pk"))
    cut = _cases_cut_before(cases) if cases else set()
    found: dict[UUID, list[PunishmentOfCase]] = defaultdict(list)
    for case in cases:
        effect = max(case.takes_effect_on, case.ruled_on or case.takes_effect_on)
        if effect <= last:
            served = ServedPunishment(
                case.imposed_step, case.imposed_name, case.act_day, effect, was_cut=case.pk in cut
            )
            found[case.employee_id].append(PunishmentOfCase(case.pk, served))
    return found


def _cases_cut_before(cases: Collection[DisciplineCase]) -> set[UUID]:
    """The cases that rest on a day which was cut for another reason than this case."""
    resting = {(row.employee_id, row.day): row.case_id for row in _days_of([case.pk for case in cases])}
    people = [case.employee_id for case in cases]
    cuts = CountedDay.objects.filter(employee__in=people, counted_for=CountedFor.CUT)
    held = ((resting.get((row.employee_id, row.day)), row.case_id) for row in cuts)
    return {case for case, held_for in held if case is not None and held_for != case}


def days_to_hold(cases: Collection[UUID]) -> list[CountedDay]:
    """The days these cases rest on, as rows for the cut of their punishment, but those it holds already. Two queries.

    A day that something else holds is among them, so that holding it is refused.
    """
    if not cases:
        return []
    held = CountedDay.objects.filter(case__in=cases, counted_for=CountedFor.CUT)
    known = set(held.values_list("case_id", "day"))
    return [
        CountedDay(
            agency_id=row.agency_id, employee_id=row.employee_id, day=row.day, counted_for=CountedFor.CUT,
            case_id=row.case_id,
        )
        for row in _days_of(cases)
        if (row.case_id, row.day) not in known
    ]  # fmt: skip


def _days_of(cases: Collection[UUID]) -> list[CountedDay]:
    return list(CountedDay.objects.filter(case__in=cases, counted_for=CountedFor.CASE).order_by("day"))
