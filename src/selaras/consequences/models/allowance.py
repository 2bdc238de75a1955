"""TPP as percentages: the regulation of the region, a month as it was counted, a person's share, and corrections.

There is no money here. What was handed to payroll never changes; what becomes known later is a correction in a
later month.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.evaluation.models import Evaluation
from selaras.jobs.models import Job
from selaras.organisation.models import THROUGH_EMPLOYEE, Employee, Unit


class TppRegulation(AgencyOwned):
    """The regulation of the region (Perwali) under which months are counted, from a day on."""

    number = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    effective = models.DateField()
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    PERSONAL: ClassVar[Mapping[str, str]] = {"recorded_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "number", "title", "effective", "recorded_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "effective"], name="one_tpp_regulation_a_day"),
        )


class TppMonth(AgencyOwned):
    """One month of an agency as it was counted last: by which regulation, law and choices."""

    month = models.DateField()
    regulation = models.ForeignKey(TppRegulation, on_delete=models.PROTECT, related_name="+")
    # What the agency had chosen on the last day of the month, so that every share explains itself for ever.
    choices = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    counted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    counted_at = models.DateTimeField()
    # The job that counted it last, and up to which person it has come; nothing once everybody is counted.
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    cursor = models.UUIDField(null=True)

    PERSONAL: ClassVar[Mapping[str, str]] = {"counted_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "month", "regulation", "choices", "fingerprint", "counted_at", "job", "cursor"}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "month"], name="one_tpp_month"),)

    @property
    def is_being_counted(self) -> bool:
        """Whether some people still wait for the count that is under way."""
        return self.cursor is not None


class TppBasis(AgencyOwned):
    """What a month was counted by before other law or choices came: what was released by it is told by it for ever."""

    tpp_month = models.ForeignKey(TppMonth, on_delete=models.PROTECT, related_name="earlier")
    regulation = models.ForeignKey(TppRegulation, on_delete=models.PROTECT, related_name="+")
    choices = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    counted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    counted_at = models.DateTimeField()

    PERSONAL: ClassVar[Mapping[str, str]] = {"counted_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "tpp_month", "regulation", "choices", "fingerprint", "counted_at"}
    )


class TppGap(models.TextChoices):
    """Why somebody's month can't be counted yet."""

    NO_PLAN = "tanpa_skp", _("Belum ada SKP yang disepakati untuk periode yang dihitung")
    NO_SUPERIOR = "tanpa_penilai", _("Pejabat penilai belum tercatat")
    NO_RESULT = "tanpa_hasil", _("Hasil periode yang dihitung belum ditetapkan")
    NO_ATTENDANCE = "tanpa_presensi", _("Ada hari kerja tanpa data presensi")
    NO_RULE = "tanpa_aturan", _("Aturan hari itu belum ada di Selaras")


class TppShare(AgencyOwned):
    """What is due to one person for one month, in percent of the base; or what is missing and who can close it.

    Once released it is never changed; the databases keep one row for a person and month.
    """

    tpp_month = models.ForeignKey(TppMonth, on_delete=models.PROTECT, related_name="shares")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="tpp_shares")
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    gap = models.CharField(max_length=16, choices=TppGap.choices, blank=True)
    # Who can close the gap; nobody named means the admin of the OPD.
    gap_owner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    gap_note = models.CharField(max_length=300, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+", null=True)
    # All that the rule was given, so that it can be told again step by step.
    inputs = models.JSONField(default=dict)
    # By what it was counted, once the month is counted by something else; nothing while it is the month's own.
    basis = models.ForeignKey(TppBasis, on_delete=models.PROTECT, related_name="+", null=True)
    released_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose", "opd": "service record", "gap": "what is missing", "gap_owner": "who",
        "gap_note": "what is missing", "percent": "allowance", "evaluation": "result",
        "inputs": "attendance, result and discipline",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "tpp_month", "basis", "released_at"})

    @property
    def cut_days(self) -> list[tuple[date, str, str]]:
        """The days that cut this month: day, code of the cut, percent as people write it."""
        return [
            (date.fromisoformat(day), code, percent) for day, code, percent in self.inputs.get("dates", ())
        ]

    @property
    def days_cut_elsewhere(self) -> list[date]:
        """The days that another month had cut already, so that this one does not."""
        return [date.fromisoformat(day) for day in self.inputs.get("elsewhere", ())]

    @property
    def told_by(self) -> TppMonth | TppBasis:
        """The regulation, law and choices by which this share was counted."""
        return self.basis or self.tpp_month

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tpp_month", "employee"], name="one_share_a_month"),
            models.CheckConstraint(
                condition=models.Q(gap="", percent__isnull=False)
                | (~models.Q(gap="") & models.Q(percent__isnull=True)),
                name="share_counted_or_gap",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | models.Q(gap=""),
                name="only_counted_shares_leave",
            ),
        )
        indexes = (
            models.Index(fields=["tpp_month", "gap"], name="shares_by_gap"),
            models.Index(
                fields=["tpp_month"], condition=models.Q(gap="", released_at=None), name="shares_ready"
            ),
            models.Index(fields=["employee", "tpp_month"], name="shares_of_employee"),
        )


class CorrectionCause(models.TextChoices):
    """Why a released share is counted otherwise."""

    LATE_DATA = "data", _("Data yang menyusul")
    CHANGED_LAW = "aturan", _("Aturan yang berlaku surut")


class TppCorrection(AgencyOwned):
    """What became known after a share was released: the difference, due in a later month; never a silent change.

    One that a law or choice made leaves only after somebody with a name has confirmed it with a reason.
    """

    share = models.ForeignKey(TppShare, on_delete=models.PROTECT, related_name="corrections")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="tpp_corrections")
    due_month = models.DateField()
    old_percent = models.DecimalField(max_digits=5, decimal_places=2)
    new_percent = models.DecimalField(max_digits=5, decimal_places=2)
    inputs = models.JSONField(default=dict)
    basis = models.ForeignKey(TppBasis, on_delete=models.PROTECT, related_name="+", null=True)
    cause = models.CharField(max_length=8, choices=CorrectionCause.choices, default=CorrectionCause.LATE_DATA)
    reason = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "whose", "old_percent": "allowance", "new_percent": "allowance",
        "inputs": "attendance, result and discipline", "confirmed_by": "who",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "share", "due_month", "basis", "cause", "reason", "confirmed_at", "found_at",
            "released_at",
        }
    )  # fmt: skip

    @property
    def told_by(self) -> TppMonth | TppBasis:
        """The regulation, law and choices by which this correction was counted."""
        return self.basis or self.share.tpp_month

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(cause=CorrectionCause.LATE_DATA)
                | models.Q(released_at__isnull=True)
                | models.Q(confirmed_at__isnull=False),
                name="law_corrections_confirmed",
            ),
            models.UniqueConstraint(
                fields=["share"],
                condition=models.Q(released_at__isnull=True),
                name="one_open_correction_a_share",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "due_month"], name="tpp_corrections_by_month"),
            # The few that wait, among all that ever left: the start page asks for them.
            models.Index(
                fields=["agency", "cause"], condition=models.Q(released_at=None, confirmed_at=None),
                name="tpp_corrections_waiting",
            ),
        )  # fmt: skip
