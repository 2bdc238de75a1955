"""What is left in a worker's memory after an answer."""

import gc
import weakref
from wsgiref.util import setup_testing_defaults

import pytest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from selaras.config.handler import LeavingNothing


class Watched(LeavingNothing):
    """Remembers what was asked, without holding it."""

    seen: weakref.ref[HttpRequest]

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        self.seen = weakref.ref(request)
        return super().get_response(request)


@pytest.mark.django_db
def test_after_the_answer_nothing_of_the_request_stays() -> None:
    environ: dict[str, object] = {"PATH_INFO": reverse("account_login"), "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    answering = Watched()
    gc.disable()  # else it might come by just now
    try:
        body = answering(environ, lambda status, headers, error=None: lambda data: None)
    finally:
        gc.enable()
    assert isinstance(body, list)
    assert b"</html>" in body[0]
    request = answering.seen()
    assert request is None or not vars(request)
