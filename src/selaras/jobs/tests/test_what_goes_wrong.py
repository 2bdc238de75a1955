"""Long work and everything that comes between: mistakes, other processes, a bell that can't ring, the same moment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from selaras.core.errors import ChangedMeanwhile, NotFound
from selaras.jobs import services, working
from selaras.jobs.kinds import Outcome
from selaras.jobs.models import Job, JobProgress
from selaras.jobs.pace import Pace
from selaras.jobs.services import cancel_job, resume_job
from selaras.jobs.tests.stage import stage_job, stage_kind
from selaras.jobs.working import take_next, work_through
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("disk")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ZeroDivisionError("NIP 190101012000012001"), "Ada kesalahan yang tidak terduga"),
        (PermissionError(13, "Permission denied"), "Server tidak dapat membaca atau menulis berkas"),
    ],
)
def test_a_mistake_stops_its_job_only_and_its_details_stay_in_the_log(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    def work(job: Job, pace: Pace) -> Outcome:
        if job.key == "sample:1":
            raise error
        return Outcome()

    stage_kind(monkeypatch, work)
    broken, next_one = stage_job(cast), stage_job(cast, key="sample:2")
    assert work_through() == 2
    broken.refresh_from_db()
    next_one.refresh_from_db()
    assert (broken.status, next_one.status) == ("failed", "done")
    assert broken.problem.startswith(told)
    assert "NIP" not in broken.problem
    assert str(error) in caplog.text
    stage_kind(monkeypatch)
    resume_job(broken, by=cast.actor("eka"))
    work_through()
    broken.refresh_from_db()
    assert (broken.status, broken.problem) == ("done", "")


def test_what_was_asked_after_hundreds_of_archives_does_not_stand_behind_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage_kind(monkeypatch, code="archive", is_patient=True)
    stage_kind(monkeypatch)
    archives = [stage_job(cast, key=f"archive:{number}", kind="archive") for number in range(3)]
    asked_last = stage_job(cast)
    assert [take_next() for _ in range(4)] == [asked_last, *archives]


def test_a_hold_ends_with_its_process_and_not_before(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    job = stage_job(cast)
    assert take_next() == job

    def of_somebody_else(process: int, signal: int) -> None:
        raise PermissionError

    def ended(process: int, signal: int) -> None:
        raise ProcessLookupError

    monkeypatch.setattr(os, "kill", of_somebody_else)
    assert take_next() is None
    monkeypatch.setattr(os, "kill", ended)
    assert take_next() == job
    assert JobProgress.objects.get(job=job).interruptions == 1


def test_where_the_bell_cannot_ring_the_job_waits_for_the_next_look(
    cast: Cast, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.DATA_DIR = tmp_path / "gone"
    with django_capture_on_commit_callbacks(execute=True) as rung:
        job = stage_job(cast)
    assert len(rung) == 1
    assert take_next() == job


def test_of_two_who_ask_in_the_same_moment_both_get_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stage_job(cast)
    answers = [None, first]
    monkeypatch.setattr(services, "living_job", lambda key: answers.pop(0))
    assert stage_job(cast, "fajar") == first
    monkeypatch.setattr(services, "living_job", lambda key: None)  # it ended between the two looks
    with pytest.raises(ChangedMeanwhile):
        stage_job(cast, "fajar")
    assert Job.objects.count() == 1


def test_what_is_cancelled_in_the_same_moment_stays_cancelled(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled_then_broken(job: Job, pace: Pace) -> Outcome:
        cancel_job(Job.objects.get(pk=job.pk), by=cast.actor("fajar"))
        raise NotFound

    stage_kind(monkeypatch, cancelled_then_broken)
    job = stage_job(cast)
    assert work_through() == 1
    job.refresh_from_db()
    assert (job.status, job.problem) == ("cancelled", "")
    resume_job(job, by=cast.actor("eka"))

    def looked_at(progress: JobProgress) -> bool:
        cancel_job(Job.objects.get(pk=progress.job_id), by=cast.actor("fajar"))
        return False

    monkeypatch.setattr(working, "_is_held", looked_at)
    assert take_next() is None
    job.refresh_from_db()
    assert job.status == "cancelled"
