"""The living style page, and the choice between light and dark."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from selaras.web.style_examples import style_context

THEMES = ("auto", "light", "dark")
ONE_YEAR = 365 * 24 * 3600


@require_safe
def show_style(request: HttpRequest) -> HttpResponse:
    """Every component with a live example and its code."""
    return render(request, "web/style.html", style_context(request))


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen appearance in a cookie, so that the server draws the next page right at once."""
    chosen = request.POST.get("theme", "auto")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        "theme", chosen if chosen in THEMES else "auto", ONE_YEAR, samesite="Lax", secure=request.is_secure()
    )
    return response
