"""Days on which a place does not work beside the holidays of the nation: of the city, of an office, of a unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Unit


class LocalHoliday(AgencyOwned):
    """One day off with the decision it rests on; without a unit it is the whole city's."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    day = models.DateField()
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=160)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "unit", "day", "name", "basis"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "day"], name="one_local_holiday_a_unit_day"),
            models.UniqueConstraint(
                fields=["agency", "day"], condition=models.Q(unit=None), name="one_local_holiday_a_city_day"
            ),
        )

    @property
    def audit_subject_id(self) -> UUID:
        """Holidays are the agency's business."""
        return self.agency_id
