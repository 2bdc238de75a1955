"""Long work: what was asked for and how it ended, and beside it how far the machine has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.models import StoredFile
from selaras.core.owned import AgencyOwned, Bookkeeping
from selaras.organisation.models import Employee, Unit


class JobStatus(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Menunggu giliran")
    RUNNING = "in_progress", _("Sedang berjalan")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")
    FAILED = "failed", _("Terhenti")


LIVE = (JobStatus.WAITING, JobStatus.RUNNING)


class Job(AgencyOwned):
    """Work that takes longer than a page may. `key` says what it is about: of one key only one job is alive."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=150)
    title = models.CharField(max_length=250)
    parameters = models.JSONField(default=dict)
    # Whose people it is about; nothing for the whole agency.
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    status = models.CharField(max_length=12, choices=JobStatus.choices, default=JobStatus.WAITING)
    requested_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    # Why it stopped, and what to do: what people read, never a trace.
    problem = models.CharField(max_length=400, blank=True)
    remedy = models.CharField(max_length=400, blank=True)
    result = models.JSONField(default=dict)
    result_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    file_name = models.CharField(max_length=150, blank=True)

    AUTHORIZATION: ClassVar[Mapping[str, str]] = {"opd": "opd_id"}
    PERSONAL: ClassVar[Mapping[str, str]] = {"requested_by": "who"}
    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "agency", "kind", "key", "title", "parameters", "opd", "status", "requested_at", "finished_at",
            "problem", "remedy", "result", "result_file", "file_name",
        }
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "key"], condition=models.Q(status__in=["waiting", "in_progress"]),
                name="one_living_job_a_key",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=["agency", "-requested_at"], name="jobs_by_day"),)

    def __str__(self) -> str:
        return self.title

    @property
    def audit_subject_id(self) -> UUID:
        """Each job has a chain of its own, so that a worker and people do not wait for each other."""
        return self.pk

    @property
    def is_live(self) -> bool:
        """Whether it still has to be worked on."""
        return self.status in LIVE


class JobProgress(Bookkeeping):
    """How far a job has come, and which worker holds it since when."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=150, blank=True)
    # «machine:process:word»; empty while nobody works on it.
    holder = models.CharField(max_length=120, blank=True)
    beat_at = models.DateTimeField(null=True)
    interruptions = models.PositiveSmallIntegerField(default=0)

    HARMLESS: ClassVar[frozenset[str]] = frozenset(
        {"id", "agency", "job", "done", "total", "doing", "holder", "beat_at", "interruptions"}
    )
