"""How the staff list came in, and what people said about their recorded superior."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models.people import Employee


class StaffImport(AgencyOwned):
    """One staff list that was read: what it would change, and whether it was applied."""

    file_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(
        max_length=10, choices=[("dry_run", _("Diperiksa")), ("applied", _("Diterapkan"))], default="dry_run"
    )
    source = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {"report": "names and numbers of the list", "uploaded_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "file_name", "sha256", "status", "source", "counts", "uploaded_at", "applied_at"}
    )

    @property
    def changed_in_all(self) -> int:
        """How many people who are known already change in any way."""
        return sum(self.counts.get(kind, 0) for kind in ("changed", "moved"))


class CorrectionStatus(models.TextChoices):
    """States of «my superior is wrong»."""

    OPEN = "open", _("Menunggu keputusan")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Ditolak")


class SuperiorCorrection(AgencyOwned):
    """An employee says that the superior on record is wrong; the OPD admin decides (complaint C-16)."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="superior_corrections")
    recorded_superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    note = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=CorrectionStatus.choices, default=CorrectionStatus.OPEN)
    decided_superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decision_reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id", "opd": "employee__unit__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "recorded_superior": "who", "proposed_superior": "who", "decided_superior": "who",
        "note": "words of the person", "decision_reason": "words about the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "status", "asked_at", "decided_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(status="open"), name="one_open_correction"
            ),
        )
