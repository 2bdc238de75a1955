"""What the talk about a plan leaves behind: proposed targets with answers, what was read, what was reminded of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.models import AppendOnlyManager
from selaras.core.owned import AgencyOwned, KeyedModel
from selaras.organisation.models import Employee
from selaras.planning.models.plan import Iki, Skp, through


class ProposalStatus(models.TextChoices):
    """What became of a proposed target."""

    OPEN = "open", _("Menunggu jawaban")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Tidak diterima")
    COUNTERED = "countered", _("Dibalas usulan lain")
    WITHDRAWN = "withdrawn", _("Ditarik kembali")


class TargetProposal(AgencyOwned):
    """A target that one side put forward, and the answer of the other; both stay with the plan (P-40).

    `stood` is the target as it read then; `iki_text` outlives the indicator.
    """

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="proposals")
    iki = models.ForeignKey(Iki, on_delete=models.SET_NULL, related_name="proposals", null=True)
    iki_text = models.CharField(max_length=400)
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    stood = models.CharField(max_length=360)
    words = models.CharField(max_length=360)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    target_max = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    target_text = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    counters = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.OPEN)
    answered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "iki_text": "the plan", "author": "who", "stood": "the plan", "words": "the plan", "target": "the plan",
        "target_max": "the plan", "target_text": "the plan", "reason": "words of the person", "answered_by": "who",
        "answer": "words about the person's plan",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "iki", "proposed_at", "counters", "status", "answered_at"}
    )

    class Meta:
        ordering = ("proposed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["iki"], condition=models.Q(status="open"), name="one_open_proposal_an_indicator"
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """About whose plan it is."""
        return self.skp.employee_id

    @property
    def is_from_employee(self) -> bool:
        """Whether the author of the plan proposed it; else the side of the pejabat penilai did."""
        return self.author_id == self.skp.employee_id


class SkpReading(KeyedModel):
    """Somebody opened a plan that was handed in; `revision` is what the plan was then.

    A line of a log like the audit trail: only ever added, so it needs no event of its own beside it.
    """

    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")
    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    read_at = models.DateTimeField()

    objects = AppendOnlyManager()

    PERSONAL: ClassVar[Mapping[str, str]] = {"reader": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "revision", "read_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["skp", "reader", "revision"], name="one_reading_a_revision"),
        )


class PlanReminder(AgencyOwned):
    """A reminder that was sent; the row is what keeps it from being sent twice for the same day."""

    recipient = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    # The day the calendar meant, also when it was sent on the next working day.
    day = models.DateField()
    sent_at = models.DateTimeField()

    PERSONAL: ClassVar[Mapping[str, str]] = {"recipient": "to whom", "kind": "what is missing"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "day", "sent_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["recipient", "kind", "day"], name="one_reminder_a_day"),
        )
