"""The matriks peran dan hasil: who carries what of a leader's results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee
from selaras.planning.models.plan import RencanaHasilKerja, Skp, through


class CascadeKind(models.TextChoices):
    """How a member carries the leader's result."""

    DIRECT = "langsung", _("Langsung: hasil yang sama, sebagian target")
    INDIRECT = "tidak_langsung", _("Tidak langsung: hasil antara yang mendukung")
    SPECIAL = "penugasan", _("Penugasan khusus: di luar tugas pokok")


class RoleMatrixCell(AgencyOwned):
    """One cell of the matriks peran dan hasil: what a member contributes to a result of the leader."""

    rhk = models.ForeignKey(RencanaHasilKerja, on_delete=models.CASCADE, related_name="matrix_cells")
    member = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="matrix_cells")
    text = models.CharField(max_length=500)
    cascade = models.CharField(max_length=15, choices=CascadeKind.choices, default=CascadeKind.INDIRECT)
    # Who gave a special assignment, and by which order; the SKP prints it as «penugasan dari».
    assigned_by = models.CharField(max_length=200, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("rhk__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"member": "who", "text": "the plan", "assigned_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "rhk", "cascade"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rhk", "member"], name="one_cell_a_member"),)


class BorrowedMember(AgencyOwned):
    """Somebody of another unit in a leader's matrix, with the knowledge of the own superior."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="borrowed_members")
    member = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="borrowings")
    own_superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    purpose = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    known_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "member_id", "pejabat_penilai": "own_superior_id",
    }  # fmt: skip
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "member": "who", "own_superior": "who", "purpose": "words about the person's work",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "asked_at", "known_at"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["skp", "member"], name="borrowed_once"),)

    @property
    def employee_id(self) -> UUID:
        """Who is borrowed."""
        return self.member_id


class RoleOffer(AgencyOwned):
    """A member offers to carry a part of a leader's result; the leader accepts, or declines with a reason."""

    rhk = models.ForeignKey(RencanaHasilKerja, on_delete=models.CASCADE, related_name="offers")
    member = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="role_offers")
    text = models.CharField(max_length=500)
    status = models.CharField(max_length=12, default="waiting")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "member_id", "pejabat_penilai": "rhk__skp__employee_id",
    }  # fmt: skip
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "member": "who", "text": "words of the person", "answer": "words about the person's offer",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "rhk", "status", "offered_at", "answered_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["rhk", "member"], condition=models.Q(status="waiting"), name="one_waiting_offer"
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Who offers."""
        return self.member_id
