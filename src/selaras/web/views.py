"""Start page and notices."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from selaras.core import notices
from selaras.web.middleware import SignedInRequest


@require_GET
@login_required
def show_home(request: HttpRequest) -> HttpResponse:
    """What is mine today, what waits for me, what is late."""
    return render(request, "web/home.html")


@require_http_methods(["GET", "POST"])
@login_required
def show_notices(request: HttpRequest) -> HttpResponse:
    """The person's notices; POST marks them as read."""
    actor = cast(SignedInRequest, request).actor
    if request.method == "POST" and actor.employee_id:
        notices.mark_read(actor.employee_id)
        return redirect("web:notices")
    rows = notices.notices_of(actor.employee_id) if actor.employee_id else []
    return render(request, "web/notices.html", {"notices": rows})
