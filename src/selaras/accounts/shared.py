"""A computer that others use too: nothing stays on it, and who walks away is signed out soon (C-27).

The choice is made at the sign-in. The session then ends with the browser or after a quarter of an hour without a
request; no page goes into a cache, and at the end the browser is told to throw away what it has of us.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from selaras.core import clock

IDLE = timedelta(minutes=15)
# The session is written at most so often.
GRAIN = timedelta(minutes=1)
_KEY = "shared"


def begin_shared(request: HttpRequest) -> None:
    """From now on this session leaves nothing behind, and ends with the browser."""
    request.session[_KEY] = clock.now().isoformat()
    request.session.set_expiry(0)


def is_shared(request: HttpRequest) -> bool:
    """Whether the person said so at the sign-in."""
    return _KEY in request.session


class SharedComputerMiddleware:
    """Ends idle sessions of shared computers, keeps their pages out of caches, clears the browser at the end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_shared(request):
            return self.get_response(request)
        _end_or_renew(request)
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        if not is_shared(request):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _end_or_renew(request: HttpRequest) -> None:
    now, last = clock.now(), datetime.fromisoformat(request.session[_KEY])
    if now - last > IDLE:
        logout(request)
    elif now - last > GRAIN:
        request.session[_KEY] = now.isoformat()
