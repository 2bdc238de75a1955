"""Pages that belong to no single subject: start, notices, trail, verification, accessibility."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from selaras.core import clock, notices
from selaras.core.documents import VerificationCodeError, parse_verification_code
from selaras.core.errors import NotAllowed
from selaras.web.home import home_of
from selaras.web.middleware import SignedInRequest
from selaras.web.trail import as_line, events_for, kinds_in_words, known_events


def signed_in(request: HttpRequest) -> SignedInRequest:
    """The request with actor and agency. Raises `NotAllowed` for a login that no employee holds."""
    if getattr(request, "actor", None) is None:
        raise NotAllowed()
    return cast(SignedInRequest, request)


@require_GET
@login_required
def show_home(request: HttpRequest) -> HttpResponse:
    """What is mine today, what waits for me, what is late."""
    person = signed_in(request)
    home = home_of(person.actor, person.agency, clock.today(person.agency))
    return render(request, "web/home.html", {"home": home})


@require_http_methods(["GET", "POST"])
@login_required
def show_notices(request: HttpRequest) -> HttpResponse:
    """The person's notices; POST marks them as read."""
    actor = signed_in(request).actor
    if actor.employee_id is None:
        return render(request, "web/notices.html", {"notices": []})
    if request.method == "POST":
        notices.mark_read(actor.employee_id)
        return redirect("web:notices")
    return render(request, "web/notices.html", {"notices": notices.notices_of(actor.employee_id)})


@require_GET
@login_required
def show_trail(request: HttpRequest) -> HttpResponse:
    """Who changed what, when and why; for inspector and city admin."""
    person = signed_in(request)
    kind = request.GET.get("jenis", "")
    day = (
        parse_date(request.GET.get("tanggal", ""))
        if _looks_like_date(request.GET.get("tanggal", ""))
        else None
    )
    rows = events_for(person.actor, person.agency, kind=kind if kind in known_events() else "", day=day)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [as_line(row) for row in page.object_list],
        "kinds": kinds_in_words(),
        "kind": kind,
        "day": day,
    }
    return render(request, "web/trail.html", context)


@never_cache
@require_GET
def verify_document(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a printed document is genuine and still valid; shows number, date and validity, nothing else."""
    from selaras.consequences.verification import verify_pak
    from selaras.evaluation.documents import verify
    from selaras.papers.organisation import verify_organisation_paper
    from selaras.papers.signatures import public_signatures

    try:
        parsed = parse_verification_code(code)
        found = verify(parsed) or verify_organisation_paper(parsed) or verify_pak(parsed)
    except VerificationCodeError:
        found = None
    context = {"found": found, "code": code[:20], "signatures": public_signatures(code) if found else []}
    return render(request, "web/verify.html", context, status=200 if found else 404)


@require_GET
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """What works for people with disabilities, and whom to tell when something does not."""
    return render(request, "web/accessibility.html")


def _looks_like_date(text: str) -> bool:
    try:
        return bool(text) and date.fromisoformat(text).year > 1900
    except ValueError:
        return False
