"""The closing of a year: what was there on a day, counted and listed. It decides nothing and changes no result.

Counts and lists are kept because a closing says what was true on its day; what changes later comes in with the next
round. Of single people only what is missing is kept: results, angka kredit and boxes are worked out where they are
read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned, Bookkeeping
from selaras.evaluation.models import LEVELS
from selaras.intake.models import FeedFact
from selaras.jobs.models import Job
from selaras.organisation.models import Employee, Unit
from selaras_rules import DistributionVerdict


class YearClosing(AgencyOwned):
    """A year of one perangkat daerah, or of the whole agency. It can be closed again; each time is a `round`."""

    year = models.PositiveSmallIntegerField()
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    round = models.PositiveSmallIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # The last round that went through to its end.
    closed_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"asked_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "year", "opd", "round", "job", "asked_at", "closed_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "year", "opd"], name="one_closing_an_opd"),
            models.UniqueConstraint(
                fields=["agency", "year"], condition=models.Q(opd=None), name="one_closing_an_agency"
            ),
        )


class ClosingStep(Bookkeeping):
    """A step that went through in a round, with its figures."""

    closing = models.ForeignKey(YearClosing, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=30)
    round = models.PositiveSmallIntegerField()
    figures = models.JSONField(default=dict)
    done_at = models.DateTimeField()

    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "closing", "code", "round", "figures", "done_at"}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["closing", "code"], name="closing_step_once"),)


class UnitDistribution(Bookkeeping):
    """How the predikat of a unit's people spread when the year was closed. An OPD counts with all its units."""

    closing = models.ForeignKey(YearClosing, on_delete=models.CASCADE, related_name="distributions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_opd = models.BooleanField()
    # Predikat → people; without names.
    counts = models.JSONField()
    people = models.PositiveIntegerField()
    organisation_predikat = models.CharField(max_length=20, choices=LEVELS, blank=True)
    verdict = models.CharField(max_length=20, blank=True)
    because = models.JSONField(default=list)

    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "closing", "unit", "is_opd", "counts", "people", "organisation_predikat", "verdict",
            "because",
        }
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["closing", "unit", "is_opd"], name="one_distribution_a_unit"),
        )

    @property
    def verdict_label(self) -> str:
        """What the pattern says, in words; empty where it was not held against this row."""
        return DistributionVerdict(self.verdict).label if self.verdict else ""


class GapKind(models.TextChoices):
    """What is missing until somebody has a result that holds; in the order of the way there."""

    NO_PLAN = "no_plan", _("Belum ada SKP")
    NO_SUPERIOR = "no_superior", _("Belum ada pejabat penilai")
    NOT_SUBMITTED = "not_submitted", _("SKP belum diajukan")
    NOT_AGREED = "not_agreed", _("SKP belum disepakati")
    NO_ORGANISATION = "no_organisation", _("Predikat organisasi belum ditetapkan")
    NOT_OPENED = "not_opened", _("Evaluasi tahunan belum dibuka")
    NOT_FIXED = "not_fixed", _("Predikat belum ditetapkan")
    OBJECTION = "objection", _("Keberatan belum diputuskan")


class Gap(Bookkeeping):
    """One person without a result that holds, what is missing first, and whose turn it is."""

    closing = models.ForeignKey(YearClosing, on_delete=models.CASCADE, related_name="gaps")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=GapKind.choices)
    # Nobody where the post is vacant: then it is the admin's turn.
    owner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "kind": "what is missing about a person", "owner": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "closing", "unit"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["closing", "employee"], name="one_gap_a_person"),)
        indexes = (models.Index(fields=["closing", "kind"], name="gaps_by_kind"),)


class PotentialScore(FeedFact):
    """What an assessment of a year found of somebody's potential, 0–100; from a delivery, never typed here."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=5, decimal_places=2)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id", "opd": "employee__unit__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"employee": "who", "score": "result of an assessment"}
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS | {"year"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee", "year"], condition=models.Q(is_current=True), name="one_potential_a_year"
            ),
        )
        indexes = (models.Index(fields=["run"], name="potential_of_run"),)
