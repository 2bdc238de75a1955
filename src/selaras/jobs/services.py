"""What people do with jobs: ask for one, stop it, let it go on, fetch its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import ChangedMeanwhile, NotFound, StepNotPossible
from selaras.core.models import StoredFile
from selaras.core.workflow import advance
from selaras.jobs import events
from selaras.jobs.bell import BELL
from selaras.jobs.models import LIVE, Job, JobProgress
from selaras.jobs.workflow import JOB
from selaras.organisation.models import Agency, Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for. `key` says what it is about, in words of the kind."""

    kind: str
    key: str
    title: str
    parameters: Mapping[str, Any]
    opd: Unit | None = None


def request_job(agency: Agency, wanted: Wanted, *, by: Actor) -> Job:
    """Ask for a job, or find the living one about the same: of two who ask at once both get the same."""
    job = Job(
        agency=agency, kind=wanted.kind, key=wanted.key, title=wanted.title, parameters=dict(wanted.parameters),
        opd=wanted.opd, requested_by_id=by.employee_id, requested_at=clock.now(),
    )  # fmt: skip
    require(by, Permission.RUN_JOBS, job)
    living = living_job(wanted.key)
    if living is not None:
        return living
    try:
        with transaction.atomic(), recording(events.REQUESTED, by=by, about=job, title=job.title):
            job.save(force_insert=True)
            JobProgress.objects.create(agency=agency, job=job)
    except IntegrityError as error:
        living = living_job(wanted.key)
        if living is None:
            raise ChangedMeanwhile() from error
        return living
    transaction.on_commit(ring)
    return job


def cancel_job(job: Job, *, by: Actor) -> None:
    """Stop a job; what is done stays, and it can go on later. Raises `StepNotPossible` for one that has ended."""
    require(by, Permission.RUN_JOBS, job)
    with recording(events.CANCELLED, by=by, about=job, title=job.title):
        advance(JOB, job, "cancel_job", finished_at=clock.now())


def resume_job(job: Job, *, by: Actor) -> None:
    """Let a stopped job go on where it was. Raises `StepNotPossible` while the same is done by another one."""
    require(by, Permission.RUN_JOBS, job)
    try:
        with transaction.atomic(), recording(events.RESUMED, by=by, about=job, title=job.title):
            advance(JOB, job, "resume_job", problem="", remedy="", finished_at=None)
            JobProgress.objects.filter(job=job).update(holder="", interruptions=0)
    except IntegrityError as error:
        raise StepNotPossible(
            _("Pekerjaan yang sama sudah diminta lagi dan sedang berjalan."),
            remedy=_("Tidak ada yang dikerjakan dua kali. Tunggu yang sedang berjalan sampai selesai."),
        ) from error
    transaction.on_commit(ring)


def fetch_result(job: Job, *, by: Actor) -> StoredFile:
    """The file that came out; every fetching is recorded. Raises `NotFound` where there is none."""
    require(by, Permission.RUN_JOBS, job)
    stored: StoredFile | None = job.result_file
    if stored is None:
        raise NotFound()
    with recording(events.FETCHED, by=by, about=job, title=job.title):
        return stored


def ring() -> None:
    """Tell the watcher that there is work. Where it does not hear, it looks by itself some minutes later."""
    bell = settings.DATA_DIR / BELL
    try:
        bell.touch()
    except OSError:  # a full or read-only disk; the job itself is safe in the database
        return


def living_job(key: str) -> Job | None:
    """The job of this key that still has to be worked on."""
    found: Job | None = Job.objects.filter(key=key, status__in=LIVE).first()
    return found
