"""What other offices recommend as predikat of an OPD, before the level above sets it (SE MenPANRB 3/2023)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.evaluation.models.results import LEVELS
from selaras.organisation.models import Employee, Unit


class RecommendingOffice(models.TextChoices):
    """The units whose recommendation the level above may weigh."""

    PLANNING = "perencanaan", _("Unit perencanaan")
    PERSONNEL = "kepegawaian", _("Unit kepegawaian")
    OVERSIGHT = "pengawasan", _("Unit pengawasan (inspektorat)")


class OrganisationRecommendation(AgencyOwned):
    """What one office recommends for an OPD and a period, with its reason. It binds nobody."""

    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="recommendations")
    period = models.CharField(max_length=8)
    office = models.CharField(max_length=12, choices=RecommendingOffice.choices)
    predikat = models.CharField(max_length=20, choices=LEVELS)
    reason = models.TextField()
    # The letter in which an office without a login of its own said so.
    letter = models.CharField(max_length=120, blank=True)
    given_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"given_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "opd", "period", "office", "predikat", "reason", "letter", "given_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["opd", "period", "office"], name="one_recommendation_an_office"),
        )
