"""Signatures of one paper: what it has, a scan, an electronic signature."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from selaras.authorization import Permission, decide, require
from selaras.core import clock
from selaras.core.errors import InvalidInput, NotFound
from selaras.core.files import SCANS, check_file, open_file
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.papers import signing_services as services
from selaras.papers.forms import ScanForm, SignForm, WithdrawForm
from selaras.papers.models import PaperForm, SignatureMethod
from selaras.papers.paper import IssuedPaper, paper_for
from selaras.papers.signatures import signature_for, signatures_in_force
from selaras.papers.signing.choice import signing_service


@page("GET")
def show_paper(request: Asking, form: str, pk: UUID) -> HttpResponse:
    """The signatures of a paper, and the ways to one."""
    paper = _paper(request, form, pk)
    known = signatures_in_force(paper.code, paper.form)
    by_signer = {row.signer_id: row for row in known if row.method == SignatureMethod.ELECTRONIC}
    context = {
        "paper": paper,
        "lines": [(role, person, by_signer.get(person.pk)) for role, person in paper.signers],
        "scan": next((row for row in known if row.method == SignatureMethod.SCAN), None),
        "newest": next((row for row in reversed(known) if row.method == SignatureMethod.ELECTRONIC), None),
        "may_scan": bool(decide(request.actor, Permission.ATTACH_SCAN, paper.skp)),
        "may_sign": bool(decide(request.actor, Permission.SIGN_PAPER, paper.skp))
        and request.actor.employee_id not in by_signer,
        "service": signing_service(),
    }
    return render(request, "papers/paper.html", context)


@page("GET", "POST")
def attach_scan(request: Asking, form: str, pk: UUID) -> HttpResponse:
    """Upload the scan of the signed printout."""
    paper = _paper(request, form, pk)
    require(request.actor, Permission.ATTACH_SCAN, paper.skp)
    asked = ScanForm(request.POST or None, request.FILES or None)

    def act() -> str:
        upload = asked.cleaned_data["scan"]
        scan = check_file(upload, upload.name, upload.size, kinds=SCANS)
        services.attach_scan(paper, scan, by=request.actor)
        messages.success(request, _("Pindaian tersimpan. Halaman verifikasi kini menyebut tanda tangannya."))
        return _address(paper)

    return carried_out(request, asked, act) or shown(request, "papers/scan.html", asked, paper=paper)


@sensitive_variables()
def _sign(request: Asking, paper: IssuedPaper, asked: SignForm) -> str:
    given = asked.cleaned_data
    services.sign_electronically(
        paper, nik=given["nik"], passphrase=given["passphrase"], service=signing_service(), by=request.actor
    )
    messages.success(request, _("Dokumen ditandatangani secara elektronik."))
    return _address(paper)


@sensitive_post_parameters("nik", "passphrase")
@page("GET", "POST")
def sign(request: Asking, form: str, pk: UUID) -> HttpResponse:
    """Sign electronically. The service may take its time, so no transaction is open while it is asked."""
    paper = _paper(request, form, pk)
    require(request.actor, Permission.SIGN_PAPER, paper.skp)
    asked = SignForm(request.POST or None)
    if asked.is_valid():
        try:
            address = _sign(request, paper, asked)
        except InvalidInput as error:
            asked.refuse(error)
        else:
            return HttpResponse(status=302, headers={"Location": address})
    return _without_secrets(
        shown(request, "papers/sign.html", _emptied(asked), paper=paper, service=signing_service())
    )


@page("GET", "POST")
def withdraw_scan(request: Asking, pk: UUID) -> HttpResponse:
    """Take back a wrong scan."""
    signature = signature_for(request.actor, pk)
    require(request.actor, Permission.ATTACH_SCAN, signature)
    asked = WithdrawForm(request.POST or None)

    def act() -> str:
        services.withdraw_scan(signature, asked.cleaned_data["because"], by=request.actor)
        messages.success(request, _("Pindaian ditarik. Anda dapat mengunggah yang benar."))
        return reverse("web:home")

    return carried_out(request, asked, act) or shown(
        request, "papers/withdraw.html", asked, signature=signature
    )


@page("GET")
def send_signed(request: Asking, pk: UUID) -> FileResponse:
    """The signed file, as it is."""
    signature = signature_for(request.actor, pk)
    stored = signature.signed_file
    name = f"{signature.form}-{signature.code[-6:].lower()}-{signature.method}.{stored.extension}"
    response = FileResponse(
        open_file(stored), as_attachment=True, filename=name, content_type=stored.content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _paper(request: Asking, form: str, pk: UUID) -> IssuedPaper:
    if form not in PaperForm.values:
        raise NotFound

    def public(code: str) -> str:
        return request.build_absolute_uri(reverse("web:verify", args=[code]))

    return paper_for(request.actor, PaperForm(form), pk, public, clock.today(request.agency))


def _address(paper: IssuedPaper) -> str:
    return reverse("papers:paper", args=[paper.form, paper.key])


def _emptied(form: SignForm) -> SignForm:
    """The same form with its errors and without what was typed."""
    if form.is_bound:
        form.data = {name: value for name, value in form.data.items() if name not in ("nik", "passphrase")}
    return form


def _without_secrets(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
