"""What lets people grow: feedback that is asked for, actions that follow from it, cycles of practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.monitoring.models.work import Feedback
from selaras.organisation.models import Employee
from selaras.planning.models import RencanaHasilKerja, Skp, through


class FeedbackRequest(AgencyOwned):
    """Somebody asks a colleague what they saw; one open question to one person at a time."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="feedback_requests")
    asked = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="feedback_asked")
    question = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="request", null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"asked": "who", "question": "words of the person"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "skp", "asked_at", "feedback"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["skp", "asked"], condition=models.Q(feedback=None), name="one_open_question_a_person"
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Who asks."""
        return self.skp.employee_id


class FeedbackAction(AgencyOwned):
    """What is tried because of a feedback, until when, and later what came of it (K-11)."""

    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="action")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    # What is compared: a number before and after, or words alone.
    measure = models.CharField(max_length=150, blank=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    before = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    after = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    planned_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    compared_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    compared_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("feedback__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "text": "work of the person", "measure": "work of the person", "before": "result", "after": "result",
        "planned_by": "who", "outcome": "words about a person", "compared_by": "who", "due_on": "work of the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "feedback", "unit_of_measure", "planned_at", "reminded_at", "compared_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(compared_by=None, compared_at=None, outcome="", after=None)
                | models.Q(compared_by__isnull=False, compared_at__isnull=False) & ~models.Q(outcome=""),
                name="action_compared_by_whom_and_when",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose action it is."""
        return self.feedback.skp.employee_id


class PracticeCycle(AgencyOwned):
    """Plan → observation → reflection → next plan (K-08, K-09). The next cycle points to the one before."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="practice_cycles")
    rhk = models.ForeignKey(
        RencanaHasilKerja, on_delete=models.PROTECT, related_name="practice_cycles", null=True, blank=True
    )
    number = models.PositiveSmallIntegerField()
    focus = models.CharField(max_length=150)
    method = models.CharField(max_length=150)
    group = models.CharField(max_length=80)
    # Each behaviour that shall be seen, one text each; `seen` holds the places of those that were.
    behaviours = models.JSONField()
    change = models.CharField(max_length=500, blank=True)
    observe_on = models.DateField()
    planned_at = models.DateTimeField()
    seen = models.JSONField(default=list)
    observed_on = models.DateField(null=True)
    observer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    observed_at = models.DateTimeField(null=True)
    feedback = models.OneToOneField(
        Feedback, on_delete=models.PROTECT, related_name="practice_cycle", null=True
    )
    # What the group reached at that time, as the teacher measured it.
    reached = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    reached_unit = models.CharField(max_length=80, blank=True)
    reflection = models.TextField(blank=True)
    reflected_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "focus": "work of the person", "method": "work of the person", "group": "work of the person",
        "behaviours": "work of the person", "change": "words of the person", "seen": "about a person",
        "observer": "who", "reached": "result", "reflection": "words of the person", "observed_on": "when",
        "observe_on": "when",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "agency",
            "skp",
            "rhk",
            "number",
            "planned_at",
            "observed_at",
            "feedback",
            "reached_unit",
            "reflected_at",
        }
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["skp", "number"], name="practice_cycle_numbered"),
            models.CheckConstraint(
                condition=models.Q(observer=None, observed_at=None, observed_on=None, feedback=None)
                | models.Q(observer__isnull=False, observed_at__isnull=False, observed_on__isnull=False),
                name="practice_observed_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(reflection="", reflected_at=None, reached=None)
                | ~models.Q(reflection="") & models.Q(reflected_at__isnull=False),
                name="practice_reflection_has_its_time",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose practice it is."""
        return self.skp.employee_id

    @property
    def seen_count(self) -> int:
        """How many of the behaviours were seen."""
        return len(self.seen)
