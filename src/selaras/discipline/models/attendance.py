"""Attendance: files of punches as they came, whose badge is whose, and what is known of days beside the punches.

A punch is a fact and never changes (the databases refuse it). What a day was is read from the punches by the rules
whenever somebody looks, so that a leave that is entered later, or a rule that changes, needs no second import.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.owned import AgencyOwned
from selaras.intake.models import FeedFact, FeedRun, FeedSource
from selaras.organisation.models import THROUGH_EMPLOYEE, Employee

FIRST_DAY = date(2000, 1, 1)


class Badge(AgencyOwned):
    """A number on a source, and who holds it in these days. A number that nobody knows waits for a human."""

    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="badges")
    code = models.CharField(max_length=40)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="badges", null=True)
    starts_on = models.DateField(default=FIRST_DAY)
    ends_on = models.DateField(null=True, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "source__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"code": "number of a person", "employee": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "source", "starts_on", "ends_on"})

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "code", "starts_on"], name="one_badge_a_number"),
        )


class Side(models.TextChoices):
    """Which button was pressed; often nobody presses any."""

    AUTO = "auto", _("tanpa keterangan")
    MASUK = "masuk", _("masuk")
    PULANG = "pulang", _("pulang")


class Punch(AgencyOwned):
    """One tap, as it stood in line `line` of its delivery. Never updated or deleted; withdrawing marks the delivery.

    Its three keys are written by one statement from rows that the same transaction has read: checking each of a
    million of them again would cost PostgreSQL more than writing them.
    """

    agency = models.ForeignKey(
        "organisation.Agency", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    run = models.ForeignKey(
        FeedRun, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    badge = models.ForeignKey(
        Badge, on_delete=models.PROTECT, related_name="punches", db_index=False, db_constraint=False
    )
    at = models.DateTimeField()
    # The day on the wall of the place, by which people and queries look.
    day = models.DateField()
    side = models.CharField(max_length=6, choices=Side.choices, default=Side.AUTO)
    device = models.CharField(max_length=40, blank=True)
    verified_by = models.CharField(max_length=20, blank=True)
    line = models.PositiveIntegerField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {
        "employee": "badge__employee_id",
        "pejabat_penilai": "badge__employee__pejabat_penilai_id",
        "atasan_pejabat_penilai": "badge__employee__atasan_pejabat_penilai_id",
        "opd": "badge__source__opd_id",
    }
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "badge": "who", "at": "when the person came and left", "day": "when the person came", "side": "came or left",
        "device": "where the person was", "verified_by": "finger, face or card",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "run", "line"})

    class Meta:
        indexes = (models.Index(fields=["badge", "day"], name="punch_of_badge_by_day"),)


class DeviceDay(AgencyOwned):
    """What one device recorded on one day, by one file: from this the days are found on which it was silent."""

    run = models.ForeignKey(FeedRun, on_delete=models.PROTECT, related_name="device_days")
    device = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    people = models.PositiveIntegerField()
    # People of whom only one side is there.
    one_sided = models.PositiveIntegerField()
    # False on the last day of a file that was taken before the office closed.
    is_whole = models.BooleanField(default=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "run__source__opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "run", "device", "day", "people", "one_sided", "is_whole"}
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "device", "day"], name="one_device_day_a_run"),)


class FactKind(models.TextChoices):
    """What is known of a day beside its punches: leave as the law names it, duty, training, another place, by hand."""

    DINAS = "dinas", _("Dinas luar")
    PELATIHAN = "pelatihan", _("Pelatihan")
    FLEKSIBEL = "fleksibel", _("Bekerja dari tempat lain")
    MANUAL = "manual", _("Hadir, tap tidak tercatat")
    TAHUNAN = "tahunan", _("Cuti tahunan")
    BESAR = "besar", _("Cuti besar")
    SAKIT = "sakit", _("Cuti sakit")
    MELAHIRKAN = "melahirkan", _("Cuti melahirkan")
    ALASAN_PENTING = "alasan_penting", _("Cuti karena alasan penting")
    CLTN = "cltn", _("Cuti di luar tanggungan negara")


class CorrectionStatus(models.TextChoices):
    """What became of a correction that was asked for."""

    ASKED = "asked", _("Menunggu keputusan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Tidak disetujui")
    WITHDRAWN = "withdrawn", _("Ditarik kembali")


class Correction(AgencyOwned):
    """The person says what a day really was; somebody with a name decides."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="attendance_corrections")
    day = models.DateField()
    claim = models.CharField(max_length=16, choices=FactKind.choices)
    reason = models.CharField(max_length=500)
    status = models.CharField(max_length=10, choices=CorrectionStatus.choices, default=CorrectionStatus.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "day": "when", "claim": "may tell of health", "reason": "words of the person",
        "decided_by": "who", "decision_reason": "words about the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset({"id", "agency", "status", "asked_at", "decided_at"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["employee", "day"],
                condition=models.Q(status="asked"),
                name="one_open_correction_a_day",
            ),
        )
        indexes = (models.Index(fields=["agency", "status"], name="correction_by_status"),)


class DayFact(FeedFact):
    """Leave, duty, training or another place, as a list says; approved corrections stand beside it."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="day_facts")
    kind = models.CharField(max_length=16, choices=FactKind.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    document = models.CharField(max_length=120, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "kind": "may tell of health", "first_day": "when", "last_day": "when",
        "document": "names a paper about the person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="day_fact_has_days"
            ),
        )
        indexes = (models.Index(fields=["employee", "last_day"], name="day_fact_of_employee"),)


class Shift(FeedFact):
    """When somebody on a roster is expected on a day; without times the day is free."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="shifts")
    day = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    break_minutes = models.PositiveSmallIntegerField(default=0)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "day": "when", "starts_at": "when", "ends_at": "when", "break_minutes": "when",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True, ends_at__isnull=True)
                | models.Q(starts_at__isnull=False, ends_at__isnull=False),
                name="shift_has_both_ends",
            ),
        )
        indexes = (models.Index(fields=["employee", "day"], name="shift_of_employee"),)


class MonthSummary(FeedFact):
    """A month of one person as another system added it up; shown with its source, never mixed with punches."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="attendance_summaries")
    month = models.DateField()
    absent_days = models.PositiveSmallIntegerField()
    # TL1 … PSW4 in minutes, as the spreadsheet has them.
    minutes = models.JSONField(default=dict)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = THROUGH_EMPLOYEE
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "employee": "who", "month": "when", "absent_days": "attendance", "minutes": "attendance",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS

    class Meta:
        indexes = (models.Index(fields=["employee", "month"], name="month_summary_of_employee"),)


class OutageStatus(models.TextChoices):
    """What a human said about a day on which devices seem to have failed."""

    SUSPECTED = "suspected", _("Dugaan, belum diputuskan")
    EXCUSED = "excused", _("Gangguan, tidak dihitung")
    DISMISSED = "dismissed", _("Bukan gangguan")


class Outage(AgencyOwned):
    """A day on which a device was silent or lost punches. While it is only suspected it counts against nobody."""

    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="outages")
    # Empty for the whole source.
    device = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    sign = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=OutageStatus.choices, default=OutageStatus.SUSPECTED)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "source__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"decided_by": "who", "decision_reason": "words of a person"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "source", "device", "day", "sign", "status", "found_at", "decided_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "device", "day"], name="one_outage_a_device_day"),
        )

    @property
    def audit_subject_id(self) -> UUID:
        """Devices are the agency's business."""
        return self.agency_id
