"""A thousand papers as one job: killed, cancelled, asked for twice, out of disk; and the archive checks itself."""

from __future__ import annotations

import errno
import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from selaras.console import main
from selaras.core.errors import NotFound, StepNotPossible
from selaras.core.files import open_file
from selaras.core.models import AuditEvent, Notice
from selaras.evaluation.models import Evaluation
from selaras.jobs.models import Job
from selaras.jobs.selectors import job_for
from selaras.jobs.services import cancel_job, fetch_result, resume_job
from selaras.jobs.tests.stage import Killed
from selaras.jobs.working import PATIENCE, take_next, work_through
from selaras.papers import archive
from selaras.papers.models import ArchivedPaper, PaperForm
from selaras.papers.sealed import verify
from selaras.papers.services import check_archive, request_archive
from selaras.papers.tests.conftest import DAY
from selaras_rules import Period
from tests.cast import Cast

QUARTER = Period.parse("2026-TW1")
SITE = "https://selaras.example/"


@pytest.fixture
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Papers are kept one by one; the list tells what was typeset."""
    made: list[UUID] = []
    whole = archive.typeset  # type: ignore[attr-defined]

    def typeset(chosen: Any, keys: list[UUID], *more: Any) -> Any:
        made.extend(keys)
        return whole(chosen, keys, *more)

    monkeypatch.setattr(archive, "AT_ONCE", 1)
    monkeypatch.setattr(archive, "typeset", typeset)
    return made


def asked(cast: Cast, name: str = "eka", form: PaperForm = PaperForm.KINERJA) -> Job:
    by = cast.actor(name, DAY)
    return request_archive(cast.kupang, form, QUARTER, cast.units["dinkes"], by=by, site=SITE)


def now(cast: Cast, job: Job) -> Job:
    return job_for(cast.actor("eka", DAY), job.pk)


def breaks(monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int) -> None:
    """The paper of this number can't be written."""
    whole = archive._keep

    def keep(folder: Path, paper: ArchivedPaper, content: bytes) -> None:
        if paper.number == at:
            raise error
        whole(folder, paper, content)

    monkeypatch.setattr(archive, "_keep", keep)


def unpacked(job: Job) -> dict[str, bytes]:
    assert job.result_file is not None
    with open_file(job.result_file) as content, zipfile.ZipFile(BytesIO(content.read())) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.trace("K-05")
def test_all_papers_of_an_office_lie_in_one_archive_that_anybody_can_check(
    cast: Cast, results: list[Evaluation], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job = asked(cast)
    assert work_through() == 1
    done = now(cast, job)
    assert (done.status, done.result["papers"], done.progress.done) == ("done", 2, 2)
    files = unpacked(done)
    papers = [content for name, content in files.items() if name.endswith(".pdf")]
    assert len(papers) == 2
    assert all(content.startswith(b"%PDF") for content in papers)
    assert Notice.objects.filter(recipient_id=cast.eka.pk, kind="job").count() == 1
    assert not archive.folder_of(job).exists()

    stored = fetch_result(done, by=cast.actor("eka", DAY))
    copy = tmp_path / "copy.zip"
    with open_file(stored) as content:
        copy.write_bytes(content.read())
    assert main(["verify-archive", str(copy), "--manifest", done.result["manifest"]]) == 0
    assert "2 dokumen utuh" in capsys.readouterr().out
    assert main(["verify-archive", str(copy), "--manifest", "0" * 64]) == 3
    with zipfile.ZipFile(copy) as opened:
        opened.extractall(tmp_path / "out")
    assert (
        subprocess.run(
            ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "out", capture_output=True
        ).returncode
        == 0
    )


def test_a_changed_lost_or_added_paper_is_named(
    cast: Cast, results: list[Evaluation], tmp_path: Path
) -> None:
    job = asked(cast)
    work_through()
    files = unpacked(now(cast, job))
    first, second = sorted(name for name in files if name.endswith(".pdf"))
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(forged, "w") as opened:
        for name, content in {**files, first: files[first][:-1] + b"x", "extra.pdf": b"%PDF"}.items():
            if name != second:
                opened.writestr(name, content)
    faults = verify(forged).faults
    assert [fault.partition(":")[0] for fault in faults] == [first, second, "extra.pdf"]
    assert verify(BytesIO(b"no archive at all")).faults


def test_a_killed_job_goes_on_where_it_was_and_doubles_nothing(
    cast: Cast, results: list[Evaluation], clock: time_machine.Traveller, one_at_a_time: list[UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    job = asked(cast)
    with monkeypatch.context() as patch:
        breaks(patch, Killed(), at=2)
        with pytest.raises(Killed):
            work_through()
    assert now(cast, job).status == "in_progress"
    assert take_next() is None  # it may still be at work
    clock.shift(PATIENCE)
    assert work_through() == 1
    done = now(cast, job)
    assert (done.status, done.progress.interruptions) == ("done", 1)
    # the first was typeset once, the second once more, because it had never been written
    assert one_at_a_time.count(one_at_a_time[0]) == 1
    assert len(one_at_a_time) == 3
    assert sum(name.endswith(".pdf") for name in unpacked(done)) == 2
    kinds = AuditEvent.objects.filter(about_id=job.pk).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == [
        "jobs.requested", "jobs.started", "jobs.interrupted", "papers.sealed", "jobs.finished",
    ]  # fmt: skip


def test_two_admins_who_ask_for_the_same_get_the_same_job(cast: Cast, results: list[Evaluation]) -> None:
    job = asked(cast, "eka")
    assert asked(cast, "fajar").pk == job.pk
    assert work_through() == 1
    assert Job.objects.count() == 1
    assert ArchivedPaper.objects.count() == 2
    # what has ended can be asked for anew
    assert asked(cast, "fajar").pk != job.pk


def test_two_workers_never_hold_the_same_job(cast: Cast, results: list[Evaluation]) -> None:
    asked(cast)
    assert take_next() is not None
    assert take_next() is None


def test_a_cancelled_job_stops_in_the_middle_and_can_go_on(
    cast: Cast, results: list[Evaluation], one_at_a_time: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    job, whole = asked(cast), archive._keep

    def keep(folder: Path, paper: ArchivedPaper, content: bytes) -> None:
        whole(folder, paper, content)
        if paper.number == 1:
            cancel_job(now(cast, job), by=cast.actor("fajar", DAY))

    monkeypatch.setattr("selaras.jobs.pace.BEAT", 0.0)
    with monkeypatch.context() as patch:
        patch.setattr(archive, "_keep", keep)
        work_through()
    assert now(cast, job).status == "cancelled"
    assert len(one_at_a_time) == 1
    assert work_through() == 0
    resume_job(now(cast, job), by=cast.actor("eka", DAY))
    assert work_through() == 1
    assert now(cast, job).status == "done"
    assert sum(name.endswith(".pdf") for name in unpacked(now(cast, job))) == 2


def test_a_resumed_job_gives_way_to_the_same_one_asked_for_meanwhile(
    cast: Cast, results: list[Evaluation]
) -> None:
    job = asked(cast)
    cancel_job(job, by=cast.actor("eka", DAY))
    asked(cast)
    with pytest.raises(StepNotPossible, match="sudah diminta lagi"):
        resume_job(now(cast, job), by=cast.actor("eka", DAY))


def test_a_full_disk_is_said_and_nothing_is_lost(
    cast: Cast, results: list[Evaluation], one_at_a_time: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked(cast)
    with monkeypatch.context() as patch:
        breaks(patch, OSError(errno.ENOSPC, "No space left on device"), at=2)
        work_through()
    stopped = now(cast, job)
    assert (stopped.status, stopped.problem) == ("failed", "Ruang simpan server penuh.")
    assert "tekan Lanjutkan" in stopped.remedy
    resume_job(stopped, by=cast.actor("eka", DAY))
    work_through()
    assert now(cast, job).status == "done"
    assert len(one_at_a_time) == 3


def test_a_paper_that_got_lost_before_sealing_is_typeset_again(
    cast: Cast, results: list[Evaluation], monkeypatch: pytest.MonkeyPatch
) -> None:
    job, seal = asked(cast), archive._seal

    def damaged(job: Job, chosen: Any, folder: Path, pace: Any) -> Any:
        (folder / "1.pdf").write_bytes(b"half a pa")
        (folder / "2.pdf").unlink()
        return seal(job, chosen, folder, pace)

    monkeypatch.setattr(archive, "_seal", damaged)
    work_through()
    verdict = check_archive(now(cast, job), by=cast.actor("eka", DAY))
    assert (verdict.holds, verdict.files) == (True, 2)


def test_nothing_to_archive_is_said(cast: Cast) -> None:
    job = asked(cast, form=PaperForm.SKP)
    work_through()
    assert now(cast, job).problem == "Belum ada dokumen yang dapat diarsipkan untuk pilihan ini."


def test_an_archive_that_was_tampered_with_on_the_server_is_found(
    cast: Cast, results: list[Evaluation], sign_in: Any
) -> None:
    job = asked(cast)
    work_through()
    browser: Client = sign_in("eka")
    address = f"/arsip/{job.pk}/periksa/"
    assert "Arsip ini utuh" in browser.post(address).content.decode()
    stored = now(cast, job).result_file
    assert stored is not None
    with open_file(stored) as content:
        path, whole = Path(content.name), content.read()
    try:
        path.chmod(0o600)
        path.write_bytes(whole.replace(b"%PDF-1.7", b"%PDF-1.8", 1))
        assert "Arsip ini tidak utuh" in browser.post(address).content.decode()
    finally:
        path.unlink()


def test_a_page_tells_how_far_it_is_and_an_admin_elsewhere_knows_nothing(
    cast: Cast, results: list[Evaluation], sign_in: Any
) -> None:
    browser: Client = sign_in("eka")
    given = {"form": "dokumen", "periode": "2026-TW1", "opd": str(cast.units["dinkes"].pk)}
    reply = browser.post("/arsip/", given)
    page = browser.get(reply["Location"])
    assert "Belum dimulai" in page.content.decode()
    work_through()
    part = browser.get(reply["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "Unduh hasil" in part
    assert "<html" not in part
    job = Job.objects.get()
    with pytest.raises(NotFound):
        job_for(cast.actor("budi", DAY), job.pk)
    whole_city = browser.post("/arsip/", {**given, "opd": ""})
    assert whole_city.status_code == 422  # an OPD admin asks for the own OPD only


def test_a_job_that_takes_its_worker_down_again_and_again_is_given_up(
    cast: Cast, results: list[Evaluation], clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked(cast)
    breaks(monkeypatch, Killed(), at=1)
    for _time in range(5):
        with pytest.raises(Killed):
            work_through()
        clock.shift(PATIENCE)
    work_through()
    assert "lima kali terputus" in now(cast, job).problem


def test_json_tells_machines_what_a_check_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK")
    assert main(["verify-archive", str(broken), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["files"] == 0
    assert main(["verify-archive", str(tmp_path / "none.zip")]) == 1
