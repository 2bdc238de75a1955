"""Indicators whose number arrives by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from selaras.core.owned import AgencyOwned
from selaras.intake.models import FeedSource
from selaras.organisation.models import Employee, Unit
from selaras.planning.models import Iki, through


class CountedIndicator(AgencyOwned):
    """This indicator takes its number of a service of a unit from a source: nobody types it.

    `origin` names the kind of number (`selaras.monitoring.arriving`): «count», as a feed counts it (K-16), or «index»,
    as the users of the service judge it in a survey, then without a feed (K-17).
    """

    iki = models.OneToOneField(Iki, on_delete=models.PROTECT, related_name="counted_by")
    origin = models.CharField(max_length=10, default="count")
    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="+", null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=150)
    chosen_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("iki__rhk__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"chosen_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "iki", "origin", "source", "unit", "service", "chosen_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(origin="count") | models.Q(source__isnull=False),
                name="a_count_has_a_source",
            ),
        )
        indexes = (
            models.Index(fields=["source"], name="counted_by_source"),
            models.Index(fields=["agency", "origin"], name="counted_by_origin"),
        )

    @property
    def source_name(self) -> str:
        """The name of the source, as it stands beside the number."""
        return self.source.name if self.source is not None else _("Survei kepuasan")

    @property
    def employee_id(self) -> UUID:
        """Whose indicator it is."""
        return self.iki.rhk.skp.employee_id
