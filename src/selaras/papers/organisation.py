"""The paper of an organisation: issued as it stands, printed from what was frozen, confirmed by its code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require, visible
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.documents import (
    Agency,
    CheckedPaper,
    Letterhead,
    OrganisationDocument,
    Person,
    SpreadLine,
    Verification,
    new_verification_code,
    render_pdf,
)
from selaras.core.documents.evaluation import OrganisationPredikat as Level
from selaras.core.errors import StepNotPossible
from selaras.core.rows import row_of
from selaras.core.scoping import across_agencies
from selaras.evaluation.conditions import organisation_predikat_of
from selaras.evaluation.explain import told_step
from selaras.evaluation.spread import spread_of
from selaras.organisation.models import Unit
from selaras.papers import events
from selaras.papers.models import OrganisationPaper
from selaras.planning.content import person_block
from selaras_rules import Period


def issue_organisation_paper(opd: Unit, period: Period, *, by: Actor) -> OrganisationPaper:
    """Freeze predikat, reason and spread of an organisation as they stand now; the one before is superseded.

    Raises `StepNotPossible` while the predikat of the organisation is not set.
    """
    require(by, Permission.ISSUE_ORGANISATION_PAPER, opd)
    paper = OrganisationPaper(
        agency=opd.agency, opd=opd, period=period.code, content=_content(opd, period), code=new_verification_code(),
        issued_by_id=person_of(by), issued_at=clock.now().replace(microsecond=0),
    )  # fmt: skip
    facts = {"opd": opd.name, "period": period.label}
    with recording(events.ORGANISATION_ISSUED, by=by, about=paper, number=number_of(paper), **facts):
        paper.save(force_insert=True)
    return paper


def organisation_papers(opd: Unit, period: Period) -> list[OrganisationPaper]:
    """All papers of an organisation and period, the one in force first."""
    rows = OrganisationPaper.objects.filter(opd=opd, period=period.code).select_related("issued_by")
    return list(rows.order_by("-issued_at", "-id"))


def organisation_paper_for(by: Actor, pk: UUID) -> OrganisationPaper:
    """One paper. Raises `NotFound` for those who may not read the results of organisations."""
    rows = OrganisationPaper.objects.filter(pk=pk).select_related("agency", "opd")
    return row_of(visible(by, Permission.VIEW_ORGANISATION_RESULTS, rows))


def organisation_pdf(paper: OrganisationPaper, address: str) -> bytes:
    """The paper as it was issued; the same bytes each time."""
    told = paper.content
    issued = clock.local(paper.issued_at, paper.agency).date()
    period = Period.parse(paper.period)
    document = OrganisationDocument(
        agency=Agency(paper.agency.name, paper.agency.place),
        organisation=paper.opd.name,
        period_label=period.label,
        period_start=period.start,
        period_end=period.end,
        predikat=Level(told["predikat"]),
        reason=told["reason"],
        lines=tuple(SpreadLine(**line) for line in told["lines"]),
        decided=told["decided"],
        waiting=told["waiting"],
        remarks=tuple(told["remarks"]),
        role=told["role"],
        signer=Person(**told["signer"]),
        set_on=issued,
        letterhead=Letterhead(
            agency=told["role"].upper(), government=f"Pemerintah {paper.agency.name}".upper()
        ),
        verification=Verification(number_of(paper), paper.code, address, issued),
    )
    return render_pdf(document, created_at=paper.issued_at)


def number_of(paper: OrganisationPaper) -> str:
    """The number under the printout."""
    return f"PO/{paper.period}/{paper.code[-6:]}"


def file_name(paper: OrganisationPaper) -> str:
    """A name no file system stumbles over."""
    return f"predikat-organisasi-{paper.period.lower()}-{slugify(paper.opd.name)[:60]}.pdf"


def verify_organisation_paper(code: str) -> CheckedPaper | None:
    """What the public page says about such a code; None for any other."""
    with across_agencies("a printout is checked without signing in, whatever agency it comes from"):
        found = OrganisationPaper.objects.select_related("agency").filter(code=code).first()
        if found is None:
            return None
        newer = OrganisationPaper.objects.filter(
            opd_id=found.opd_id, period=found.period, issued_at__gt=found.issued_at
        )
        day = clock.local(found.issued_at, found.agency).date()
        kind = _("Penetapan predikat kinerja organisasi")
        return CheckedPaper(kind, number_of(found), day, not newer.exists(), found.agency.name)


def _content(opd: Unit, period: Period) -> dict[str, Any]:
    row = organisation_predikat_of(opd.pk, period.code)
    if row is None:
        raise StepNotPossible(
            _("Predikat organisasi untuk %(period)s belum ditetapkan.") % {"period": period.label},
            remedy=_("Tidak ada yang diterbitkan. Tetapkan predikat organisasi lebih dulu."),
        )
    spread = spread_of(opd, period, row)
    return {
        "predikat": row.predikat,
        "reason": row.reason,
        "lines": [
            {"label": line.label, "people": line.people, "percent": line.percent} for line in spread.shares
        ],
        "decided": spread.decided,
        "waiting": spread.waiting,
        "remarks": [told_step(step) for step in spread.remarks],
        "role": opd.agency.regional_head_title,
        "signer": person_block(row.set_by),
    }
