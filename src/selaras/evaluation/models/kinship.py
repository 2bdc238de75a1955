"""Relatives do not judge each other (P-42): who is related to which official, as somebody declared it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import THROUGH_EMPLOYEE, Employee


class Kinship(AgencyOwned):
    """An employee and an official are related, from the declaration until somebody ends it.

    How they are related is not asked: that they are suffices, and families are nobody's business here.
    """

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="kinships")
    official = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    declared_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    declared_at = models.DateTimeField()
    ended_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "family", "official": "family", "declared_by": "who", "ended_by": "who",
        "end_reason": "words about a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "declared_at", "ended_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee", "official"],
                condition=models.Q(ended_at__isnull=True),
                name="kinship_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(employee=models.F("official")), name="kinship_with_somebody_else"
            ),
        )
        indexes = (models.Index(fields=["official", "ended_at"], name="kinship_of_official"),)
