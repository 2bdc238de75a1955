"""The matriks peran dan hasil: who under me carries what, and what others expect of me."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import NotFound
from selaras.organisation.models import WITHOUT_SKP, Employee
from selaras.planning.models import RencanaHasilKerja, RoleMatrixCell, Skp
from selaras.planning.selectors.plan import current_skp


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A member with one place for each result of the leader, in the order of the columns."""

    member: Employee
    cells: list[tuple[RencanaHasilKerja, RoleMatrixCell | None]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True where nobody has thought of this person yet."""
        return all(cell is None for _rhk, cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns are the leader's results, rows the people who report to the leader."""

    skp: Skp
    columns: list[RencanaHasilKerja]
    rows: list[MatrixRow]


def matrix_of(leader_id: UUID, year: int) -> Matrix | None:
    """The matrix of a leader for a year, None without an SKP; four queries whatever the size."""
    skp = current_skp(leader_id, year)
    if skp is None:
        return None
    columns = list(RencanaHasilKerja.objects.filter(skp=skp, is_active=True).order_by("-kind", "order", "id"))
    cells = {(cell.rhk_id, cell.member_id): cell for cell in RoleMatrixCell.objects.filter(rhk__skp=skp)}
    rows = [
        MatrixRow(member, [(rhk, cells.get((rhk.pk, member.pk))) for rhk in columns])
        for member in members_under(leader_id)
    ]
    return Matrix(skp, columns, rows)


def members_under(leader_id: UUID) -> list[Employee]:
    """The people whose pejabat penilai this person is, without those the law exempts."""
    rows = Employee.objects.filter(pejabat_penilai_id=leader_id).exclude(legal_status__in=WITHOUT_SKP)
    return list(rows.select_related("position", "unit").order_by("name"))


def place_in_matrix(
    by: Actor, rhk_id: UUID, member_id: UUID
) -> tuple[RencanaHasilKerja, Employee, RoleMatrixCell | None]:
    """One own result, one member, and what stands there now; raises `NotFound`."""
    rows = RencanaHasilKerja.objects.filter(pk=rhk_id, is_active=True).select_related("skp")
    rhk = visible(by, Permission.EDIT_MATRIX, rows).first()
    if rhk is None:
        raise NotFound()
    people = Employee.objects.filter(pk=member_id, pejabat_penilai_id=rhk.skp.employee_id)
    member = people.select_related("position", "unit").first()
    if member is None:
        raise NotFound()
    return rhk, member, RoleMatrixCell.objects.filter(rhk=rhk, member=member).first()


def cells_for_member(employee_id: UUID, year: int) -> list[RoleMatrixCell]:
    """What leaders wrote into their matrices for this person, with the results it supports."""
    rows = RoleMatrixCell.objects.filter(member_id=employee_id, rhk__skp__year=year, rhk__is_active=True)
    return list(rows.select_related("rhk__skp__employee").order_by("rhk__order", "id"))


def leader_results(skp: Skp) -> list[RencanaHasilKerja]:
    """Results of the leader that this plan may support: handed in already, or named in the matrix for this person."""
    named = RoleMatrixCell.objects.filter(member_id=skp.employee_id).values("rhk_id")
    shared = Q(skp__employee_id=skp.pejabat_penilai_id) & ~Q(skp__status="draft", skp__version=0)
    rows = RencanaHasilKerja.objects.filter(shared | Q(pk__in=named), skp__year=skp.year, is_active=True)
    return list(rows.select_related("skp__employee").order_by("-kind", "order", "id"))


def leader_plan_is_missing(skp: Skp) -> bool:
    """Whether the pejabat penilai has not handed in a plan for the year yet (C-17)."""
    rows = Skp.objects.filter(employee_id=skp.pejabat_penilai_id, year=skp.year)
    return not rows.exclude(status="draft", version=0).exists()
