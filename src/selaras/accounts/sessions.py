"""The list of one's own sign-ins: written at each, swept by the clock.

allauth looks at every earlier session of a person at each sign-in, three queries for each; at an office computer
that is a row for every morning of a month. Here a sign-in writes its own row and looks at no other.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.http import HttpRequest


def note_sign_in(request: HttpRequest, **_signal: Any) -> None:
    """Receiver of `user_logged_in`: from where and with what one signed in, for «Perangkat yang masuk»."""
    UserSession.objects.create_from_request(request)


def sweep_ended_sessions() -> int:
    """Delete sessions whose time is over and what the lists say of them; gives the number of lines swept."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    swept: int = UserSession.objects.filter(~Exists(alive)).delete()[0]
    return swept
