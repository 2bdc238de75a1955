"""States of a job. Who may ask may also stop and resume; the machine starts, ends and gives up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.authorization import Permission
from selaras.core.workflow import Workflow, step
from selaras.jobs.models import JobStatus

RUN = Permission.RUN_JOBS
JOB = Workflow(
    "job",
    JobStatus.WAITING,
    {status.value: status.label for status in JobStatus},
    (
        step("cancel_job", (JobStatus.WAITING, JobStatus.RUNNING), JobStatus.CANCELLED, RUN, _("Batalkan")),
        step("resume_job", (JobStatus.CANCELLED, JobStatus.FAILED), JobStatus.WAITING, RUN, _("Lanjutkan")),
        step("start", (JobStatus.WAITING,), JobStatus.RUNNING, RUN, _("Mulai")),
        step("finish", (JobStatus.RUNNING,), JobStatus.DONE, RUN, _("Selesai")),
        step("give_up", (JobStatus.RUNNING,), JobStatus.FAILED, RUN, _("Berhenti")),
    ),
)
