"""What the pages behind the login share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selaras.authorization import Actor
from selaras.core.errors import InvalidInput, NotAllowed
from selaras.core.once import once
from selaras.organisation.models import Agency
from selaras.surveys.forms import SurveyBaseForm

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

        return require_http_methods([*methods, "HEAD"])(login_required(guarded))

    return decorate


def answer_form(
    request: Asking, form: SurveyBaseForm, act: Callable[[], str], template: str, **context: Any
) -> HttpResponse:
    """Show a form, or do once what it asks for; refused input comes back with the form (422)."""
    if form.is_bound and form.is_valid():
        try:
            return redirect(once(form.key, request.actor, act))
        except InvalidInput as error:
            form.take(error)
    status = 422 if form.is_bound else 200
    return render(request, f"surveys/{template}.html", {"form": form, **context}, status=status)
