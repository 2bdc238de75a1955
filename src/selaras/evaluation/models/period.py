"""When a period is filled in: its deadline, how it was extended, and who may be late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee, SystemOutage
from selaras.planning.models import Skp, through
from selaras_rules import Period


class EvaluationPeriod(AgencyOwned):
    """One period that the agency opened for rating, with its deadline at 23.59 by the agency's own clock (P-17).

    An agency that opens no periods rates without deadlines, as before.
    """

    period = models.CharField(max_length=8)
    due_on = models.DateField()
    # Days after the deadline in which results may still be fixed; they then count as late.
    grace_days = models.PositiveSmallIntegerField(default=0)
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    close_note = models.TextField(blank=True)
    # The last day on which pejabat penilai were reminded: once a day at most.
    reminded_on = models.DateField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {}
    PERSONAL: ClassVar[Mapping[str, str]] = {"opened_by": "who", "closed_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "period", "due_on", "grace_days", "opened_at", "closed_at", "close_note", "reminded_on",
        }
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "period"], name="evaluation_period_once"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | ~models.Q(close_note=""),
                name="closed_with_a_note",
            ),
        )

    @property
    def span(self) -> Period:
        """The period as the rules know it."""
        return Period.parse(self.period)

    @property
    def last_day(self) -> date:
        """The last day on which anything may be fixed without leave to be late."""
        return self.due_on + timedelta(days=self.grace_days)

    def state(self, on: date) -> str:
        """`open`, `grace` after the deadline, or `closed`: by a person or because the last day passed."""
        if self.closed_at is not None or on > self.last_day:
            return "closed"
        return "open" if on <= self.due_on else "grace"


class PeriodExtension(AgencyOwned):
    """A deadline that was moved: by a person with a reason, or because the system had failed before it."""

    evaluation_period = models.ForeignKey(
        EvaluationPeriod, on_delete=models.CASCADE, related_name="extensions"
    )
    old_due_on = models.DateField()
    new_due_on = models.DateField()
    reason = models.TextField()
    outage = models.ForeignKey(SystemOutage, on_delete=models.PROTECT, related_name="+", null=True)
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {}
    PERSONAL: ClassVar[Mapping[str, str]] = {"made_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "evaluation_period", "old_due_on", "new_due_on", "reason", "outage", "made_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(new_due_on__gt=models.F("old_due_on")), name="extended_forwards"
            ),
            models.UniqueConstraint(
                fields=["evaluation_period", "outage"], condition=models.Q(outage__isnull=False),
                name="one_extension_an_outage",
            ),
        )  # fmt: skip


class LateAdmission(AgencyOwned):
    """One person whose result may be fixed after the period closed, with the reason; nobody else is held up."""

    evaluation_period = models.ForeignKey(
        EvaluationPeriod, on_delete=models.CASCADE, related_name="late_admissions"
    )
    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    reason = models.TextField()
    admitted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    admitted_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"reason": "words about a person", "admitted_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "evaluation_period", "skp", "until", "admitted_at"}
    )

    class Meta:
        indexes = (models.Index(fields=["skp", "until"], name="late_admission_of_skp"),)

    @property
    def employee_id(self) -> UUID:
        """Who may be late."""
        return self.skp.employee_id
