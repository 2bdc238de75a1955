"""After a result below expectation: cause and development first; the ladder of PP 30/2019 is a case of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.evaluation.models import Evaluation
from selaras.organisation.models import THROUGH_EMPLOYEE, Employee


class Cause(models.TextChoices):
    """What both sides found behind a shortfall."""

    KNOWLEDGE = "pengetahuan", _("Pengetahuan atau keterampilan")
    MEANS = "sarana", _("Alat, data, atau anggaran")
    LOAD = "beban", _("Beban kerja atau pembagian tugas")
    DIRECTION = "arahan", _("Arahan atau target yang tidak jelas")
    HEALTH = "kesehatan", _("Kesehatan atau keadaan keluarga")
    OTHER = "lain", _("Hal lain")


class Shortfall(AgencyOwned):
    """Why a fixed result fell short, in the words of both sides. Nothing is decided here."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="shortfalls")
    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="shortfall")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    words = models.TextField()
    own_words = models.TextField(blank=True)
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    own_words_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose", "evaluation": "result", "cause": "may tell of health", "words": "words about a person",
        "own_words": "words of the person", "written_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "written_at", "own_words_at"})


class DevelopmentStep(AgencyOwned):
    """One thing that was offered: a form of development of the law's list, until when, and what came of it."""

    shortfall = models.ForeignKey(Shortfall, on_delete=models.PROTECT, related_name="steps")
    form = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    offered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "shortfall__employee_id",
        "pejabat_penilai": "shortfall__employee__pejabat_penilai_id",
        "atasan_pejabat_penilai": "shortfall__employee__atasan_pejabat_penilai_id",
    }
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "form": "about a person", "text": "words about a person", "due_on": "when", "offered_by": "who",
        "done_on": "when", "outcome": "words about a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "shortfall", "offered_at"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True, outcome="")
                | (models.Q(done_on__isnull=False) & ~models.Q(outcome="")),
                name="development_done_with_outcome",
            ),
        )


class MissedTargetCase(AgencyOwned):
    """The ladder of PP 30/2019 Pasal 56–58 for one person: facts as somebody with a name decided them.

    The steps themselves are read by the rules each time; this table proposes and carries out nothing.
    """

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="missed_targets")
    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="missed_target")
    status = models.CharField(max_length=8, default="open")
    position_kind = models.CharField(max_length=20)
    missed_on = models.DateField()
    reason = models.TextField()
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    improved = models.BooleanField(null=True)
    tested_on = models.DateField(null=True)
    is_competent = models.BooleanField(null=True)
    has_vacancy = models.BooleanField(null=True)
    placed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose", "evaluation": "result", "position_kind": "service record", "missed_on": "when",
        "reason": "words about a person", "opened_by": "who", "improved": "result", "tested_on": "when",
        "is_competent": "result of a test", "has_vacancy": "about a post", "placed_on": "service record",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "status", "opened_at", "closed_at"})

    class Meta:
        indexes = (models.Index(fields=["agency", "status"], name="missed_targets_by_status"),)
