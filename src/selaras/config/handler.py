"""How the server answers: as Django does, but nothing of a request stays behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class LeavingNothing(WSGIHandler):
    """Django's handler, after whose answer nothing of the request stays in memory.

    A request and the person who asks hold each other (`request.user` looks into its request), and with them the body
    that was sent: a photo of a phone stayed until the collector of circles came by, and many came before it.
    """

    def __call__(  # type: ignore[override]
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> HttpResponseBase | list[bytes]:
        response = super().__call__(environ, start_response)
        if not isinstance(response, HttpResponse):
            return response  # goes out part by part
        body = [response.content]
        response.close()
        return body

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        response = super().get_response(request)
        closers = response._resource_closers  # type: ignore[attr-defined]
        closers.append(vars(request).clear)  # after Django's own, which closes the files that were sent
        return response
