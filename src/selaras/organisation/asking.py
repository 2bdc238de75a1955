"""What the pages of all apps share: a signed-in person of an agency, and the way a form is carried out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from selaras.authorization import Actor
from selaras.core.errors import InvalidInput, NotAllowed, NotFound
from selaras.core.forms import CleanForm
from selaras.core.once import once
from selaras.organisation.models import Agency

View = Callable[..., HttpResponseBase]


class Asking(HttpRequest):
    """A request of a signed-in person within an agency."""

    actor: Actor
    agency: Agency


def page(*methods: str) -> Callable[[View], View]:
    """A view for signed-in people, open to these methods only."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **options: Any) -> HttpResponseBase:
            if getattr(request, "actor", None) is None:
                raise NotAllowed()
            return view(request, *args, **options)

        allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)
        return require_http_methods(allowed)(login_required(guarded))

    return decorate


def own_id(request: Asking) -> UUID:
    """The employee the account belongs to. Raises `NotFound` for an account that belongs to none."""
    found: UUID | None = request.actor.employee_id
    if found is None:
        raise NotFound()
    return found


def carried_out(request: Asking, form: CleanForm, act: Callable[[], str]) -> HttpResponse | None:
    """Do what a valid form asks for, once, and go on; None when the form has to be shown again."""
    if not form.is_valid():
        return None
    try:
        return redirect(once(form.key, request.actor, act))
    except InvalidInput as error:
        form.refuse(error)
        return None


def shown(request: Asking, template: str, form: CleanForm, **context: Any) -> HttpResponse:
    """The page of a form; 422 when it came back."""
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)


@contextmanager
def form_asked(request: HttpRequest) -> Iterator[str]:
    """In which form an explanation is asked for: «json», «pdf», or anything else for the page.

    Inside, everything is told in the language of the reader; for a paper in that of the law.
    """
    wanted = request.GET.get("bentuk", "")
    with translation.override("id" if wanted == "pdf" else translation.get_language()):
        yield wanted


def plain_answer(found: Mapping[str, Any]) -> JsonResponse:
    """Plain data for whoever checks a page with a program; no cache keeps it."""
    answer = JsonResponse(dict(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Cache-Control"] = "private, no-store"
    return answer


def pdf_answer(content: bytes, name: str, *, to_keep: bool = False) -> HttpResponse:
    """A PDF to be looked at, or `to_keep` as a file; no cache keeps it."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'{"attachment" if to_keep else "inline"}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
