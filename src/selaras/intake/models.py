"""Where facts come from, what each delivery changed, and what every fact of a feed has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.models import StoredFile
from selaras.core.owned import AgencyOwned
from selaras.organisation.models import Employee, Unit


class FeedSource(AgencyOwned):
    """One system that delivers one kind of facts; it remembers how its columns are called."""

    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    # Whose facts they are; nothing for a system of the whole city.
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    # Where all rows are about one unit, no column has to name it.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    keeper = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    # Name of a column of the kind → heading in the files of this source.
    headings = models.JSONField(default=dict)
    # Name of a unit in the files, in plain letters → {"name": as it stands there, "unit": key of the unit}.
    unit_names = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    # SHA-256 of the token that machines show; the token itself is known to nobody here.
    token_hash = models.CharField(max_length=64, blank=True)
    token_given_at = models.DateTimeField(null=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"keeper": "who looks after it"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "agency",
            "kind",
            "name",
            "opd",
            "unit",
            "headings",
            "unit_names",
            "made_at",
            "token_hash",
            "token_given_at",
        }
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["token_hash"], condition=~models.Q(token_hash=""), name="feed_token_once"
            ),
            models.UniqueConstraint(fields=["agency", "kind", "name"], name="feed_source_name_once"),
        )

    def __str__(self) -> str:
        return self.name


class RunStatus(models.TextChoices):
    """Where a delivery stands."""

    UNMAPPED = "unmapped", _("Menunggu nama kolom")
    CHECKED = "checked", _("Diperiksa, belum diterapkan")
    APPLIED = "applied", _("Diterapkan")
    WITHDRAWN = "withdrawn", _("Dibatalkan")


class Channel(models.TextChoices):
    """How a delivery came."""

    PAGE = "page", _("Diunggah")
    MACHINE = "machine", _("Dikirim sistem")


class FeedRun(AgencyOwned):
    """One delivery of a source: the file, what it would change or changed, and whether it is in force."""

    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="runs")
    status = models.CharField(max_length=10, choices=RunStatus.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.PAGE)
    file_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # What was said about the whole file because its rows do not say it, such as the month.
    given = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    sent_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "source__opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {
        "report": "rows may name people", "sent_by": "who", "withdrawn_by": "who",
        "withdrawn_because": "words of a person",
    }  # fmt: skip
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "source", "status", "channel", "file_name", "sha256", "stored_file", "given", "counts",
            "sent_at", "applied_at", "withdrawn_at",
        }
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["source", "-sent_at"], name="feed_run_of_source"),
            models.Index(fields=["source", "sha256"], name="feed_run_by_file"),
        )

    @property
    def is_refused_whole(self) -> bool:
        """Whether not one row could be read: there is nothing to put in force."""
        brought = sum(self.counts.get(name, 0) for name in ("new", "changed", "same"))
        return not brought and self.counts.get("refused", 0) > 0

    def __str__(self) -> str:
        return self.file_name


class FeedFact(AgencyOwned):
    """What every fact of a feed has: the delivery and row it came from, and whether it is in force.

    A fact is never changed and never deleted. A later delivery takes its place, or its delivery is withdrawn.
    """

    run = models.ForeignKey(FeedRun, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    superseded_by = models.ForeignKey(FeedRun, on_delete=models.PROTECT, related_name="+", null=True)

    FACT_FIELDS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "run", "line", "is_current", "superseded_by"}
    )

    class Meta:
        abstract = True


class ServiceCount(FeedFact):
    """How often a unit gave a service in a month, as a source counted it (K-16). About work, not about a person."""

    source = models.ForeignKey(FeedSource, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=150)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    count = models.PositiveBigIntegerField()

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "unit__opd_id"}
    HARMLESS: ClassVar[frozenset[str]] = FeedFact.FACT_FIELDS | {
        "source", "unit", "service", "year", "month", "count",
    }  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "unit", "service", "year", "month"],
                condition=models.Q(is_current=True),
                name="one_count_in_force",
            ),
            models.CheckConstraint(condition=models.Q(month__range=(1, 12)), name="service_count_month"),
        )
        indexes = (models.Index(fields=["run"], name="service_count_of_run"),)
