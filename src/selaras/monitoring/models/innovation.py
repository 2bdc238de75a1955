"""A new idea: the problem, what was tried, who has something of it, and what it measurably changed (P-20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.monitoring.models.process import ProcessChange
from selaras.planning.models import Skp, through


class InnovationStage(models.TextChoices):
    """How far an idea has come."""

    IDEA = "gagasan", _("Gagasan")
    TRIAL = "uji_coba", _("Uji coba")
    IN_USE = "penerapan", _("Penerapan")


class Innovation(AgencyOwned):
    """An idea of one's own work. It stays an idea until numbers before and after show what it changed.

    The numbers are those of a process change, which a second person checks; nothing here counts in a rating.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="innovations")
    title = models.CharField(max_length=150)
    problem = models.CharField(max_length=500)
    idea = models.CharField(max_length=500)
    beneficiaries = models.CharField(max_length=200)
    stage = models.CharField(max_length=10, choices=InnovationStage.choices, default=InnovationStage.IDEA)
    change = models.OneToOneField(
        ProcessChange, on_delete=models.PROTECT, related_name="innovation", null=True, blank=True
    )
    told_on = models.DateField()
    revision = models.PositiveIntegerField(default=0)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "title": "work of the person", "problem": "words of the person", "idea": "words of the person",
        "beneficiaries": "words of the person", "stage": "work of the person", "told_on": "work of the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "change", "revision"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage=InnovationStage.IDEA) | models.Q(change__isnull=False),
                name="innovation_beyond_an_idea_is_measured",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose idea it is."""
        return self.skp.employee_id

    @property
    def is_shown_to_work(self) -> bool:
        """Whether somebody else found its numbers to hold: only then a reason may rest on it."""
        return self.change is not None and bool(self.change.is_confirmed)
