"""What the public says about a service: surveys, and sums of answers. No row of this app is one person's answer.

See docs/adr/0014: a sheet lives for the moment it takes to count it. What is kept are sums over all sheets of a
survey, so that nobody, an administrator of the database included, finds the answer of a person.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyManager, AgencyOwned
from selaras.core.scoping import EVERYWHERE, current_scope
from selaras.intake.models import FeedFact, FeedSource
from selaras.organisation.models import Unit
from selaras.surveys.tally import added


class SurveyStatus(models.TextChoices):
    """Where the period of a survey stands; it follows from its days."""

    COMING = "coming", _("Belum dibuka")
    RUNNING = "running", _("Sedang berjalan")
    ENDED = "ended", _("Selesai")


class Survey(AgencyOwned):
    """One period in which the users of one service of a unit are asked. `users` is how many there are, if known."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=200)
    opens_on = models.DateField()
    # The last day on which one can answer.
    closes_on = models.DateField()
    users = models.PositiveIntegerField(null=True, blank=True)
    # The end of the public address. It is printed on posters and no secret.
    code = models.CharField(max_length=12, unique=True)
    # Opened by a delivery of answers, and gone with it.
    is_imported = models.BooleanField(default=False)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id", "unit": "unit_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "unit", "service", "opens_on", "closes_on", "users", "code", "is_imported"}
    )

    class Meta:
        ordering = ("-opens_on", "service", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="survey_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["unit", "service", "opens_on"], name="one_survey_a_service_and_day"
            ),
        )
        indexes = (models.Index(fields=["agency", "-opens_on"], name="survey_newest_first"),)

    def __str__(self) -> str:
        return self.service

    @property
    def audit_subject_id(self) -> UUID:
        """A survey is the agency's: its events stand in the agency's chain, in nobody's."""
        return self.agency_id

    def status_on(self, day: date) -> SurveyStatus:
        """Where the period stands on a day."""
        if day < self.opens_on:
            return SurveyStatus.COMING
        return SurveyStatus.RUNNING if day <= self.closes_on else SurveyStatus.ENDED


class UnrecordedManager(AgencyManager):
    """Scoped like all data of an agency, but written without an event: an event would say when somebody answered."""

    def get_queryset(self) -> models.QuerySet[Any]:
        scope = current_scope()
        rows: models.QuerySet[Any] = models.QuerySet(self.model, using=self._db)
        return rows if scope is EVERYWHERE else rows.filter(agency_id=scope)


class Tally(models.Model):
    """The sums of one survey (`selaras.surveys.tally` reads them). One row from the beginning: no order, no time.

    `spent` holds what a form was marked with, for the day it may be sent again by mistake; it says nothing of content.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    # Sums of the deliveries in force (`ImportedSheets`), kept beside what was answered here.
    imported = models.JSONField(default=dict)
    spent = models.JSONField(default=dict)

    objects = UnrecordedManager()

    PERSONAL: ClassVar[Mapping[str, str]] = {}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"survey", "agency", "counts", "imported", "spent"})

    @property
    def sums(self) -> dict[str, Any]:
        """Everything that counts: answered here, and delivered."""
        return added(self.counts, self.imported)


class RemarkSheet(models.Model):
    """Free comments of one survey, shuffled each time one is added: a row holds many, in no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="remark_sheets")
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=list)

    objects = UnrecordedManager()

    PERSONAL: ClassVar[Mapping[str, str]] = {"texts": "words of people whom nobody can name"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "survey", "number"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["survey", "number"], name="one_remark_sheet_a_number"),
        )


class ImportedSheets(FeedFact):
    """The sums of the sheets of one period that one source delivered; the sheets themselves are kept nowhere."""

    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=200)
    opens_on = models.DateField()
    closes_on = models.DateField()
    counts = models.JSONField(default=dict)
    # All comments of the file by the alphabet: which stood beside which answers can't be told.
    remarks = models.JSONField(default=list)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"remarks": "words of people whom nobody can name"}
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS | {
        "source", "unit", "service", "opens_on", "closes_on", "counts",
    }  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "unit", "service", "opens_on"],
                condition=models.Q(is_current=True),
                name="one_import_in_force",
            ),
        )
        indexes = (models.Index(fields=["run"], name="imported_sheets_of_run"),)
