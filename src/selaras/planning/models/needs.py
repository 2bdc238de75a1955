"""Resource needs that the author named, and what the pejabat penilai answered (P-07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee
from selaras.planning.models.plan import Skp, through


class NeedAnswer(models.TextChoices):
    """What becomes of a need."""

    YES = "ya", _("Dipenuhi")
    PARTLY = "sebagian", _("Dipenuhi sebagian")
    NO = "tidak", _("Belum dapat dipenuhi")


class ResourceAnswer(AgencyOwned):
    """The answer to one need, kept by its words: a list that is written anew keeps the answers, a new need has none."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="resource_answers")
    need = models.CharField(max_length=500)
    answer = models.CharField(max_length=10, choices=NeedAnswer.choices)
    reason = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "need": "the plan", "reason": "words about the person's plan", "answered_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "answer", "answered_at"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["skp", "need"], name="one_answer_a_need"),)
