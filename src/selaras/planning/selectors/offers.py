"""Offers of people for results of their leader, and people borrowed across units."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import NotFound
from selaras.organisation.models import Employee
from selaras.planning.models import BorrowedMember, RencanaHasilKerja, RoleMatrixCell, RoleOffer, Skp

OF_OFFER = ("member__position", "member__unit", "rhk__skp__employee")


@dataclass(frozen=True, slots=True)
class OpenResult:
    """A result of one's leader: what one carries of it already, and the offer that waits."""

    rhk: RencanaHasilKerja
    cell: RoleMatrixCell | None
    waiting: RoleOffer | None


def results_to_offer_for(employee: Employee, year: int) -> list[OpenResult]:
    """The results that the leader has shared, with what this person has to do with each; three queries."""
    shared = Q(skp__employee_id=employee.pejabat_penilai_id) & ~Q(skp__status="draft", skp__version=0)
    rows = RencanaHasilKerja.objects.filter(shared, skp__year=year, is_active=True)
    found = list(rows.select_related("skp__employee").order_by("-kind", "order", "id"))
    cells = {row.rhk_id: row for row in RoleMatrixCell.objects.filter(rhk__in=found, member=employee)}
    offers = RoleOffer.objects.filter(rhk__in=found, member=employee, status="waiting")
    waiting = {row.rhk_id: row for row in offers}
    return [OpenResult(rhk, cells.get(rhk.pk), waiting.get(rhk.pk)) for rhk in found]


def result_to_offer_for(employee: Employee, rhk_id: UUID) -> RencanaHasilKerja:
    """One shared result of the leader; raises `NotFound`."""
    shared = Q(skp__employee_id=employee.pejabat_penilai_id) & ~Q(skp__status="draft", skp__version=0)
    rows = RencanaHasilKerja.objects.filter(shared, pk=rhk_id, is_active=True)
    found: RencanaHasilKerja | None = rows.select_related("skp__employee").first()
    if found is None:
        raise NotFound()
    return found


def own_offers(employee_id: UUID, year: int) -> list[RoleOffer]:
    """What this person offered for a year, the newest first."""
    rows = RoleOffer.objects.filter(member_id=employee_id, rhk__skp__year=year).select_related(*OF_OFFER)
    return list(rows.order_by("-offered_at", "-id")[:50])


def offers_to_answer(by: Actor, year: int) -> list[RoleOffer]:
    """Offers that wait for this person's answer, the longest waiting first."""
    rows = RoleOffer.objects.filter(status="waiting", rhk__skp__year=year).select_related(*OF_OFFER)
    return list(visible(by, Permission.ANSWER_OFFER, rows).order_by("offered_at", "id")[:200])


def offer_for(by: Actor, pk: UUID, permission: Permission) -> RoleOffer:
    """One offer on which this person may take a step; raises `NotFound`."""
    rows = RoleOffer.objects.filter(pk=pk).select_related("rhk__skp__employee", "member__position")
    found: RoleOffer | None = visible(by, permission, rows).first()
    if found is None:
        raise NotFound()
    return found


def borrowed_from(by: Actor, year: int) -> list[BorrowedMember]:
    """Own people whom leaders of other units ask for, those not known yet first."""
    rows = BorrowedMember.objects.filter(skp__year=year).select_related("member", "skp__employee__unit")
    found = visible(by, Permission.KNOW_BORROWING, rows).order_by("member__name", "id")
    return sorted(found, key=lambda row: row.known_at is not None)


def borrowing_for(by: Actor, pk: UUID) -> BorrowedMember:
    """Who is borrowed by whom: for the leader, the own superior and the person; raises `NotFound`."""
    rows = BorrowedMember.objects.filter(pk=pk).select_related(
        "member__position", "member__unit", "own_superior", "skp__employee__position", "skp__employee__unit"
    )
    known = visible(by, Permission.KNOW_BORROWING, rows).first()
    found: BorrowedMember | None = known or rows.filter(_takes_part(by)).first()
    if found is None:
        raise NotFound()
    return found


def cells_of_member_in(skp: Skp, member_id: UUID) -> list[RoleMatrixCell]:
    """What a leader wrote for one person."""
    rows = RoleMatrixCell.objects.filter(rhk__skp=skp, rhk__is_active=True, member_id=member_id)
    return list(rows.select_related("rhk").order_by("rhk__order", "id"))


def _takes_part(by: Actor) -> Q:
    return Q(member_id=by.employee_id) | Q(skp__employee_id=by.employee_id)
