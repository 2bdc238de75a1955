"""What is sent to the national system: one row a result, with its state, and why it stands still if it does.

It is no job of `selaras.jobs`. A job may be killed anywhere and is done again from its beginning; sending can't be done
again, so each result has a state, an attempt to wait for and a key over there of its own (docs/adr/0023). What sends
them is the tick of the operator's clock, which nobody cancels or resumes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.evaluation.models import Evaluation
from selaras.organisation.models import THROUGH_EMPLOYEE, Employee


class TransferKind(models.TextChoices):
    """Which table of the national system takes the row."""

    ANNUAL = "skp22", _("Hasil tahunan")
    PERIODIC = "kinerjaperiodik", _("Hasil periodik")


class NationalTransfer(AgencyOwned):
    """One result on its way. A result that changes goes out again under the key it got there, never as a second row."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="national_transfers")
    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="national_transfer")
    kind = models.CharField(max_length=20, choices=TransferKind.choices)
    status = models.CharField(max_length=10, default="queued")
    payload = models.JSONField()
    problem = models.CharField(max_length=30, blank=True)
    # What the other side said, word for word, for whoever has to talk to it.
    said = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    remote_id = models.CharField(max_length=64, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose", "evaluation": "result", "payload": "result", "said": "may name the person",
        "remote_id": "number in the national system",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "kind", "status", "problem", "attempts", "next_try_at", "queued_at", "sent_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status="sent", sent_at__isnull=False) | ~models.Q(status="sent"),
                name="transfer_sent_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "status", "next_try_at"], name="transfers_due"),
            models.Index(fields=["employee"], name="transfers_of_employee"),
        )
