"""Work that became simpler: before and after, looked at by a second person (P-24)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.monitoring.models.work import Evidence
from selaras.organisation.models import Employee
from selaras.planning.models import RencanaHasilKerja, Skp, through


class ProcessChange(AgencyOwned):
    """What a process took before and takes now: days, steps, documents, and one thing of its own to count.

    Somebody else looks at it and says how they checked; until then it is only told, not shown.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="process_changes")
    rhk = models.ForeignKey(
        RencanaHasilKerja, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    process = models.CharField(max_length=150)
    what = models.CharField(max_length=500)
    measured_on = models.DateField()
    days_before = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    days_after = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    steps_before = models.PositiveIntegerField(null=True, blank=True)
    steps_after = models.PositiveIntegerField(null=True, blank=True)
    documents_before = models.PositiveIntegerField(null=True, blank=True)
    documents_after = models.PositiveIntegerField(null=True, blank=True)
    # For example «jenis izin», 29 before and 18 after.
    counted = models.CharField(max_length=60, blank=True)
    count_before = models.PositiveIntegerField(null=True, blank=True)
    count_after = models.PositiveIntegerField(null=True, blank=True)
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    checked_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(null=True)
    check_words = models.CharField(max_length=500, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "process": "work of the person", "what": "work of the person", "days_before": "result",
        "days_after": "result", "steps_before": "result", "steps_after": "result", "documents_before": "result",
        "documents_after": "result", "counted": "result", "count_before": "result", "count_after": "result",
        "checked_by": "who", "is_confirmed": "about a person", "check_words": "words about a person",
        "measured_on": "work of the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "rhk", "evidence", "written_at", "checked_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(checked_by=None, checked_at=None, is_confirmed=None, check_words="")
                | models.Q(checked_by__isnull=False, checked_at__isnull=False, is_confirmed__isnull=False)
                & ~models.Q(check_words=""),
                name="process_checked_by_whom_and_how",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose work it is."""
        return self.skp.employee_id
