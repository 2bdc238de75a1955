"""Questions about jobs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, Role, visible
from selaras.core.errors import NotAllowed
from selaras.core.rows import row_of
from selaras.jobs.kinds import kind_named
from selaras.jobs.models import LIVE, Job, JobStatus
from selaras.organisation.models import Unit

RELATED = ("agency", "opd", "progress", "requested_by", "result_file")


def require_running_jobs(by: Actor) -> None:
    """Raises `NotAllowed` for those who look after nobody's data."""
    if not by.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        raise NotAllowed(_("Halaman ini untuk admin OPD dan admin kota."))


def opds_worked_for(by: Actor) -> list[Unit]:
    """The perangkat daerah for which this person may ask for long work, by name."""
    rows = Unit.objects.filter(parent=None, is_active=True).order_by("name")
    return list(visible(by, Permission.RUN_JOBS, rows))


def jobs_seen_by(by: Actor, kind: str = "") -> QuerySet[Job]:
    """The jobs this person may look after, the newest first."""
    require_running_jobs(by)
    rows = Job.objects.select_related(*RELATED).order_by("-requested_at", "-id")
    return visible(by, Permission.RUN_JOBS, rows.filter(kind=kind) if kind else rows)


def job_for(by: Actor, pk: UUID) -> Job:
    """One job. Raises `NotFound`, also for somebody else's."""
    return row_of(visible(by, Permission.RUN_JOBS, Job.objects.select_related(*RELATED).filter(pk=pk)))


def jobs_ahead_of(job: Job) -> int:
    """How many jobs are worked on before this one."""
    return Job.objects.filter(status__in=LIVE, requested_at__lt=job.requested_at).count()


def newest_job(by: Actor, key: str) -> Job | None:
    """The job about something that was asked for last, for those who look after it. One query."""
    rows = visible(by, Permission.RUN_JOBS, Job.objects.select_related(*RELATED).filter(key=key))
    found: Job | None = rows.order_by("-requested_at", "-id").first()
    return found


def told_of(job: Job) -> dict[str, Any]:
    """What the card of a job shows (`jobs/_job.html`): how far it is, and what came out. One query while it waits."""
    kind, is_done = kind_named(job.kind), job.status == JobStatus.DONE
    return {
        "job": job,
        "kind": kind,
        "facts": kind.facts(job) if is_done else [],
        "doors": kind.doors(job) if is_done else [],
        "ahead": jobs_ahead_of(job) if job.status == JobStatus.WAITING else 0,
        "may_resume": job.status in (JobStatus.CANCELLED, JobStatus.FAILED),
    }
