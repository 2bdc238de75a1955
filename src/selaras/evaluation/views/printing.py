"""The official papers as files."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from selaras.evaluation.conditions import address
from selaras.evaluation.documents import Paper, evaluation_form, kinerja_document
from selaras.evaluation.selectors import evaluation_for, may_see_ratings
from selaras.evaluation.views.parts import signed_in


@require_GET
@login_required
def print_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The evaluation form."""
    known, _on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    seen = may_see_ratings(known.actor, evaluation)
    return _file(evaluation_form(evaluation, lambda code: _public(request, code), with_ratings=seen))


@require_GET
@login_required
def print_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The Dokumen Evaluasi Kinerja."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    seen = may_see_ratings(known.actor, evaluation)
    return _file(kinerja_document(evaluation, lambda code: _public(request, code), on=on, with_ratings=seen))


def _public(request: HttpRequest, code: str) -> str:
    """The address of the page that confirms the printout."""
    return request.build_absolute_uri(address("web:verify", code) or f"/verifikasi/{code}/")


def _file(paper: Paper) -> HttpResponse:
    response = HttpResponse(paper.content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.name}"'
    response["Cache-Control"] = "private, no-store"
    return response
