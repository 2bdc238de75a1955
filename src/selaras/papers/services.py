"""What people do with archives of papers: ask for one, check one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.core.audit import recording
from selaras.core.errors import NotFound
from selaras.core.files import open_file
from selaras.jobs.models import Job
from selaras.jobs.services import Wanted, request_job
from selaras.organisation.models import Agency, Unit
from selaras.papers import events
from selaras.papers.archive import ARCHIVE
from selaras.papers.models import PaperForm
from selaras.papers.sealed import Verdict, verify
from selaras_rules import Period


def archive_key(form: PaperForm, period: Period, opd: Unit | None) -> str:
    """What an archive is about: of two with one key only one is being made."""
    return f"{ARCHIVE.code}:{form}:{period.code}:{opd.pk if opd else ''}"


def request_archive(
    agency: Agency, form: PaperForm, period: Period, opd: Unit | None, *, by: Actor, site: str
) -> Job:
    """Ask for the papers of a period as one archive. `site` is the address printed under the QR codes."""
    span = str(period.year) if form is PaperForm.SKP else period.label
    place = opd.name if opd else agency.name
    wanted = Wanted(
        kind=ARCHIVE.code,
        key=archive_key(form, period, opd),
        title=_("%(form)s %(span)s – %(place)s") % {"form": form.label, "span": span, "place": place},
        parameters={"form": str(form), "period": period.code, "site": site},
        opd=opd,
    )
    return request_job(agency, wanted, by=by)


def check_archive(job: Job, *, by: Actor) -> Verdict:
    """Compare every paper of a stored archive with the list, and the list with the one that was sealed."""
    if job.result_file is None or "manifest" not in job.result:
        raise NotFound()
    with open_file(job.result_file) as archive:
        verdict = verify(archive)
    if verdict.manifest and verdict.manifest != job.result["manifest"]:
        verdict.faults.insert(0, _("Daftar sidik di dalam arsip bukan daftar yang disegel."))
    said = _("utuh") if verdict.holds else _("tidak utuh")
    with recording(events.CHECKED, by=by, about=job, title=job.title, verdict=said, files=verdict.files):
        return verdict
