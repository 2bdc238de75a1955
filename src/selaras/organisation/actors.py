"""Builds the actor from a login: person, agency, roles of today, people acted for today."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from selaras.authorization import Actor, Role
from selaras.core import clock
from selaras.core.counting import SOMEBODY, Kept, RowQuestion, question_for, row_question_for
from selaras.core.notices import unread_of
from selaras.core.scoping import across_agencies, agency_scope
from selaras.organisation.models import Agency, Delegation, Employee, LegalStatus, RoleAssignment

# One for each agency and day.
_HELD = Kept()


class Login(Protocol):
    """A sign-in account; `selaras.accounts` stands above this package."""

    pk: Any


class SignedIn(NamedTuple):
    """Who is behind a login, in which agency, and how many notices wait for the person."""

    actor: Actor
    agency: Agency
    unread: int


def actor_of(account: Login) -> SignedIn | None:
    """The person behind a login; None for a login that no person holds any more."""
    employee: Any = _person_question().row_about({SOMEBODY: account.pk})
    if employee is None:
        return None
    agency = employee.agency
    with agency_scope(agency.pk):
        actor = actor_for(employee, on=clock.today(agency), account_id=account.pk)
    return SignedIn(actor, agency, employee.unread)


@cache
def _person_question() -> RowQuestion:
    """Who is behind some login; asked on every page, so written once."""
    with across_agencies("the agency of a login is known only after its person is found"):
        led = Employee.objects.filter(pejabat_penilai=OuterRef("pk"))
        rows = Employee.objects.select_related("position", "unit", "agency").filter(account_id=SOMEBODY)
        rows = rows.annotate(leads=Exists(led), unread=unread_of(OuterRef("pk")))
        return row_question_for(rows.order_by()[:1])


def actor_for(employee: Employee, *, on: date, account_id: UUID | None = None) -> Actor:
    """The actor of an employee on a day. Call inside the agency's scope.

    Who no longer works here still sees what is about the own person, and nothing else.
    """
    has_left = employee.legal_status == LegalStatus.ENDED
    held = [] if has_left else _held(employee, on)
    return Actor(
        account_id=account_id,
        employee_id=employee.pk,
        agency_id=employee.agency_id,
        name=employee.full_name,
        position_title=employee.position.title if employee.position else "",
        opd_id=employee.unit.opd_id if employee.unit else None,
        unit_id=employee.unit_id,
        roles=frozenset(Role(role) for role, _opd in held if role),
        administered_opd_ids=frozenset(opd for role, opd in held if role == Role.OPD_ADMIN and opd),
        acts_for=frozenset(person for role, person in held if not role and person),
        leads=getattr(employee, "leads", False),
        plans=employee.needs_skp,
    )


def _held(employee: Employee, on: date) -> list[tuple[str, UUID | None]]:
    """(role, its OPD) of each role on a day, and ("", whom the person stands in for). One query for every page."""
    question = _HELD.question((employee.agency_id, on), lambda: question_for(_held_by_somebody(on)))
    return question.asked_by(employee.pk).rows()


def _held_by_somebody(on: date) -> QuerySet[Any, Any]:
    roles = RoleAssignment.objects.filter(Q(end=None) | Q(end__gte=on), employee=SOMEBODY, start__lte=on)
    stands_in = Delegation.objects.filter(
        Q(revoked_on=None) | Q(revoked_on__gt=on), to_employee=SOMEBODY, start__lte=on, end__gte=on
    )
    return roles.values_list("role", "opd_id").union(
        stands_in.values_list(Value("", CharField()), "from_employee_id"), all=True
    )
