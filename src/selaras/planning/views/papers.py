"""SKP and lampiran as PDF."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from selaras.organisation.asking import pdf_answer
from selaras.planning import documents
from selaras.planning.models import SkpVersion
from selaras.planning.selectors import skp_for, version_for
from selaras.planning.views.pages import who


@require_GET
@login_required
def download_skp(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The agreed SKP with lampiran, number, code and QR."""
    version = version_for(who(request), pk)
    name = documents.file_name(version.skp, f"SKP-v{version.number}")
    return pdf_answer(documents.version_pdf(version, _address(request, version)), name, to_keep=True)


@require_GET
@login_required
def download_lampiran(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lampiran of the agreed SKP alone."""
    version = version_for(who(request), pk)
    name = documents.file_name(version.skp, f"Lampiran-SKP-v{version.number}")
    return pdf_answer(documents.version_lampiran_pdf(version, _address(request, version)), name, to_keep=True)


@require_GET
@login_required
def download_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan as it stands, marked as KONSEP."""
    skp = skp_for(who(request), pk)
    return pdf_answer(documents.draft_pdf(skp), documents.file_name(skp, "Konsep-SKP"), to_keep=True)


def _address(request: HttpRequest, version: SkpVersion) -> str:
    return request.build_absolute_uri(reverse("web:verify", args=[version.code]))
