"""SKP and lampiran as official PDF: agreed versions with code and QR, anything else as KONSEP."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import slugify

from selaras.core import clock
from selaras.core.documents import LampiranDocument, Letterhead, SkpDocument, Verification, render_pdf
from selaras.planning.content import Content
from selaras.planning.models import Skp, SkpVersion
from selaras.planning.selectors.plan import content_of


def version_pdf(version: SkpVersion, address: str) -> bytes:
    """The agreed SKP with its lampiran; the same bytes each time. `address` is that of the verification page."""
    document = SkpDocument.from_content(
        printed_content(version),
        letterhead=letterhead(version.skp),
        verification=verification(version, address),
    )
    return render_pdf(document, created_at=_whole(version.agreed_at))


def version_lampiran_pdf(version: SkpVersion, address: str) -> bytes:
    """The lampiran of an agreed SKP alone (format A.1.8)."""
    document = LampiranDocument.from_content(
        printed_content(version),
        letterhead=letterhead(version.skp),
        verification=verification(version, address),
    )
    return render_pdf(document, created_at=_whole(version.agreed_at))


def draft_pdf(skp: Skp) -> bytes:
    """The plan as it stands now, marked as KONSEP."""
    document = SkpDocument.from_content(content_of(skp), letterhead=letterhead(skp), verification=None)
    return render_pdf(document, created_at=_whole(clock.now()))


def printed_content(version: SkpVersion) -> Content:
    """What was frozen. Versions agreed by an order before it was frozen with them get who signed, and the order."""
    content: Content = version.content
    if "signed_by" in content or not version.authority:
        return content
    signer = version.agreed_by
    told = {"name": signer.full_name, "nip": signer.nip, "order": version.authority}
    return {**content, "signed_by": told}


def verification(version: SkpVersion, address: str) -> Verification:
    """Number, code and address that stand under the printed paper."""
    issued = clock.local(version.agreed_at, version.skp.agency).date()
    return Verification(number=number_of(version), code=version.code, url=address, issued_on=issued)


def number_of(version: SkpVersion) -> str:
    """The number of the paper; it says year, version and the beginning of the content's hash, and nobody's name."""
    return f"SKP/{version.skp.year}/{version.number}/{version.content_hash[:8].upper()}"


def letterhead(skp: Skp) -> Letterhead:
    """Government and OPD on top of the paper."""
    government = f"Pemerintah {skp.agency.name}".upper()
    return Letterhead(government=government, agency=skp.opd.name.upper())


def file_name(skp: Skp, what: str) -> str:
    """A name without anything that a file system or a mail programme could stumble over."""
    return f"{what}-{skp.year}-{slugify(skp.employee.name)[:60] or 'pegawai'}.pdf"


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
