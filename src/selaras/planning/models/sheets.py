"""A spreadsheet with an old plan that was read: what it would change, and whether it was taken over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee
from selaras.planning.models.plan import Skp


class PlanImport(AgencyOwned):
    """One reading of an own old plan. The file itself is not kept; `lines` hold what it said."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    skp = models.ForeignKey(Skp, on_delete=models.SET_NULL, related_name="+", null=True)
    file_names = models.CharField(max_length=600)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(
        max_length=10,
        choices=[("dry_run", _("Diperiksa")), ("applied", _("Diambil alih"))],
        default="dry_run",
    )
    lines = models.JSONField()
    faults = models.JSONField(default=list)
    months = models.JSONField(default=list)
    read_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose plan", "file_names": "words of the person", "lines": "the plan", "faults": "the plan",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "year", "skp", "sha256", "status", "months", "read_at", "applied_at"}
    )

    class Meta:
        ordering = ("-read_at", "-id")
