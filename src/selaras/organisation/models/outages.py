"""When the systems people need were out: deadlines move by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.organisation.models.people import Employee


class SystemOutage(AgencyOwned):
    """A stretch in which this system could not be used: its day is held against nobody (complaint C-21)."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    # Empty where the system found it by itself when it came back.
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    PERSONAL: ClassVar[Mapping[str, str]] = {"recorded_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "starts_at", "ends_at", "reason", "recorded_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="outage_ends_after_its_start"
            ),
        )
