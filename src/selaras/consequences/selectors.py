"""What one may ask about consequences; everything starts from what the person may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.consequences.models import CreditOpening, ImportedOpening, Pak
from selaras.core.rows import row_of
from selaras.organisation.models import WITHOUT_SKP, Employee, EmployeeKind, PositionKind


def credit_person(by: Actor, pk: UUID) -> Employee:
    """A person whose angka kredit this actor may see. Raises `NotFound`."""
    rows = Employee.objects.filter(pk=pk).select_related(
        "agency", "position", "unit__opd", "pejabat_penilai__position", "pejabat_penilai__unit"
    )
    return row_of(visible(by, Permission.VIEW_ANGKA_KREDIT, rows))


def credit_people(by: Actor, *, name: str = "", without_opening: bool = False) -> QuerySet[Employee]:
    """The JF who collect angka kredit and whom the actor may see, by name; oneself is on the own page."""
    kinds = (EmployeeKind.PNS, EmployeeKind.CPNS)
    rows = Employee.objects.filter(position__kind=PositionKind.JF, kind__in=kinds)
    rows = visible(by, Permission.VIEW_ANGKA_KREDIT, rows).exclude(legal_status__in=WITHOUT_SKP)
    rows = rows.exclude(pk=by.employee_id)
    if name:
        rows = rows.filter(name__icontains=name)
    if without_opening:
        typed = CreditOpening.objects.filter(employee=OuterRef("pk"))
        imported = ImportedOpening.objects.filter(employee=OuterRef("pk"), is_current=True)
        rows = rows.filter(~Exists(typed), ~Exists(imported))
    return rows.select_related("position", "unit__opd").order_by("name", "id")


def _successors() -> Prefetch[str]:
    """Determinations that replace one, or are proposed to; those that were given back do not count."""
    rows = Pak.objects.exclude(status="declined")
    return Prefetch("replacements", queryset=rows, to_attr="successors")


def pak_for(by: Actor, pk: UUID) -> Pak:
    """One determination with its people. Raises `NotFound`."""
    rows = Pak.objects.filter(pk=pk).select_related(
        "agency", "employee__agency", "employee__position", "employee__unit__opd",
        "employee__pejabat_penilai__position", "employee__pejabat_penilai__unit", "proposed_by",
        "decided_by__position", "decided_by__unit",
    ).prefetch_related(_successors())  # fmt: skip
    return row_of(visible(by, Permission.VIEW_ANGKA_KREDIT, rows))


def pak_list_of(employee: Employee) -> list[Pak]:
    """The determinations of a person, the newest first. Two queries."""
    rows = Pak.objects.filter(employee=employee).select_related("decided_by", "proposed_by")
    rows = rows.prefetch_related(_successors())
    return list(rows.order_by("-proposed_at", "-id"))


def pak_awaiting(by: Actor) -> list[Pak]:
    """Determinations that wait for this actor. One query."""
    rows = visible(by, Permission.DECIDE_PAK, Pak.objects.filter(status="proposed"))
    return list(rows.select_related("employee__position").order_by("proposed_at", "id"))
