"""Finding and reading secret files: only for those they name, and each reading is recorded before anything is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.core.audit import Entry, append_events
from selaras.core.models import AuditEvent
from selaras.core.rows import row_of
from selaras.discipline.events import CASE_READ, CASES_LISTED
from selaras.discipline.models import CaseStep, DisciplineCase
from selaras.discipline.punishments import IN_EFFECT

READINGS_SHOWN = 30
_PEOPLE = (
    "employee__position", "employee__unit__opd", "agency", "examiner__position", "examiner__unit", "official__position",
    "official__unit", "clerk", "overseer__position", "personnel_officer__position", "opened_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read the file."""

    at: datetime
    who: str


def cases_named_in(by: Actor) -> QuerySet[DisciplineCase]:
    """The files that name this person, the newest first."""
    rows = visible(by, Permission.VIEW_CASE, DisciplineCase.objects.all())
    return rows.select_related("employee__position").order_by("-opened_at", "-id")


def own_punishments(by: Actor) -> list[tuple[str, date]]:
    """Level and day of every decision about this person that has taken effect; the own file tells nothing new."""
    rows = DisciplineCase.objects.filter(
        employee_id=by.employee_id,
        status__in=IN_EFFECT,
        decided_on__isnull=False,
    )
    kept = visible(by, Permission.VIEW_CASE, rows).exclude(imposed_level="").order_by("decided_on")
    return list(kept.values_list("imposed_level", "decided_on"))


def record_listing(cases: Sequence[DisciplineCase], by: Actor) -> None:
    """Names of people in cases were shown: one line for the whole list; the own file alone tells nothing new."""
    others = [case for case in cases if case.employee_id != by.employee_id]
    if others:
        entry = Entry(by.agency_id, by.agency_id, "Agency", by.agency_id, {"count": len(others)})
        with transaction.atomic():
            append_events(CASES_LISTED, by=by, entries=(entry,))


def case_read_by(by: Actor, pk: UUID, page: str) -> DisciplineCase:
    """A file, with its reading recorded. Raises `NotFound` for everybody whom it does not name."""
    case = case_for(by, pk)
    entry = Entry(case.agency_id, case.pk, "DisciplineCase", case.pk, {"file": case.number, "page": page})
    with transaction.atomic():
        append_events(CASE_READ, by=by, entries=(entry,))
    return case


def case_for(by: Actor, pk: UUID) -> DisciplineCase:
    """A file that somebody is about to act on; what is shown of it goes through `case_read_by`. Raises `NotFound`."""
    rows = visible(by, Permission.VIEW_CASE, DisciplineCase.objects.filter(pk=pk))
    return row_of(rows.select_related(*_PEOPLE))


def step_of(case: DisciplineCase, order: int) -> CaseStep:
    """One step of the file. Raises `NotFound`."""
    found = row_of(CaseStep.objects.filter(case=case, order=order).select_related("taken_by__position"))
    found.case = case
    return found


def readings_of(case: DisciplineCase) -> list[Reading]:
    """Who read the file, the last first: everybody it names may know."""
    rows = AuditEvent.objects.filter(subject_id=case.pk, about_id=case.pk, kind=CASE_READ.code).order_by(
        "-seq"
    )
    return [Reading(at, who) for at, who in rows.values_list("at", "actor_name")[:READINGS_SHOWN]]
