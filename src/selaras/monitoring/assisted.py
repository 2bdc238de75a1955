"""Questions about what was typed for others."""

from __future__ import annotations

from uuid import UUID

from selaras.authorization import Actor, Permission, decide, visible
from selaras.core.errors import NotFound
from selaras.core.rows import row_of
from selaras.monitoring.models import AssistedEntry, AssistedState
from selaras.organisation.models import Employee
from selaras.planning.models import Iki, Skp

_PEOPLE = ("skp__employee__position", "skp__agency", "typist", "iki__rhk__skp__agency", "stored_file")


def people_to_help(by: Actor, year: int, words: str = "") -> list[Skp]:
    """Agreed plans of those for whom the actor may type, by name; at most thirty. One query."""
    rows = visible(by, Permission.ENTER_FOR, Skp.objects.filter(year=year, version__gt=0))
    rows = rows.filter(employee__name__icontains=words) if words else rows
    return list(rows.select_related("employee").order_by("employee__name", "-period_start")[:30])


def skp_to_help(by: Actor, pk: UUID) -> Skp:
    """The plan of somebody whom the actor may help. Raises `NotFound`."""
    rows = visible(by, Permission.ENTER_FOR, Skp.objects.filter(pk=pk, version__gt=0))
    return row_of(rows.select_related("employee__position", "agency"))


def iki_to_help(skp: Skp, pk: str) -> Iki | None:
    """One indicator of that plan; None for none."""
    if not pk:
        return None
    rows = Iki.objects.filter(pk=pk, rhk__skp=skp)
    return rows.select_related("rhk__skp__employee", "rhk__skp__agency").first()


def entries_to_confirm(by: Actor) -> list[AssistedEntry]:
    """What others typed for the actor and what waits for the answer. One query."""
    rows = AssistedEntry.objects.filter(skp__employee_id=by.employee_id, state=AssistedState.WAITING)
    return list(rows.select_related(*_PEOPLE).order_by("entered_at"))


def entries_typed_by(by: Actor) -> list[AssistedEntry]:
    """What the actor typed for others, newest first; at most fifty. One query."""
    rows = AssistedEntry.objects.filter(typist_id=by.employee_id).select_related(*_PEOPLE)
    return list(rows.order_by("-entered_at")[:50])


def entry_seen_by(by: Actor, pk: UUID) -> AssistedEntry:
    """One entry, for its owner, its typist and those who see the progress. Raises `NotFound`."""
    entry = AssistedEntry.objects.filter(pk=pk).select_related(*_PEOPLE).first()
    if entry is None or entry.agency_id != by.agency_id:
        raise NotFound()
    if entry.typist_id != by.employee_id and not decide(by, Permission.VIEW_PROGRESS, entry):
        raise NotFound()
    return entry


def assisted_of(skp: Skp) -> list[AssistedEntry]:
    """Everything typed for the owner of an SKP that was not declined, newest first. One query."""
    rows = AssistedEntry.objects.filter(skp=skp).exclude(state=AssistedState.DECLINED)
    return list(rows.select_related("typist", "iki").order_by("-entered_at"))


def typist_of(result_id: UUID) -> Employee | None:
    """Who typed a realisation or evidence for its owner; None where the owner did. One query."""
    entry = AssistedEntry.objects.filter(result_id=result_id).select_related("typist").first()
    return entry.typist if entry else None


def employee_with_codes(by: Actor, pk: UUID) -> Employee:
    """Somebody for whom the actor may issue codes. Raises `NotFound`."""
    return row_of(visible(by, Permission.ISSUE_CONFIRMATION_CODES, Employee.objects.filter(pk=pk)))
