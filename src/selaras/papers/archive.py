"""An archive of papers as a job: list, typeset one after another, seal. Killed anywhere it goes on where it was.

Finished papers lie in a folder of the job until the archive is sealed; each carries its hash in the table, so that a
half-written one is noticed and typeset again.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core import clock
from selaras.core.audit import SYSTEM, recording
from selaras.core.errors import StepNotPossible
from selaras.core.files import store_path
from selaras.core.models import StoredFile
from selaras.evaluation.conditions import address as page_address
from selaras.jobs.kinds import Door, Fact, JobKind, Outcome
from selaras.jobs.models import LIVE, Job, JobStatus
from selaras.jobs.pace import Pace
from selaras.papers import events
from selaras.papers.choosing import Chosen, names_in_order, typeset
from selaras.papers.models import ArchivedPaper, PaperForm
from selaras.papers.sealed import Sealed, seal

# Papers between two writes to the table: what a kill costs at most.
AT_ONCE = 25
# What a stopped job has made is kept so long for its going on.
KEPT = timedelta(days=30)


def carry_out(job: Job, pace: Pace) -> Outcome:
    """List the papers once, typeset what is not there yet, seal, store."""
    _sweep()
    chosen = chosen_of(job)
    total = list_papers(job, chosen)
    folder = folder_of(job)
    folder.mkdir(parents=True, exist_ok=True)
    pace.expect(total, _("Menyusun dokumen"))
    _typeset_missing(job, chosen, folder, pace)
    return _seal(job, chosen, folder, pace)


def chosen_of(job: Job) -> Chosen:
    """What was asked for."""
    told = job.parameters
    return Chosen(PaperForm(told["form"]), told["period"], job.opd_id)


def list_papers(job: Job, chosen: Chosen) -> int:
    """Fix the list of papers; a second call finds it. Raises `StepNotPossible` where there is none."""
    known: int = ArchivedPaper.objects.filter(job=job).count()
    if known:
        return known
    rows = [
        ArchivedPaper(agency_id=job.agency_id, job=job, number=number, subject_id=key, name=name)
        for number, (key, name) in enumerate(names_in_order(chosen), start=1)
    ]
    if not rows:
        raise StepNotPossible(
            _("Belum ada dokumen yang dapat diarsipkan untuk pilihan ini."),
            remedy=_("Tidak ada yang berubah. Minta lagi setelah hasil pertama ditetapkan."),
        )
    with transaction.atomic():
        ArchivedPaper.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def folder_of(job: Job) -> Path:
    """Where the papers of a job lie until they are sealed."""
    return Path(settings.DATA_DIR) / "jobs" / str(job.pk)


def _typeset_missing(job: Job, chosen: Chosen, folder: Path, pace: Pace) -> None:
    missing = ArchivedPaper.objects.filter(job=job, sha256="").order_by("number")
    done = pace.total - missing.count()
    pace.at(done)
    while part := list(missing[:AT_ONCE]):
        contents = _typeset(job, chosen, [paper.subject_id for paper in part])
        for paper in part:
            _keep(folder, paper, contents[paper.subject_id])
            done += 1
            pace.at(done)
        ArchivedPaper.objects.bulk_update(part, ["sha256", "size"])


def _typeset(job: Job, chosen: Chosen, keys: list[UUID]) -> Any:
    site = job.parameters["site"]
    made = typeset(chosen, keys, lambda code: site + page_address("web:verify", code).lstrip("/"), _day(job))
    if len(made) != len(keys):
        raise StepNotPossible(
            _("Sebagian hasil dalam daftar ini tidak ada lagi."),
            remedy=_("Batalkan pekerjaan ini, lalu minta arsip baru; daftarnya disusun ulang."),
        )
    return made


def _day(job: Job) -> date:
    """The day of the request: papers of one archive tell the deadlines of one day, however long it took."""
    return clock.local(job.requested_at, job.agency).date()


def _keep(folder: Path, paper: ArchivedPaper, content: bytes) -> None:
    """Write a paper so that a half-written one never has its name."""
    paper.sha256, paper.size = hashlib.sha256(content).hexdigest(), len(content)
    part = folder / f"{paper.number}.part"
    part.write_bytes(content)
    part.replace(folder / f"{paper.number}.pdf")


def _seal(job: Job, chosen: Chosen, folder: Path, pace: Pace) -> Outcome:
    papers = {row.name: row for row in ArchivedPaper.objects.filter(job=job).order_by("number")}
    part = folder / "archive.part"
    pace.expect(len(papers), _("Menyegel arsip"))
    files = (Sealed(row.name, row.sha256, row.size) for row in papers.values())
    about = {
        "agency": job.agency.name, "title": job.title, "form": str(chosen.form), "period": chosen.period,
        "perangkat_daerah": job.opd.name if job.opd else "", "as_of": _day(job).isoformat(),
    }  # fmt: skip
    manifest = seal(part, files, lambda one: _content(job, chosen, folder, papers[one.name]), about, pace.at)
    stored = _store(job, part, len(papers))
    result = {"papers": len(papers), "bytes": stored.size, "manifest": manifest, "archive": stored.sha256}
    return Outcome(result, stored, f"arsip-{chosen.form}-{chosen.period}.zip")


def _content(job: Job, chosen: Chosen, folder: Path, paper: ArchivedPaper) -> bytes:
    """A finished paper; one that is lost or damaged (power cut, another machine) is typeset again."""
    try:
        content = (folder / f"{paper.number}.pdf").read_bytes()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() == paper.sha256:
        return content
    content = _typeset(job, chosen, [paper.subject_id])[paper.subject_id]
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise StepNotPossible(
            _("Sebuah dokumen berubah sejak disusun: %(name)s.") % {"name": paper.name},
            remedy=_("Batalkan pekerjaan ini, lalu minta arsip baru; semuanya disusun ulang."),
        )
    return bytes(content)


def _store(job: Job, part: Path, papers: int) -> StoredFile:
    with part.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    with recording(events.SEALED, by=SYSTEM, about=job, title=job.title, papers=papers, sha256=sha256):
        return store_path(
            part, sha256=sha256, content_type="application/zip", extension="zip", agency_id=job.agency_id
        )


def clear(job: Job) -> None:
    """The sealed archive is stored; the single papers are not needed any more."""
    shutil.rmtree(folder_of(job), ignore_errors=True)


def _sweep() -> None:
    """Remove what stopped jobs left behind and nobody took up again."""
    for folder in _leftovers():
        shutil.rmtree(folder, ignore_errors=True)


def _leftovers() -> Iterator[Path]:
    folders = {path.name: path for path in (Path(settings.DATA_DIR) / "jobs").glob("*-*-*-*-*")}
    if not folders:
        return
    ended = Job.objects.filter(pk__in=list(folders)).exclude(status__in=LIVE)
    ended = ended.filter(finished_at__lt=clock.now() - KEPT) | ended.filter(status=JobStatus.DONE)
    yield from (folders[str(pk)] for pk in ended.values_list("pk", flat=True))


def facts(job: Job) -> list[Fact]:
    """What came out."""
    result = job.result
    return [
        Fact(_("Dokumen"), str(result["papers"])),
        Fact(_("Besar arsip"), f"{result['bytes'] / 1_000_000:.1f} MB".replace(".", ",")),
        Fact(_("Sidik daftar"), result["manifest"], is_hash=True),
    ]


def doors(job: Job) -> list[Door]:
    """Where the archive is checked."""
    return [Door(_("Periksa keutuhan"), page_address("papers:check", job.pk))]


ARCHIVE = JobKind(
    "documents", gettext_lazy("Arsip dokumen"), carry_out, facts, doors, clear, lets_others_go_first=True
)  # fmt: skip
