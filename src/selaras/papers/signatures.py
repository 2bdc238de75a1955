"""Questions about signatures: what a paper has, what everybody may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core import clock
from selaras.core.documents import VerificationCodeError, parse_verification_code
from selaras.core.errors import Text
from selaras.core.rows import row_of
from selaras.core.scoping import across_agencies
from selaras.papers.models import PaperForm, PaperSignature, SignatureMethod


@dataclass(frozen=True, slots=True)
class PublicSignature:
    """What the page behind the QR code says of a signature. It names nobody (C-11)."""

    form: Text
    how: Text
    on: date
    fingerprint: str


def signatures_in_force(code: str, form: PaperForm) -> list[PaperSignature]:
    """The signatures of a paper, oldest first."""
    rows = PaperSignature.objects.filter(code=code, form=form, withdrawn_at=None)
    return list(
        rows.select_related("signer", "recorded_by", "document", "signed_file").order_by("recorded_at", "id")
    )


def signature_for(by: Actor, pk: UUID) -> PaperSignature:
    """One signature on a paper that this person may see. Raises `NotFound`."""
    rows = PaperSignature.objects.filter(pk=pk).select_related("skp__employee", "document", "signed_file")
    return row_of(visible(by, Permission.VIEW_SKP, rows))


def public_signatures(typed: str) -> list[PublicSignature]:
    """What anybody who holds the printout may know of its signatures."""
    try:
        code = parse_verification_code(typed)
    except VerificationCodeError:
        return []
    with across_agencies("a printout is checked without signing in, whatever agency it comes from"):
        rows = PaperSignature.objects.filter(code=code, withdrawn_at=None)
        return [
            _public(row) for row in rows.select_related("agency", "document").order_by("recorded_at", "id")
        ]


def _public(row: PaperSignature) -> PublicSignature:
    how: Text = SignatureMethod(row.method).label
    if row.method == SignatureMethod.ELECTRONIC:
        issuer = row.certificate.get("issuer", "")
        how = _("%(how)s; penerbit sertifikat: %(issuer)s") % {"how": how, "issuer": issuer}
    day = clock.local(row.recorded_at, row.agency).date()
    return PublicSignature(PaperForm(row.form).label, how, day, row.document.sha256)
