"""The official papers as files."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from selaras.evaluation.conditions import address
from selaras.evaluation.documents import evaluation_form, kinerja_document
from selaras.evaluation.selectors import evaluation_for, may_see_ratings
from selaras.evaluation.views.parts import signed_in
from selaras.organisation.asking import pdf_answer


@require_GET
@login_required
def print_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The evaluation form."""
    known, _on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    seen = may_see_ratings(known.actor, evaluation)
    paper = evaluation_form(evaluation, lambda code: _public(request, code), with_ratings=seen)
    return pdf_answer(paper.content, paper.name)


@require_GET
@login_required
def print_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The Dokumen Evaluasi Kinerja."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    seen = may_see_ratings(known.actor, evaluation)
    paper = kinerja_document(evaluation, lambda code: _public(request, code), on=on, with_ratings=seen)
    return pdf_answer(paper.content, paper.name)


def _public(request: HttpRequest, code: str) -> str:
    """The address of the page that confirms the printout."""
    return request.build_absolute_uri(address("web:verify", code) or f"/verifikasi/{code}/")
