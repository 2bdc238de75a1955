"""A scan, and an archive that was sealed."""

from __future__ import annotations

from hashlib import sha256

from selaras.core.files import CheckedFile
from selaras.jobs.models import Job
from selaras.jobs.working import carry_out, take_next
from selaras.papers.models import OrganisationPaper, PaperForm, PaperSignature
from selaras.papers.organisation import issue_organisation_paper
from selaras.papers.paper import paper_for
from selaras.papers.services import request_archive
from selaras.papers.signing_services import attach_scan
from selaras.planning.models import Skp
from selaras_rules import Period
from tests.cast import Cast
from tests.stage.day import DAY


def stage_scan(cast: Cast, skp: Skp) -> PaperSignature:
    """Ani's signed plan, scanned."""
    ani, version = cast.actor("ani", DAY), skp.versions.get()
    paper = paper_for(ani, PaperForm.SKP, version.pk, lambda code: f"https://contoh/verifikasi/{code}/", DAY)
    content = b"%PDF-1.7 dipindai"
    scan = CheckedFile(content, "application/pdf", "pdf", sha256(content).hexdigest())
    return attach_scan(paper, scan, by=ani)


def stage_archive(cast: Cast) -> Job:
    """The results of the quarter as an archive, sealed."""
    period, by = Period.parse("2026-TW1"), cast.actor("eka", DAY)
    request_archive(
        cast.kupang, PaperForm.KINERJA, period, cast.units["dinkes"], by=by, site="https://contoh/"
    )
    job = take_next()
    assert job is not None
    carry_out(job)
    return job


def stage_organisation_paper(cast: Cast) -> OrganisationPaper:
    """The quarter of the health agency on paper, issued by Dewi."""
    period = Period.parse("2026-TW1")
    return issue_organisation_paper(cast.units["dinkes"], period, by=cast.actor("dewi", DAY))
