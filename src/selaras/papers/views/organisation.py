"""The paper of an organisation: issued, printed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core.errors import NotFound
from selaras.evaluation.conditions import organisation_predikat_of
from selaras.evaluation.selectors import opd_for
from selaras.organisation.asking import Asking, page, pdf_answer
from selaras.papers import organisation as papers
from selaras_rules import Period, RulesError


@page("GET", "POST")
def show_organisation(request: Asking, unit: UUID, period: str) -> HttpResponse:
    """The papers of an organisation and period; POST issues one."""
    opd = opd_for(request.actor, unit)
    try:
        span = Period.parse(period)
    except RulesError as error:
        raise NotFound from error
    if request.method == "POST":
        papers.issue_organisation_paper(opd, span, by=request.actor)
        messages.success(
            request, _("Dokumen diterbitkan. Yang sebelumnya, bila ada, tercatat sebagai digantikan.")
        )
        return redirect("papers:organisation", unit, span.code)
    context = {
        "opd": opd,
        "period": span,
        "row": organisation_predikat_of(opd.pk, span.code),
        "issued": [(paper, papers.number_of(paper)) for paper in papers.organisation_papers(opd, span)],
        "may_issue": bool(decide(request.actor, Permission.ISSUE_ORGANISATION_PAPER, opd)),
    }
    return render(request, "papers/organisation.html", context)


@page("GET")
def print_organisation(request: Asking, pk: UUID) -> HttpResponse:
    """One issued paper as PDF."""
    paper = papers.organisation_paper_for(request.actor, pk)
    address = request.build_absolute_uri(reverse("web:verify", args=[paper.code]))
    return pdf_answer(papers.organisation_pdf(paper, address), papers.file_name(paper))
