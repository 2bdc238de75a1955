"""What the city wants to reach: the goals tree with its measures and yearly targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Unit


class GoalLevel(models.TextChoices):
    """From the medium-term plan down to the indicator an OPD answers for."""

    MISSION = "misi", _("Misi RPJMD")
    GOAL = "tujuan", _("Tujuan")
    OBJECTIVE = "sasaran", _("Sasaran")
    INDICATOR = "indikator", _("Indikator OPD (IKU)")


class GoalBasis(models.TextChoices):
    """Which paper makes an indicator binding."""

    IKU = "iku", _("IKU (indikator kinerja utama)")
    AGREEMENT = "perjanjian_kinerja", _("Perjanjian kinerja")
    BOTH = "iku_perjanjian", _("IKU dan perjanjian kinerja")
    OTHER = "lain", _("Lainnya (SPM, renstra, program)")


class StandardPart(models.TextChoices):
    """What a service standard promises; the codes are those of the aspects of an indicator."""

    TIME = "waktu", _("Waktu")
    COST = "biaya", _("Biaya")
    QUALITY = "kualitas", _("Mutu")


class ServiceStandard(AgencyOwned):
    """One promise of a service to citizens (UU 25/2009 Pasal 21): how long, how much, how good."""

    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standards")
    service = models.CharField(max_length=200)
    part = models.CharField(max_length=10, choices=StandardPart.choices)
    promise = models.CharField(max_length=300)
    target = models.DecimalField(max_digits=18, decimal_places=4)
    unit_of_measure = models.CharField(max_length=40)
    direction = models.CharField(max_length=20, default="less_is_better")
    decree = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "opd", "service", "part", "promise", "target", "unit_of_measure", "direction", "decree",
            "source", "valid_from", "valid_until",
        }
    )  # fmt: skip

    class Meta:
        ordering = ("service", "part", "id")

    def __str__(self) -> str:
        return f"{self.service}: {self.promise}"


class Goal(AgencyOwned):
    """A node of the goals tree. Indicators carry a measure; the levels above carry the words."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    level = models.CharField(max_length=12, choices=GoalLevel.choices)
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="goals", null=True, blank=True)
    code = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=20, default="more_is_better")
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=300, blank=True)
    coverage = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=20, choices=GoalBasis.choices, blank=True)
    # The same thing, measured from another source: both stand side by side, nothing is averaged (D9).
    other_source_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="other_sources", null=True, blank=True
    )
    standard = models.ForeignKey(
        ServiceStandard, on_delete=models.PROTECT, related_name="goals", null=True, blank=True
    )

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "parent", "level", "opd", "code", "title", "unit_of_measure", "direction", "baseline",
            "baseline_year", "source", "method", "coverage", "as_of", "first_year", "last_year", "basis",
            "other_source_of", "standard",
        }
    )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class GoalTarget(AgencyOwned):
    """The target of one year, and what was reached."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    target = models.DecimalField(max_digits=18, decimal_places=4)
    realisation = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)

    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "goal", "year", "target", "realisation"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["goal", "year"], name="one_goal_target_a_year"),)
