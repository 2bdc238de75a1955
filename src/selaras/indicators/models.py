"""The indicator library of an agency: what is measured, by which definition, from when; and who doubts it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.indicators.measures import Aspect, Direction, Pattern, Perspective
from selaras.organisation.models import Employee, Unit


class IndicatorStatus(models.TextChoices):
    """Whether an indicator may be taken into plans."""

    DRAFT = "draft", _("Usulan")
    IN_FORCE = "in_force", _("Berlaku")
    RETIRED = "retired", _("Tidak dipakai lagi")


class ProposalStatus(models.TextChoices):
    """What became of the wording that was proposed."""

    PROPOSED = "proposed", _("Menunggu keputusan")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Ditolak")


class Indicator(AgencyOwned):
    """One indicator under its lasting code; what it says stands in its versions. Without `opd` it is everybody's."""

    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=IndicatorStatus.choices, default=IndicatorStatus.DRAFT)
    # Why it is no longer used, or was refused.
    status_reason = models.TextField(blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "opd", "code", "status", "status_reason"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "code"], name="one_indicator_a_code"),)
        indexes = (models.Index(fields=["agency", "status"], name="indicator_by_status"),)

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(AgencyOwned):
    """One wording of an indicator, from a day on. Plans keep the version they took."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.PROPOSED)
    title = models.CharField(max_length=400)
    definition = models.TextField(blank=True)
    unit_of_measure = models.CharField(max_length=40)
    direction = models.CharField(max_length=20, choices=Direction.choices, default=Direction.MORE)
    pattern = models.CharField(max_length=12, choices=Pattern.choices, default=Pattern.COUNT)
    release_month = models.PositiveSmallIntegerField(null=True, blank=True)
    aspect = models.CharField(max_length=12, choices=Aspect.choices, blank=True)
    perspective = models.CharField(max_length=20, choices=Perspective.choices, blank=True)
    source = models.CharField(max_length=200)
    method = models.CharField(max_length=500, blank=True)
    responsible_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    example_target = models.CharField(max_length=200, blank=True)
    # Title, code, definition, unit and source in small letters: one column for the search.
    search_text = models.TextField()
    reason = models.TextField(blank=True)
    starts_on = models.DateField()
    # The last day of this wording; empty while none follows.
    ends_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "indicator__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "reason": "words of a person", "proposed_by": "who", "decided_by": "who",
        "decision_reason": "words of a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "indicator", "number", "status", "title", "definition", "unit_of_measure", "direction",
            "pattern", "release_month", "aspect", "perspective", "source", "method", "responsible_unit", "baseline",
            "baseline_year", "example_target", "search_text", "starts_on", "ends_on", "proposed_at", "decided_at",
        }
    )  # fmt: skip

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.UniqueConstraint(fields=["indicator", "number"], name="one_indicator_version_a_number"),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=models.Q(status=ProposalStatus.PROPOSED),
                name="one_open_wording_an_indicator",
            ),
        )
        indexes = (models.Index(fields=["agency", "status", "starts_on"], name="indicator_version_in_force"),)

    @property
    def audit_subject_id(self) -> UUID:
        """The library is the agency's: its events stand in the agency's chain."""
        return self.agency_id


class RelevanceNote(AgencyOwned):
    """One person says, with a reason, that an indicator is not relevant to the work. Counted, never ranked."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="relevance_notes")
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=1000)
    noted_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"employee": "employee_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"employee": "who", "reason": "words of the person"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "indicator", "noted_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["indicator", "employee"], name="one_relevance_note_a_person"),
        )
