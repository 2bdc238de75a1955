"""Talks that are planned, and coaching: agreed steps, sessions, forms B.1.8 and B.1.9, an outcome (P-13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.monitoring.models.work import Dialogue, DialogueKind, Medium
from selaras.organisation.models import Employee
from selaras.planning.models import Skp, through


class PlannedDialogue(AgencyOwned):
    """A talk at the start, in the middle or at the end of the year, on a day both can look forward to."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="planned_dialogues")
    kind = models.CharField(max_length=20, choices=DialogueKind.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    planned_on = models.DateField()
    planned_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, related_name="plan", null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"planned_on": "when", "planned_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "kind", "medium", "planned_at", "reminded_at", "dialogue"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["skp", "kind"], condition=models.Q(dialogue=None), name="one_open_plan_of_a_talk"
            ),
        )
        indexes = (
            models.Index(
                fields=["agency", "planned_on"],
                condition=models.Q(dialogue=None, reminded_at=None),
                name="talks_to_remind_of",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """With whom the talk is."""
        return self.skp.employee_id


class Coaching(AgencyOwned):
    """Bimbingan kinerja: from a cause and what would help to agreed steps and an outcome; seen by three people."""

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="coachings")
    # The early warning it follows from, where there was one.
    warning = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="coachings", null=True, blank=True
    )
    goal = models.CharField(max_length=300)
    cause = models.TextField()
    help = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    begun_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    closed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "goal": "about a person", "cause": "words about a person", "help": "words about a person",
        "begun_by": "who", "outcome": "words about a person", "closed_by": "who", "starts_on": "when",
        "ends_on": "when",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "skp", "warning", "begun_at", "closed_at"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="coaching_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", closed_by=None, closed_at=None)
                | ~models.Q(outcome="") & models.Q(closed_by__isnull=False, closed_at__isnull=False),
                name="coaching_closed_with_an_outcome",
            ),
        )

    @property
    def employee_id(self) -> UUID:
        """Who is coached."""
        return self.skp.employee_id


class CoachingStep(AgencyOwned):
    """One agreed step with its day."""

    coaching = models.ForeignKey(Coaching, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("coaching__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "text": "about a person", "due_on": "when", "done_on": "when",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "coaching", "order"})

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=["coaching", "order"], name="coaching_steps_in_order"),)


class SessionKind(models.TextChoices):
    """Bimbingan is about the work, konseling about behaviour that stands in its way (PP 30/2019 Pasal 1)."""

    COACHING = "bimbingan", _("Bimbingan kinerja")
    COUNSELLING = "konseling", _("Konseling kinerja")


class CoachingSession(AgencyOwned):
    """One talk of a coaching with its notes."""

    coaching = models.ForeignKey(Coaching, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    held_on = models.DateField()
    notes = models.TextField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("coaching__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "notes": "words about a person", "held_on": "when", "written_by": "who", "kind": "about a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "coaching", "medium", "written_at"})

    @property
    def employee_id(self) -> UUID:
        """Who was coached."""
        return self.coaching.skp.employee_id


class SessionReply(AgencyOwned):
    """Format B.1.8: nine statements of the employee on a session, handed to the superior of the coach."""

    session = models.OneToOneField(CoachingSession, on_delete=models.PROTECT, related_name="reply")
    # Nine answers in the order of the form: does the statement hold?
    answers = models.JSONField()
    words = models.CharField(max_length=500, blank=True)
    signed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("session__coaching__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "answers": "words of the person", "words": "words of the person", "signed_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "session", "signed_at"})

    @property
    def employee_id(self) -> UUID:
        """Whose answer it is."""
        return self.session.coaching.skp.employee_id


class CompetenceNote(AgencyOwned):
    """Format B.1.9, one line: a competence on a scale of 1 to 5, with the reason."""

    session = models.ForeignKey(CoachingSession, on_delete=models.PROTECT, related_name="competences")
    order = models.PositiveSmallIntegerField()
    competence = models.CharField(max_length=150)
    score = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("session__coaching__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "competence": "about a person", "score": "judgement", "reason": "words about a person", "written_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "session", "order", "written_at"})

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["session", "order"], name="competences_in_order"),
            models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="competence_scale_1_to_5"),
        )
