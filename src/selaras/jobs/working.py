"""The worker: takes the oldest job that nobody holds, carries it out, and writes how it ended.

A worker that was killed leaves its job running and its hold behind. Another takes the hold over: at once where the
process is known to be gone, else after `PATIENCE` without a beat.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
import socket
from datetime import timedelta

from django.db import transaction
from django.db.models import Case, When
from django.utils.translation import gettext as _

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import ChangedMeanwhile, SelarasError
from selaras.core.notices import tell
from selaras.core.workflow import advance
from selaras.jobs import events
from selaras.jobs.kinds import Outcome, kind_named, patient_kinds
from selaras.jobs.models import LIVE, Job, JobProgress, JobStatus
from selaras.jobs.pace import Pace, Stopped
from selaras.jobs.workflow import JOB

# Longer than any one step between two beats: a set-based statement over a whole city takes seconds, not minutes.
PATIENCE = timedelta(minutes=3)
# A job that has taken its worker down so often would do it again.
MOST_INTERRUPTIONS = 5
log = logging.getLogger(__name__)


def work_through() -> int:
    """Carry out every job of the agency in scope that waits; how many were taken up."""
    count = 0
    while (job := take_next()) is not None:
        carry_out(job)
        count += 1
    return count


def take_next() -> Job | None:
    """The oldest job that nobody works on, now held by this process; None when there is none.

    After a year is closed, hundreds of archives wait: whoever then asks for a month of TPP does not stand behind them.
    """
    rows = JobProgress.objects.filter(job__status__in=LIVE).select_related("job__agency", "job__opd")
    is_patient = Case(When(job__kind__in=patient_kinds(), then=1), default=0)
    for progress in rows.order_by(is_patient, "job__requested_at", "job_id"):
        if not _is_held(progress) and _take(progress):
            return progress.job
    return None


def _is_held(progress: JobProgress) -> bool:
    if not progress.holder or progress.beat_at is None:
        return False
    return not _is_gone(progress.holder) and clock.now() - progress.beat_at < PATIENCE


def _is_gone(holder: str) -> bool:
    """Whether the process that holds a job is known to have ended: it ran on this machine and is not there."""
    machine, process, _word = (*holder.rsplit(":", 2), "", "")[:3]
    if machine != socket.gethostname() or not process.isdecimal() or os.name == "nt":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it is there, and another user's
        return False
    return False


def _take(progress: JobProgress) -> bool:
    """Hold the job, unless another worker was faster: the old hold stands in the filter."""
    job, mine = progress.job, f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"
    was_interrupted = job.status == JobStatus.RUNNING
    with transaction.atomic():
        rows = JobProgress.objects.filter(pk=progress.pk, holder=progress.holder, beat_at=progress.beat_at)
        interruptions = progress.interruptions + was_interrupted
        if not rows.update(holder=mine, beat_at=clock.now(), interruptions=interruptions):
            return False
        job.progress = progress
        progress.holder, progress.interruptions = mine, interruptions
        try:
            if was_interrupted:
                with recording(events.INTERRUPTED, by=SYSTEM, about=job, title=job.title):
                    return True
            with recording(events.STARTED, by=SYSTEM, about=job, title=job.title):
                advance(JOB, job, "start")
        except ChangedMeanwhile:  # cancelled in this very moment
            return False
    return True


def carry_out(job: Job) -> None:
    """Do the work of a held job and write how it ended. A kill (`BaseException`) goes through and leaves the job."""
    pace = Pace(job, job.progress.holder)
    try:
        if job.progress.interruptions >= MOST_INTERRUPTIONS:
            _give_up(job, *_interrupted_too_often())
            return
        pace.write()
        outcome = kind_named(job.kind).carry_out(job, pace)
        pace.write()
        _finish(job, outcome)
    except Stopped:
        log.info("job %s was stopped", job.pk)
    except SelarasError as error:
        _give_up(job, str(error.message), str(error.remedy))
    except OSError as error:
        log.exception("job %s", job.pk)
        _give_up(job, *_of_the_machine(error))
    except Exception:  # a mistake in one kind must not hold up the jobs behind it
        log.exception("job %s", job.pk)
        _give_up(job, *_unexpected())


def _finish(job: Job, outcome: Outcome) -> None:
    with recording(events.FINISHED, by=SYSTEM, about=job, title=job.title, **outcome.result):
        advance(
            JOB, job, "finish", finished_at=clock.now(), result=outcome.result, result_file=outcome.stored_file,
            file_name=outcome.file_name,
        )  # fmt: skip
        _let_go(job)
        _tell(job, _("Pekerjaan «%(title)s» selesai.") % {"title": job.title})
    kind_named(job.kind).clear(job)


def _give_up(job: Job, problem: str, remedy: str) -> None:
    try:
        with recording(events.FAILED, by=SYSTEM, about=job, title=job.title, problem=problem):
            advance(JOB, job, "give_up", finished_at=clock.now(), problem=problem[:400], remedy=remedy[:400])
            _let_go(job)
            _tell(job, _("Pekerjaan «%(title)s» terhenti: %(why)s") % {"title": job.title, "why": problem})
    except SelarasError:  # cancelled in this very moment: that is how it ended
        log.info("job %s had ended already", job.pk)


def _let_go(job: Job) -> None:
    JobProgress.objects.filter(job=job).update(holder="", beat_at=clock.now())


def _tell(job: Job, text: str) -> None:
    tell(job.requested_by_id, "job", text, agency_id=job.agency_id, url=f"/pekerjaan/{job.pk}/")


def _of_the_machine(error: OSError) -> tuple[str, str]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            _("Ruang simpan server penuh."),
            _("Yang sudah jadi tetap tersimpan. Kosongkan ruang simpan, lalu tekan Lanjutkan."),
        )
    return (
        _("Server tidak dapat membaca atau menulis berkas (%(why)s).")
        % {"why": error.strerror or type(error).__name__},
        _("Yang sudah jadi tetap tersimpan. Mintalah pengelola server memeriksanya, lalu tekan Lanjutkan."),
    )


def _unexpected() -> tuple[str, str]:
    return (
        _("Ada kesalahan yang tidak terduga; rinciannya ada di catatan server."),
        _("Yang sudah jadi tetap tersimpan. Tekan Lanjutkan; bila terhenti lagi, hubungi pengelola server."),
    )


def _interrupted_too_often() -> tuple[str, str]:
    return (
        _("Pekerjaan ini sudah lima kali terputus di tengah jalan."),
        _(
            "Yang sudah jadi tetap tersimpan. Mintalah pengelola server memeriksa memori dan ruang simpan, "
            "lalu lanjutkan."
        ),
    )
