"""The calibration meeting (P-43): pejabat penilai compare reasons and evidence before they fix their results.

No regulation orders it; it is a recorded meeting that helps pejabat penilai judge alike. It changes nothing by
itself: every change is made by the pejabat penilai of the person, with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models

from selaras.core.owned import AgencyOwned
from selaras.evaluation.models.results import RATINGS, Evaluation
from selaras.organisation.models import Employee, Unit
from selaras.planning.models import through
from selaras_rules import Period


class Calibration(AgencyOwned):
    """One meeting about one organisation, or some of its units, and one period."""

    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="calibrations")
    period = models.CharField(max_length=8)
    status = models.CharField(max_length=12, default="hidden")
    purpose = models.TextField()
    held_on = models.DateField()
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField()
    # Why names were shown after the reasons had been compared without them.
    names_reason = models.TextField(blank=True)
    names_shown_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    names_shown_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True)
    closed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"opened_by": "who", "names_shown_by": "who", "closed_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "opd", "period", "status", "purpose", "held_on", "opened_at", "names_reason",
            "names_shown_at", "summary", "closed_at",
        }
    )  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["agency", "period"], name="calibration_by_period"),)

    @property
    def span(self) -> Period:
        """The period as the rules know it."""
        return Period.parse(self.period)

    @property
    def hides_names(self) -> bool:
        """Whether people and pejabat penilai stand under numbers; names stay off once more after the end."""
        return self.status != "named"


class CalibrationUnit(AgencyOwned):
    """A unit the meeting is limited to; none means the whole organisation."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "calibration__opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "calibration", "unit"})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["calibration", "unit"], name="one_calibration_unit"),)


class InvitedPenilai(AgencyOwned):
    """A pejabat penilai whose ratings are compared, under a number that tells nothing."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="invited")
    pejabat_penilai = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "pejabat_penilai": "pejabat_penilai_id", "opd": "calibration__opd_id",
    }  # fmt: skip
    PERSONAL: ClassVar[Mapping[str, str]] = {"pejabat_penilai": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "calibration", "number"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["calibration", "pejabat_penilai"], name="invited_once"),
            models.UniqueConstraint(fields=["calibration", "number"], name="invited_number_once"),
        )


class CalibrationCase(AgencyOwned):
    """One evaluation in the meeting, under a number; as it was when it came in."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="cases")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="calibration_cases")
    invited = models.ForeignKey(InvitedPenilai, on_delete=models.PROTECT, related_name="cases")
    number = models.PositiveIntegerField()
    first_rating_hasil_kerja = models.CharField(max_length=10, choices=RATINGS)
    first_rating_perilaku_kerja = models.CharField(max_length=10, choices=RATINGS)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "first_rating_hasil_kerja": "result", "first_rating_perilaku_kerja": "result",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "calibration", "evaluation", "invited", "number"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["calibration", "evaluation"], name="case_once"),
            models.UniqueConstraint(fields=["calibration", "number"], name="case_number_once"),
        )

    @property
    def employee_id(self) -> UUID:
        """Whose evaluation it is."""
        return self.evaluation.skp.employee_id


class CalibrationChange(AgencyOwned):
    """A rating that the pejabat penilai changed after comparing: both values, both texts, and who saw cause to."""

    case = models.ForeignKey(CalibrationCase, on_delete=models.PROTECT, related_name="changes")
    old_rating_hasil_kerja = models.CharField(max_length=10, choices=RATINGS)
    old_rating_perilaku_kerja = models.CharField(max_length=10, choices=RATINGS)
    new_rating_hasil_kerja = models.CharField(max_length=10, choices=RATINGS)
    new_rating_perilaku_kerja = models.CharField(max_length=10, choices=RATINGS)
    old_reason_hasil_kerja = models.TextField(blank=True)
    old_reason_perilaku_kerja = models.TextField(blank=True)
    reason = models.TextField()
    changed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("case__evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "old_rating_hasil_kerja": "result", "old_rating_perilaku_kerja": "result", "new_rating_hasil_kerja": "result",
        "new_rating_perilaku_kerja": "result", "old_reason_hasil_kerja": "words about a person",
        "old_reason_perilaku_kerja": "words about a person", "reason": "words about a person", "changed_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "case", "changed_at"})

    class Meta:
        indexes = (models.Index(fields=["case", "changed_at"], name="changes_of_case"),)


class CalibrationRemark(AgencyOwned):
    """A question or a view on one case, by somebody at the table."""

    case = models.ForeignKey(CalibrationCase, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    text = models.TextField()
    written_at = models.DateTimeField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = through("case__evaluation__skp")
    PERSONAL: ClassVar[Mapping[str, str]] = {"author": "who", "text": "words about a person"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "case", "written_at"})
