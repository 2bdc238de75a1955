"""The city admin reads a few reasons against the standard (P-41): a help for who rates, no judgement of results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.evaluation.models.results import Evaluation
from selaras.organisation.models import Employee
from selaras.planning.models import through
from selaras_rules import Period


class Clarity(models.TextChoices):
    """What somebody from outside the team finds of the reasons."""

    CLEAR = "jelas", _("Jelas")
    UNCLEAR = "diperjelas", _("Perlu diperjelas")


class SampleCase(AgencyOwned):
    """One fixed result in the sample of a period, under a number that tells nothing; read once, changes no result."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="sample_case")
    period = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()
    clarity = models.CharField(max_length=12, choices=Clarity.choices, blank=True)
    remark = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "clarity": "about a person's work", "remark": "words about a person's work", "reviewed_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "evaluation", "period", "number", "drawn_at", "reviewed_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "period", "number"], name="sample_number_once"),
            models.CheckConstraint(
                condition=models.Q(clarity="", remark="", reviewed_at=None)
                | ~models.Q(clarity="") & ~models.Q(remark="") & models.Q(reviewed_at__isnull=False),
                name="sample_reviewed_with_words",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose result it is."""
        return self.evaluation.skp.employee_id

    @property
    def audit_subject_id(self) -> UUID:
        """Whose trail tells of a review: that of who wrote the reasons, whose work is read."""
        return self.evaluation.skp.pejabat_penilai_id or self.employee_id

    @property
    def span(self) -> Period:
        """The period as the rules know it."""
        return Period.parse(self.period)
