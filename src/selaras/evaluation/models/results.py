"""Deciding: periodic and annual evaluation, predikat of the organisation, objection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee, Unit
from selaras.planning.models import Skp, SkpVersion, through
from selaras_rules import OrganisationPredikat as OrganisationLevel
from selaras_rules import Period, Predikat, Rating

RATINGS = [(rating.value, rating.label) for rating in Rating]
PREDIKAT = [(predikat.value, predikat.label) for predikat in Predikat]
LEVELS = [(level.value, level.label) for level in OrganisationLevel]


class Evaluation(AgencyOwned):
    """The evaluation of one SKP for a quarter («2026-TW1») or the whole year («2026»).

    Both run the same three steps (PermenPANRB 6/2022 Pasal 24–25), so they are one table. The annual predikat
    is judged over the year; it is no average of the quarters.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="evaluations")
    skp_version = models.ForeignKey(SkpVersion, on_delete=models.PROTECT, related_name="evaluations")
    period = models.CharField(max_length=8)
    is_annual = models.BooleanField()
    status = models.CharField(max_length=12, default="open")
    rating_hasil_kerja = models.CharField(max_length=10, choices=RATINGS, blank=True)
    reason_hasil_kerja = models.TextField(blank=True)
    rating_perilaku_kerja = models.CharField(max_length=10, choices=RATINGS, blank=True)
    reason_perilaku_kerja = models.TextField(blank=True)
    predikat = models.CharField(max_length=20, choices=PREDIKAT, blank=True)
    notes = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    own_view = models.TextField(blank=True)
    own_view_at = models.DateTimeField(null=True)
    own_view_revision = models.PositiveIntegerField(default=0)
    # Why the pejabat penilai stays with the result although the pattern of the organisation would advise otherwise.
    distribution_reason = models.TextField(blank=True)
    # The people as they were when the result was fixed; the SKP may move on afterwards.
    finalised_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    finalised_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=20, unique=True)
    revision = models.PositiveIntegerField(default=0)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "rating_hasil_kerja": "result", "reason_hasil_kerja": "words about a person",
        "rating_perilaku_kerja": "result", "reason_perilaku_kerja": "words about a person", "predikat": "result",
        "notes": "words about a person", "recommendations": "words about a person",
        "own_view": "words of the person", "finalised_by": "who", "distribution_reason": "words about a result",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "skp", "skp_version", "period", "is_annual", "status", "own_view_at", "finalised_at",
            "received_at", "code", "revision", "own_view_revision",
        }
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["skp", "period"], name="one_evaluation_a_period"),
            models.CheckConstraint(
                condition=models.Q(finalised_by__isnull=True, finalised_at__isnull=True)
                | models.Q(finalised_by__isnull=False, finalised_at__isnull=False) & ~models.Q(predikat=""),
                name="evaluation_final_with_predikat",
            ),
        )
        indexes = (models.Index(fields=["agency", "period", "status"], name="evaluation_by_period"),)

    @property
    def employee_id(self) -> UUID:
        """Whose evaluation it is."""
        return self.skp.employee_id

    @property
    def span(self) -> Period:
        """The period as the rules know it."""
        return Period.parse(self.period)

    @property
    def is_final(self) -> bool:
        """Whether the result is fixed and the row locked."""
        return self.status == "finalised"


class EvaluatedRhk(AgencyOwned):
    """What the pejabat penilai wrote about one RHK of the agreed version."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="evaluated_rhk")
    # The id inside the frozen version: no criterion can appear here that was not agreed (K-15).
    rhk_id = models.UUIDField()
    rating = models.CharField(max_length=10, choices=RATINGS, blank=True)
    feedback = models.TextField(blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"rating": "result", "feedback": "words about a person"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "evaluation", "rhk_id"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["evaluation", "rhk_id"], name="one_line_an_rhk"),)


class EvaluatedBehaviour(AgencyOwned):
    """What the pejabat penilai wrote about one value of the behaviour set."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="evaluated_behaviour")
    value_code = models.CharField(max_length=40)
    feedback = models.TextField(blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"feedback": "words about a person"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "evaluation", "value_code"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["evaluation", "value_code"], name="one_line_a_value"),)


class OrganisationPredikat(AgencyOwned):
    """The predikat of an OPD for a period: set first, by the level above; the distribution follows as advice."""

    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="organisation_predikat")
    period = models.CharField(max_length=8)
    predikat = models.CharField(max_length=20, choices=LEVELS)
    reason = models.TextField()
    # The two parts of a year as judged, and what the rules made of what was known; empty where nothing was.
    achievement = models.CharField(max_length=10, choices=RATINGS, blank=True)
    expectation = models.CharField(max_length=10, choices=RATINGS, blank=True)
    suggested = models.CharField(max_length=20, choices=LEVELS, blank=True)
    set_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"set_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "opd", "period", "predikat", "reason", "achievement", "expectation", "suggested", "set_at",
        }
    )  # fmt: skip

    class Meta:
        constraints = (models.UniqueConstraint(fields=["opd", "period"], name="one_predikat_an_opd"),)

    @property
    def span(self) -> Period:
        """The period as the rules know it."""
        return Period.parse(self.period)


class Objection(AgencyOwned):
    """An employee disagrees, the pejabat penilai explains, the superior decides; the decision is final."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="objection")
    status = models.CharField(max_length=12, default="raised")
    grounds = models.TextField()
    raised_at = models.DateTimeField()
    explanation = models.TextField(blank=True)
    explained_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    explained_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    decided_rating_hasil_kerja = models.CharField(max_length=10, choices=RATINGS, blank=True)
    decided_rating_perilaku_kerja = models.CharField(max_length=10, choices=RATINGS, blank=True)
    decided_predikat = models.CharField(max_length=20, choices=PREDIKAT, blank=True)
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    # The last day on which whose step it is was reminded.
    reminded_on = models.DateField(null=True)
    # The document after the decision carries a code of its own: the old printout is superseded.
    code = models.CharField(max_length=20, unique=True, null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "grounds": "words of the person", "explanation": "words about a person", "explained_by": "who",
        "decision": "words about a person", "decided_rating_hasil_kerja": "result",
        "decided_rating_perilaku_kerja": "result", "decided_predikat": "result", "decided_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "agency",
            "evaluation",
            "status",
            "raised_at",
            "explained_at",
            "decided_at",
            "reminded_on",
            "code",
        }
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False) & ~models.Q(decision=""),
                name="objection_decided_with_reason",
            ),
        )
        indexes = (models.Index(fields=["agency", "status"], name="objections_by_status"),)

    @property
    def employee_id(self) -> UUID:
        """Who objects."""
        return self.evaluation.skp.employee_id
