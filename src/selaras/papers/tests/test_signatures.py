"""Signing: on paper with a scan, or by a service that works, refuses, is silent, or answers half."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from selaras.core import clock as house_clock
from selaras.core.errors import ChangedMeanwhile, NotAllowed, StepNotPossible
from selaras.core.files import CheckedFile, check_file, open_file
from selaras.core.models import AuditEvent
from selaras.evaluation.models import Evaluation
from selaras.papers.models import PaperForm, PaperSignature
from selaras.papers.paper import IssuedPaper, paper_for
from selaras.papers.signatures import public_signatures, signature_for
from selaras.papers.signing.asking import (
    AnswerRefused,
    CertificateExpired,
    ServiceSilent,
    SigningFailed,
    SigningRequest,
    WrongPassphrase,
)
from selaras.papers.signing.bsre import BsreService
from selaras.papers.signing.demonstration import EXPIRED, HALF, RIGHT, SLOW, DemonstrationService
from selaras.papers.signing.pdf import check_signed
from selaras.papers.signing_services import attach_scan, sign_electronically, withdraw_scan
from selaras.papers.tests.conftest import DAY
from tests.cast import Cast

NIK = "5371010101990001"


def paper_of(cast: Cast, evaluation: Evaluation, name: str) -> IssuedPaper:
    by = cast.actor(name, DAY)
    return paper_for(
        by, PaperForm.KINERJA, evaluation.pk, lambda code: f"https://contoh/verifikasi/{code}/", DAY
    )


def signed(cast: Cast, evaluation: Evaluation, name: str, passphrase: str = RIGHT) -> PaperSignature:
    return sign_electronically(
        paper_of(cast, evaluation, name), nik=NIK, passphrase=passphrase, service=DemonstrationService(),
        by=cast.actor(name, DAY),
    )  # fmt: skip


def scan_of(content: bytes) -> CheckedFile:
    return check_file(io.BytesIO(content), "scan.pdf", len(content))


def stored(signature: PaperSignature) -> bytes:
    with open_file(signature.signed_file) as content:
        return content.read()


@pytest.mark.trace("C-11")
def test_three_people_sign_one_document_and_the_qr_page_says_so_without_names(
    cast: Cast, results: list[Evaluation], client: Client
) -> None:
    ani = results[0]
    first, second, third = (signed(cast, ani, name) for name in ("ani", "budi", "citra"))
    assert stored(third).startswith(stored(second))
    assert stored(second).startswith(stored(first))
    assert first.document_id == third.document_id
    with pikepdf.open(io.BytesIO(stored(third))) as pdf:
        fields = pdf.Root.AcroForm.Fields
        assert [str(field.V.Type) for field in fields] == ["/Sig"] * 3
        assert pdf.Root.MarkInfo.Marked
    page = client.get(f"/verifikasi/{ani.code}/").content.decode()
    assert page.count("Tanda tangan elektronik tersertifikasi") == 3
    assert first.document.sha256 in page
    assert not [name for name in ("Ani", "Budi", "Citra") if f"{name} " in page]


def test_nobody_signs_twice_or_for_somebody_else(cast: Cast, results: list[Evaluation]) -> None:
    signed(cast, results[0], "budi")
    with pytest.raises(StepNotPossible, match="sudah menandatangani"):
        signed(cast, results[0], "budi")
    with pytest.raises(NotAllowed):
        signed(cast, results[0], "eka")  # an admin sees the paper and signs for nobody


@pytest.mark.parametrize(
    ("passphrase", "error"),
    [("salah", WrongPassphrase), (SLOW, ServiceSilent), (EXPIRED, CertificateExpired), (HALF, AnswerRefused)],
)
def test_whatever_fails_nothing_is_signed_and_the_secret_is_nowhere(
    cast: Cast, results: list[Evaluation], sign_in: Any, settings: Any, passphrase: str, error: type[SigningFailed],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    settings.DEMO_MODE = True
    caplog.set_level(logging.DEBUG)
    with pytest.raises(error):
        signed(cast, results[0], "budi", passphrase)
    reply = sign_in("budi").post(
        f"/arsip/dokumen/{results[0].pk}/elektronik/", {"nik": NIK, "passphrase": passphrase + "-rahasia-7"}
    )
    page = reply.content.decode()
    assert (reply.status_code, PaperSignature.objects.count()) == (422, 0)
    assert "belum ditandatangani" in page.lower()
    everything = page + caplog.text + "".join(AuditEvent.objects.values_list("body", flat=True))
    assert NIK not in everything
    assert "rahasia-7" not in everything


def test_it_signs_through_the_page_and_keeps_no_secret(
    cast: Cast, results: list[Evaluation], sign_in: Any, settings: Any
) -> None:
    address = f"/arsip/dokumen/{results[0].pk}/"
    browser = sign_in("budi")
    assert "belum menyambungkan" in browser.get(address).content.decode()
    settings.DEMO_MODE = True
    reply = browser.post(address + "elektronik/", {"nik": NIK, "passphrase": RIGHT})
    assert reply.status_code == 302
    page = browser.get(address).content.decode()
    assert "Ditandatangani" in page
    signature = PaperSignature.objects.get()
    kept = json.dumps(signature.certificate) + "".join(AuditEvent.objects.values_list("body", flat=True))
    assert NIK not in kept
    assert RIGHT not in kept
    assert browser.get(f"/arsip/tanda-tangan/{signature.pk}/berkas/").getvalue() == stored(signature)


def test_a_signature_over_other_bytes_is_refused(cast: Cast, results: list[Evaluation]) -> None:
    before = paper_of(cast, results[0], "budi").make()
    request = SigningRequest(before, "x.pdf", "Dokumen", "Kupang", NIK, RIGHT)
    answer, now = DemonstrationService().sign(request), house_clock.now()
    assert "bukan BSrE" in check_signed(before, answer, now).subject
    for broken in (
        answer.replace(b"%PDF-1.7", b"%PDF-1.6"),
        answer + b"% more\n%%EOF",
        before,
        b"<html>",
        answer[:-9],
    ):
        with pytest.raises(AnswerRefused):
            check_signed(before, broken, now)


@pytest.mark.trace("C-11")
def test_a_scan_is_tied_to_the_document_and_a_wrong_one_is_taken_back(
    cast: Cast, results: list[Evaluation], sign_in: Any
) -> None:
    ani, by = results[0], cast.actor("ani", DAY)
    paper = paper_of(cast, ani, "ani")
    with pytest.raises(Exception, match="tanpa tanda tangan"):
        attach_scan(paper, scan_of(paper.make()), by=by)
    upload = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 dipindai", "application/pdf")
    reply = sign_in("eka").post(f"/arsip/dokumen/{ani.pk}/pindaian/", {"scan": upload})
    assert reply.status_code == 302
    signature = PaperSignature.objects.get()
    assert [one.how for one in public_signatures(ani.code)] == ["Tanda tangan basah, dengan pindaian"]
    with open_file(signature.document) as document:
        assert sha256(document.read()).hexdigest() == public_signatures(ani.code)[0].fingerprint
    with pytest.raises(StepNotPossible, match="sudah punya"):
        attach_scan(paper, scan_of(b"%PDF-1.7 lain"), by=by)
    also = signature_for(by, signature.pk)
    withdraw_scan(signature_for(by, signature.pk), "Halaman dua tertinggal", by=by)
    with pytest.raises(ChangedMeanwhile):
        withdraw_scan(also, "Salah orang", by=cast.actor("fajar", DAY))
    assert public_signatures(ani.code) == []
    attach_scan(paper, scan_of(b"%PDF-1.7 lain"), by=by)
    assert PaperSignature.objects.count() == 2


def test_a_draft_is_not_signed(cast: Cast, results: list[Evaluation]) -> None:
    from selaras.evaluation.tests.stage import opened, stage_skp

    draft = opened(cast, stage_skp(cast.eka), on=DAY, by="citra")
    with pytest.raises(StepNotPossible, match="belum terbit"):
        paper_of(cast, draft, "citra")


@contextmanager
def service(answer: Callable[[bytes], tuple[int, bytes]]) -> Iterator[tuple[BsreService, list[bytes]]]:
    """A client service on this machine that answers as told."""
    seen: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append(self.path.encode() + b" " + self.headers["Authorization"].encode() + b" " + body)
            status, content = answer(body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield BsreService(f"http://127.0.0.1:{server.server_port}", "selaras", "kunci", timeout=0.3), seen
    finally:
        server.shutdown()
        server.server_close()


def always(told: tuple[int, bytes]) -> Callable[[bytes], tuple[int, bytes]]:
    return lambda body: told


def said(text: str, code: int) -> bytes:
    return json.dumps({"error": text, "status_code": code}).encode()


def test_bsre_gets_the_documented_fields_and_its_answers_are_understood() -> None:
    request = SigningRequest(b"%PDF-1.7 isi", "dokumen-abc.pdf", "Dokumen", "Kupang", NIK, "frasa")
    with service(lambda body: (200, b"%PDF-1.7 signed")) as (bsre, seen):
        assert bsre.sign(request) == b"%PDF-1.7 signed"
    (sent,) = seen
    assert sent.startswith(b"/api/sign/pdf Basic c2VsYXJhczprdW5jaQ== ")
    for name in (b"file", b"nik", b"passphrase", b"tampilan", b"image", b"reason", b"location"):
        assert b'name="' + name + b'"' in sent
    for status, words, error in (
        (400, said("Proses signing gagal : Passphrase anda salah", 2031), WrongPassphrase),
        (400, said("Sertifikat sudah expired", 2021), CertificateExpired),
        (500, b"<html>", SigningFailed),
        (503, said("maintenance", 0), ServiceSilent),
        (200, b"<html>", AnswerRefused),
    ):
        told = (status, words)
        with service(always(told)) as (bsre, _seen), pytest.raises(error):
            bsre.sign(request)
    with pytest.raises(ServiceSilent):
        BsreService("http://127.0.0.1:9", "a", "b", timeout=0.2).sign(request)
    assert NIK not in repr(request)
    assert "frasa" not in repr(request)


def test_an_expired_certificate_is_seen_by_the_day(cast: Cast, results: list[Evaluation]) -> None:
    before = paper_of(cast, results[0], "budi").make()
    answer = DemonstrationService().sign(SigningRequest(before, "x.pdf", "Dokumen", "Kupang", NIK, RIGHT))
    with time_machine.travel("2028-01-01", tick=False), pytest.raises(CertificateExpired):
        check_signed(before, answer, house_clock.now())
