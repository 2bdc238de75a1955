"""What the public says in words: complaints and suggestions, notes of forums, comments of surveys (K-33).

Nothing here is tied to an employee. A complaint about one officer is set apart, read by few with every reading
recorded, and sent on to the office that deals with it; see docs/adr/0018.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.indicators.models import Indicator
from selaras.intake.models import FeedFact, FeedSource
from selaras.organisation.models import Employee, Unit
from selaras.planning.models import Skp, through
from selaras.surveys.models import Survey

HOSTILE = "words of the public, may name people or hold their numbers"


class InputKind(models.TextChoices):
    """What somebody wants to say."""

    COMPLAINT = "complaint", _("Pengaduan")
    SUGGESTION = "suggestion", _("Saran")
    QUESTION = "question", _("Permintaan informasi")


class Origin(models.TextChoices):
    """The way an input came here."""

    REPORT = "report", _("Daftar pengaduan")
    FORUM = "forum", _("Forum warga")
    SURVEY = "survey", _("Komentar survei")


class InputStatus(models.TextChoices):
    """Where an input stands."""

    NEW = "new", _("Belum dipilah")
    SORTED = "sorted", _("Sudah bertema")
    APART = "apart", _("Tentang satu petugas, belum diteruskan")
    SENT_ON = "sent_on", _("Sudah diteruskan")
    DISCARDED = "discarded", _("Bukan masukan")


class InputReport(FeedFact):
    """One line of a list of complaints, as a delivery told it. Who reported is never read."""

    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    kind = models.CharField(max_length=10, choices=InputKind.choices)
    channel = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    state_words = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"text": HOSTILE}
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS | {
        "source", "reference", "unit", "received_on", "kind", "channel", "state_words", "answered_on",
    }  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "reference"], condition=Q(is_current=True), name="one_report_in_force"
            ),
        )
        indexes = (models.Index(fields=["run"], name="input_report_of_run"),)


class Theme(AgencyOwned):
    """What inputs are about, in a few words of the agency. `words` propose it; without `opd` it is everybody's."""

    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=80)
    # Plain words that propose the theme.
    words = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "opd", "name", "words", "is_active"})

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["agency", "name"], name="one_theme_a_name"),)

    def __str__(self) -> str:
        return self.name


class ThemeAnswer(AgencyOwned):
    """What an OPD answered or decided on a theme; with an indicator it led to a new measure (K-33, K-39)."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="answers")
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000)
    decided_on = models.DateField()
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="theme_answers", null=True, blank=True
    )
    told_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"told_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "theme", "opd", "text", "decided_on", "indicator", "told_at"}
    )

    class Meta:
        ordering = ("-decided_on", "-told_at")
        indexes = (
            models.Index(fields=["agency", "-decided_on"], name="theme_answer_newest"),
            models.Index(fields=["indicator"], name="theme_answer_indicator"),
        )


class CarriedAnswer(AgencyOwned):
    """An answer that reached a running SKP: the plan was opened again for its indicator, out of `version`."""

    answer = models.ForeignKey(ThemeAnswer, on_delete=models.PROTECT, related_name="carried")
    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="+")
    # The version in force then; a later one says that both sides have agreed on what became of it.
    version = models.PositiveSmallIntegerField()
    carried_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    carried_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"carried_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "answer", "skp", "version", "carried_at"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["answer", "skp"], name="an_answer_once_a_plan"),)

    @property
    def employee_id(self) -> UUID:
        """Whose plan it is."""
        return self.skp.employee_id


class PublicInput(AgencyOwned):
    """One thing somebody said, whatever way it came. What a list says of it follows the deliveries."""

    origin = models.CharField(max_length=8, choices=Origin.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    kind = models.CharField(max_length=10, choices=InputKind.choices)
    channel = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    # Its number in the list of its source, or its place in the shuffled comments of a survey.
    reference = models.CharField(max_length=60, blank=True)
    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="+", null=True)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+", null=True)
    # False while no delivery that counts tells of it.
    is_current = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=InputStatus.choices, default=InputStatus.NEW)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="inputs", null=True)
    # What the list says, and what the agency decided on its theme.
    answered_on = models.DateField(null=True)
    answer = models.ForeignKey(ThemeAnswer, on_delete=models.PROTECT, related_name="inputs", null=True)
    sorted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    sorted_at = models.DateTimeField(null=True)
    sent_to = models.CharField(max_length=150, blank=True)
    sent_note = models.CharField(max_length=200, blank=True)
    sent_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    sent_on = models.DateField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id", "unit": "unit_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "text": HOSTILE, "sorted_by": "who", "sent_by": "who", "sent_note": "words of a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "origin", "unit", "received_on", "kind", "channel", "reference", "source", "survey",
            "is_current", "status", "theme", "answered_on", "answer", "sorted_at", "sent_to", "sent_on",
        }
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "reference"], condition=Q(source__isnull=False), name="one_input_a_report"
            ),
            models.UniqueConstraint(
                fields=["survey", "reference"], condition=Q(survey__isnull=False), name="one_input_a_comment"
            ),
            models.CheckConstraint(
                condition=~Q(status="sorted") | Q(theme__isnull=False), name="sorted_input_has_a_theme"
            ),
            models.CheckConstraint(
                condition=~Q(status="sent_on") | (Q(sent_on__isnull=False) & ~Q(sent_to="")),
                name="sent_on_says_where_and_when",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "status", "-received_on"], name="input_by_status"),
            models.Index(fields=["unit", "received_on"], name="input_of_unit"),
            models.Index(fields=["theme", "received_on"], name="input_of_theme"),
        )

    @property
    def audit_subject_id(self) -> UUID:
        """What the public says is the agency's: its events stand in the agency's chain, in nobody's."""
        return self.agency_id

    def __str__(self) -> str:
        return self.reference or str(self.received_on)


class ReferralOffice(AgencyOwned):
    """Where complaints about one officer go: named by the agency, one at a time."""

    name = models.CharField(max_length=150)
    how = models.CharField(max_length=300, blank=True)
    named_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {}
    PERSONAL: ClassVar[Mapping[str, str]] = {"named_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "name", "how", "named_at"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency"], name="one_referral_office"),)
