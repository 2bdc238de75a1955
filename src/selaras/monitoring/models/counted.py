"""Indicators whose number arrives by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.intake.models import FeedSource
from selaras.organisation.models import Employee, Unit
from selaras.planning.models import Iki, through


class CountedIndicator(AgencyOwned):
    """This indicator counts a service of a unit, as a source reports it: nobody types its number (K-16)."""

    iki = models.OneToOneField(Iki, on_delete=models.PROTECT, related_name="counted_by")
    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=150)
    chosen_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("iki__rhk__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"chosen_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "iki", "source", "unit", "service", "chosen_at"}
    )

    class Meta:
        indexes = (models.Index(fields=["source"], name="counted_by_source"),)

    @property
    def employee_id(self) -> UUID:
        """Whose indicator it is."""
        return self.iki.rhk.skp.employee_id
