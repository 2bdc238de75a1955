"""Who goes along with somebody who finds the change hard (P-36, K-24)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee


class Companion(AgencyOwned):
    """A pendamping: a colleague who asks how it goes and lends a hand; never somebody who rates."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="companions")
    companion = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="accompanied")
    since = models.DateField()
    until = models.DateField(null=True)
    named_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "employee_id",
        "pejabat_penilai": "employee__pejabat_penilai_id",
        "opd": "employee__unit__opd_id",
    }
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "companion": "who", "named_by": "who", "since": "when", "until": "when",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(until=None), name="one_companion_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(employee=models.F("companion")), name="nobody_is_their_own_companion"
            ),
        )
