"""Login → Actor → agency scope; and errors of the domain into pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from selaras.authorization import Actor
from selaras.core.errors import SelarasError, StepNotPossible
from selaras.core.scoping import agency_scope
from selaras.organisation.actors import actor_of
from selaras.organisation.models import Agency
from selaras.web.daily import keep_current
from selaras.web.errors import error_response
from selaras_rules import RulesError

Handler = Callable[[HttpRequest], HttpResponse]


class SignedInRequest(HttpRequest):
    """What every page behind the login can rely on."""

    actor: Actor
    agency: Agency
    # Notices that waited when the page was asked for.
    unread: int


class ErrorMiddleware:
    """The one mapping from domain errors to answers; views never catch them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SelarasError):
            return error_response(request, exception)
        if isinstance(exception, RulesError):
            return error_response(request, StepNotPossible(str(exception)))
        return None


class ActorMiddleware:
    """Opens the agency scope of the signed-in person for the rest of the request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        request.agency = None  # type: ignore[attr-defined]
        found = actor_of(request.user) if request.user.is_authenticated else None
        if found is None:
            return self.get_response(request)
        request.actor, request.agency, request.unread = found  # type: ignore[attr-defined]
        # Times on pages are those of the wall clock at the agency.
        with agency_scope(found.agency.pk), timezone.override(found.agency.time_zone):
            keep_current(found.agency)
            response = self.get_response(request)
            # Lazy templates ask the database: render them while the scope is open.
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            return response
