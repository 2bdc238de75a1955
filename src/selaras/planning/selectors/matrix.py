"""The matriks peran dan hasil: who under me carries what, and what others expect of me."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import NotFound
from selaras.organisation.models import WITHOUT_SKP, Employee
from selaras.planning.models import BorrowedMember, RencanaHasilKerja, RoleMatrixCell, Skp
from selaras.planning.selectors.plan import current_skp


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A member with one place for each result of the leader, in the order of the columns."""

    member: Employee
    cells: list[tuple[RencanaHasilKerja, RoleMatrixCell | None]] = field(default_factory=list)
    borrowing_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """True where nobody has thought of this person yet."""
        return all(cell is None for _rhk, cell in self.cells)

    @property
    def filled(self) -> int:
        """How many results this person contributes to."""
        return sum(cell is not None for _rhk, cell in self.cells)


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A result of the leader with how many people contribute to it."""

    rhk: RencanaHasilKerja
    filled: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns are the leader's results, rows the people who report to the leader, then those of other units."""

    skp: Skp
    columns: list[RencanaHasilKerja]
    rows: list[MatrixRow]

    @property
    def heads(self) -> list[MatrixColumn]:
        """The columns with their counts."""
        return [
            MatrixColumn(rhk, sum(row.cells[place][1] is not None for row in self.rows))
            for place, rhk in enumerate(self.columns)
        ]

    @property
    def idle(self) -> int:
        """How many people nobody has thought of yet."""
        return sum(row.is_empty for row in self.rows)

    def row_of(self, member_id: UUID) -> MatrixRow:
        """The row of a person; raises `NotFound`."""
        found = next((row for row in self.rows if row.member.pk == member_id), None)
        if found is None:
            raise NotFound()
        return found

    def column_of(self, rhk_id: UUID) -> int:
        """The place of a result among the columns; raises `NotFound`."""
        found = next((place for place, rhk in enumerate(self.columns) if rhk.pk == rhk_id), None)
        if found is None:
            raise NotFound()
        return found


def matrix_of(leader_id: UUID, year: int) -> Matrix | None:
    """The matrix of a leader for a year, None without an SKP; four queries whatever the size."""
    skp = current_skp(leader_id, year)
    if skp is None:
        return None
    columns = list(RencanaHasilKerja.objects.filter(skp=skp, is_active=True).order_by("-kind", "order", "id"))
    cells = {(cell.rhk_id, cell.member_id): cell for cell in RoleMatrixCell.objects.filter(rhk__skp=skp)}
    rows = [
        MatrixRow(
            member,
            [(rhk, cells.get((rhk.pk, member.pk))) for rhk in columns],
            getattr(member, "borrowing", None),
        )
        for member in _people_in(skp)
    ]
    return Matrix(skp, columns, rows)


def _people_in(skp: Skp) -> list[Employee]:
    """The own people by name, then those of other units, who carry the key of their `borrowing`; one query."""
    asked = BorrowedMember.objects.filter(skp=skp, member=OuterRef("pk")).values("pk")
    own = Q(pejabat_penilai_id=skp.employee_id) & ~Q(legal_status__in=WITHOUT_SKP)
    rows = Employee.objects.annotate(borrowing=Subquery(asked)).filter(own | Q(borrowing__isnull=False))
    found = rows.select_related("position", "unit").order_by("name", "id")
    return sorted(found, key=lambda person: person.borrowing is not None)


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
    borrowed = BorrowedMember.objects.filter(skp=rhk.skp).values("member_id")
    people = Employee.objects.filter(Q(pejabat_penilai_id=rhk.skp.employee_id) | Q(pk__in=borrowed))
    member = people.select_related("position", "unit").filter(pk=member_id).first()
    if member is None:
        raise NotFound()
    return rhk, member, RoleMatrixCell.objects.filter(rhk=rhk, member=member).first()


def cells_for_member(employee_id: UUID, year: int) -> list[RoleMatrixCell]:
    """What leaders wrote into their matrices for this person, with the results it supports."""
    rows = RoleMatrixCell.objects.filter(member_id=employee_id, rhk__skp__year=year, rhk__is_active=True)
    return list(rows.select_related("rhk__skp__employee").order_by("rhk__order", "id"))


def cells_for_plan(skp: Skp) -> list[RoleMatrixCell]:
    """What leaders expect of this person in this plan; after a move the leader of the post before expects nothing."""
    before = Skp.objects.filter(employee=skp.employee_id, period_end=skp.period_start - timedelta(days=1))
    rows = RoleMatrixCell.objects.filter(
        member_id=skp.employee_id, rhk__skp__year=skp.year, rhk__is_active=True
    )
    rows = rows.exclude(rhk__skp__employee__in=before.filter(year=skp.year).values("pejabat_penilai"))
    return list(rows.select_related("rhk__skp__employee").order_by("rhk__order", "id"))


def leader_results(skp: Skp) -> list[RencanaHasilKerja]:
    """Results of the leader that this plan may support: handed in already, or named in the matrix for this person."""
    named = RoleMatrixCell.objects.filter(member_id=skp.employee_id).values("rhk_id")
    shared = Q(skp__employee_id=skp.pejabat_penilai_id) & ~Q(skp__status="draft", skp__version=0)
    rows = RencanaHasilKerja.objects.filter(shared | Q(pk__in=named), skp__year=skp.year, is_active=True)
    return list(rows.select_related("skp__employee").order_by("-kind", "order", "id"))


def leader_plan_is_missing(skp: Skp) -> bool:
    """Whether the pejabat penilai has not handed in a plan for the year yet (C-17); a Wali Kota owes none."""
    if skp.pejabat_penilai is not None and not skp.pejabat_penilai.needs_skp:
        return False
    rows = Skp.objects.filter(employee_id=skp.pejabat_penilai_id, year=skp.year)
    return not rows.exclude(status="draft", version=0).exists()
