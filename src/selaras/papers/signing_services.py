"""Signing a paper: on paper with a scan, or electronically through a service."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, person_of, require
from selaras.core import clock
from selaras.core.audit import recording
from selaras.core.errors import FileRefused, InvalidInput, StepNotPossible
from selaras.core.files import SCANS, CheckedFile, open_file, store_file
from selaras.core.models import StoredFile
from selaras.core.rows import change_row
from selaras.papers import events
from selaras.papers.models import PaperSignature, SignatureMethod
from selaras.papers.paper import IssuedPaper
from selaras.papers.signatures import signatures_in_force
from selaras.papers.signing.asking import SigningRequest, SigningService
from selaras.papers.signing.pdf import Certificate, check_signed


def attach_scan(paper: IssuedPaper, scan: CheckedFile, *, by: Actor) -> PaperSignature:
    """Keep the scan of the signed printout, tied to the document by its hash.

    Raises `FileRefused` for anything but a PDF or picture, `StepNotPossible` where there is a scan already.
    """
    require(by, Permission.ATTACH_SCAN, paper.skp)
    if scan.content_type not in SCANS:
        raise FileRefused(_("Pindaian harus berupa PDF atau foto."))
    content = paper.make()
    if scan.sha256 == hashlib.sha256(content).hexdigest():
        raise FileRefused(
            _("Ini cetakan asli tanpa tanda tangan."),
            remedy=_("Berkas tidak disimpan. Cetak, tanda tangani, pindai, lalu unggah hasil pindaiannya."),
        )
    signature = _new(paper, SignatureMethod.SCAN, by)
    _write(paper, signature, content, scan, by)
    return signature


def withdraw_scan(signature: PaperSignature, because: str, *, by: Actor) -> None:
    """Take back a scan that was the wrong one; it stays readable.

    Raises `StepNotPossible`, `InvalidInput`, `ChangedMeanwhile` where somebody else took it back first.
    """
    require(by, Permission.ATTACH_SCAN, signature)
    if signature.method != SignatureMethod.SCAN or signature.withdrawn_at is not None:
        raise StepNotPossible(_("Hanya pindaian yang masih berlaku dapat ditarik."))
    if not because.strip():
        raise InvalidInput(fields={"because": _("Tulis mengapa pindaian ini ditarik.")})
    with recording(
        events.WITHDRAWN, by=by, about=signature, because=because.strip(), paper=signature.code[-6:]
    ):
        told = {"withdrawn_by_id": by.employee_id, "withdrawn_because": because.strip()[:300]}
        change_row(signature, {"withdrawn_at": None}, {"withdrawn_at": clock.now(), **told})


def sign_electronically(
    paper: IssuedPaper, *, nik: str, passphrase: str, service: SigningService | None, by: Actor
) -> PaperSignature:
    """Let the service sign in the name of whoever is at the screen. NIK and passphrase are kept nowhere.

    The service is asked outside any transaction. Raises its errors; then nothing was recorded.
    """
    require(by, Permission.SIGN_PAPER, paper.skp)
    if service is None:
        raise StepNotPossible(
            _("Instansi ini belum menyambungkan layanan tanda tangan elektronik."),
            remedy=_("Pakai tanda tangan basah: cetak, tanda tangani, pindai, lalu unggah pindaiannya."),
        )
    before = [
        row for row in signatures_in_force(paper.code, paper.form) if row.method == SignatureMethod.ELECTRONIC
    ]
    if any(row.signer_id == by.employee_id for row in before):
        raise StepNotPossible(_("Anda sudah menandatangani dokumen ini."))
    document = _bytes(before[-1].document) if before else paper.make()
    base = _bytes(before[-1].signed_file) if before else document
    answer = service.sign(
        SigningRequest(base, paper.file_name, str(paper.title), paper.skp.agency.place, nik, passphrase)
    )  # fmt: skip
    certificate = check_signed(base, answer, clock.now())
    signature = _new(paper, SignatureMethod.ELECTRONIC, by)
    signature.signer_id, signature.service = by.employee_id, service.name
    signature.certificate = certificate.as_json()
    _write(paper, signature, document, _pdf(answer), by, certificate)
    return signature


def _new(paper: IssuedPaper, method: SignatureMethod, by: Actor) -> PaperSignature:
    return PaperSignature(
        agency_id=paper.skp.agency_id, skp=paper.skp, form=paper.form, code=paper.code, method=method,
        recorded_by_id=person_of(by), recorded_at=clock.now(),
    )  # fmt: skip


def _write(
    paper: IssuedPaper, signature: PaperSignature, document: bytes, signed: CheckedFile, by: Actor,
    certificate: Certificate | None = None,
) -> None:  # fmt: skip
    event = events.SIGNED if certificate else events.SCANNED
    facts = {"paper": paper.number, "form": str(paper.title), "sha256": signed.sha256}
    if certificate:
        facts["certificate"] = certificate.serial
    try:
        with transaction.atomic(), recording(event, by=by, about=signature, **facts):
            signature.document = store_file(_pdf(document), agency_id=signature.agency_id)
            signature.signed_file = store_file(signed, agency_id=signature.agency_id)
            signature.save(force_insert=True)
    except IntegrityError as error:
        raise StepNotPossible(
            _("Dokumen ini sudah punya tanda tangan itu."),
            remedy=_("Yang lebih dulu tetap tersimpan. Muat ulang halaman untuk melihatnya."),
        ) from error


def _pdf(content: bytes) -> CheckedFile:
    return CheckedFile(content, "application/pdf", "pdf", hashlib.sha256(content).hexdigest())


def _bytes(stored: StoredFile) -> bytes:
    with open_file(stored) as content:
        return content.read()
