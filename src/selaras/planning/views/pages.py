"""What all pages of this app share: the signed-in request, forms that are answered, pages of lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Decision, Permission, decide
from selaras.core import clock
from selaras.core.errors import ChangedMeanwhile, InvalidInput, NotAllowed
from selaras.core.once import once
from selaras.organisation.models import Agency
from selaras.planning.forms import PlanForm, StepForm
from selaras.planning.models import Goal

FormMaker = Callable[..., PlanForm]
PAGE_SIZE = 50


class SignedInRequest(HttpRequest):
    """What the middleware adds to every request behind the login."""

    actor: Actor
    agency: Agency


def who(request: HttpRequest) -> Actor:
    """The person at the screen."""
    return cast(SignedInRequest, request).actor


def today(request: HttpRequest) -> date:
    """The day at the person's agency."""
    return clock.today(cast(SignedInRequest, request).agency)


def manages_goals(by: Actor) -> bool:
    """Whether the person may manage any goal at all: the city admin, or the admin of an OPD."""
    return bool(_may_manage(by))


def require_manager(by: Actor) -> None:
    """Raises `NotAllowed` for who may manage no goal."""
    decision = _may_manage(by)
    if not decision:
        raise NotAllowed(decision.reason)


def _may_manage(by: Actor) -> Decision:
    opd_id = next(iter(by.administered_opd_ids), None)
    return decide(by, Permission.MANAGE_GOALS, Goal(agency_id=by.agency_id, opd_id=opd_id))


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of a list that was asked for; a number out of range gives the nearest one."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def page_number(request: HttpRequest) -> int:
    """The number of the page that was asked for, the first with anything else there."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1


def answer_form(
    request: HttpRequest,
    make: FormMaker,
    act: Callable[[Any], str],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form, or carry out what it asks for.

    `make(data)` builds the form; with None it reads the stored state again. `act(form)` calls one service
    and says where to go. Refused input comes back with the form (422); a form that was overtaken comes
    back with both texts (409), and nothing is overwritten.
    """
    if request.method != "POST":
        return render(request, template, {**context, "form": make(None)})
    form = make(request.POST)
    if form.is_valid():
        try:
            return redirect(once(form.key, who(request), lambda: act(form)))
        except InvalidInput as error:
            form.refuse(error)
        except ChangedMeanwhile:
            return _show_both(request, form, make(None))
    return render(request, template, {**context, "form": form}, status=422)


def answer_step(request: HttpRequest, act: Callable[[StepForm], str]) -> HttpResponse:
    """Carry out a step that has no words of its own; a second click leads to where the first one led."""
    form = StepForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Permintaan ini tidak lengkap. Muat ulang halaman, lalu coba lagi."))
    return redirect(once(form.key, who(request), lambda: act(form)))


def _show_both(request: HttpRequest, typed: PlanForm, stored: PlanForm) -> HttpResponse:
    """The stored and the typed text side by side; the person decides."""
    rows = [
        {"label": typed[name].label, "stored": _shown(stored, name), "typed": _shown(typed, name)}
        for name in typed.fields
        if not typed[name].is_hidden
    ]
    sent = [
        (name, value)
        for name, value in request.POST.items()
        if name not in {"csrfmiddlewaretoken", "form_key", "revision"}
    ]
    context = {
        "rows": [row for row in rows if row["stored"] != row["typed"]],
        "sent": sent,
        "revision": stored["revision"].value(),
    }
    return render(request, "planning/changed.html", context, status=409)


def _shown(form: PlanForm, name: str) -> str:
    value = form[name].value()
    choices = getattr(form.fields[name], "choices", None)
    if choices:
        return str(dict(choices).get(value if isinstance(value, str) else str(value or ""), value) or "")
    return "" if value is None else str(value)
