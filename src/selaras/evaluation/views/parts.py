"""What the pages of this app share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from selaras.authorization import Actor
from selaras.core import clock
from selaras.core.errors import InvalidInput
from selaras.core.forms import CleanForm
from selaras.core.once import once
from selaras.organisation.models import Agency

Act = Callable[[], str]


class SignedInRequest(HttpRequest):
    """What every page behind the login can rely on; the shell above this app puts it there."""

    actor: Actor
    agency: Agency


def signed_in(request: HttpRequest) -> tuple[SignedInRequest, date]:
    """The request as the pages behind the login know it, and today at the agency."""
    known = cast(SignedInRequest, request)
    return known, clock.today(known.agency)


def submitted(request: SignedInRequest, form: CleanForm, act: Act) -> HttpResponseRedirect | None:
    """Carry out a form once and go where it leads; None when something is to be mended, which the form then says."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return redirect(once(form.key, request.actor, act))
    except InvalidInput as error:
        form.refuse(error)
        return None


def edited(form: CleanForm, act: Act) -> HttpResponseRedirect | None:
    """The same for texts that are edited again and again: the revision, not the key, keeps them apart."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return redirect(act())
    except InvalidInput as error:
        form.refuse(error)
        return None


def page_of(request: HttpRequest, template: str, form: CleanForm, context: dict[str, Any]) -> HttpResponse:
    """A page with a form: 422 once it was sent and could not be taken."""
    return render(request, template, {"form": form} | context, status=422 if form.is_bound else 200)
