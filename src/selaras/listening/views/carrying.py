"""An answer reaches plans that are running: whose SKP is opened again for its indicator."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.core import clock
from selaras.listening import selectors, services
from selaras.listening.forms import CarryForm
from selaras.listening.models import ThemeAnswer
from selaras.organisation.asking import Asking, carried_out, page, shown


@page("GET", "POST")
def carry(request: Asking, pk: UUID) -> HttpResponse:
    """Choose among one's own plan and those of one's team which are opened for the indicator of an answer."""
    on = clock.today(request.agency)
    answer = selectors.answer_for(request.actor, pk)
    running = selectors.plans_running(request.actor, answer, on)
    # What is sent may be about a plan that was opened a moment ago: the key of the form then says so.
    plans = running if request.method == "POST" else [skp for skp in running if selectors.may_be_opened(skp)]
    title = selectors.title_of(answer.indicator) if answer.indicator else ""
    form = CarryForm(
        request.POST if request.method == "POST" else None, plans=plans,
        initial={"reason": _reason(answer, title)},
    )  # fmt: skip
    context = {"answer": answer, "plans": plans, "title": title}
    return carried_out(request, form, lambda: _carry(request, answer, form)) or shown(
        request, "listening/carry.html", form, **context
    )


def _carry(request: Asking, answer: ThemeAnswer, form: CarryForm) -> str:
    on, plans = clock.today(request.agency), form.chosen
    services.carry_into_plans(answer, plans, by=request.actor, on=on, reason=form.cleaned_data["reason"])
    text = ngettext(
        "%(count)d SKP dibuka kembali. Versi yang disepakati tetap berlaku sampai versi barunya disepakati.",
        "%(count)d SKP dibuka kembali. Versi yang disepakati tetap berlaku sampai versi barunya disepakati.",
        len(plans),
    )
    messages.success(request, text % {"count": len(plans)})
    own = [skp for skp in plans if skp.employee_id == request.actor.employee_id]
    if own:
        return reverse("planning:edit", args=[own[0].pk])
    return reverse("listening:indicator", args=[answer.indicator_id])


def _reason(answer: ThemeAnswer, title: str) -> str:
    """What the other side reads as the reason, to be changed by who opens the plan."""
    return _("Suara warga «%(theme)s», diputuskan %(day)s. Indikator %(code)s: %(title)s. %(text)s") % {
        "theme": answer.theme.name, "day": date_format(answer.decided_on, "j F Y"),
        "code": answer.indicator.code if answer.indicator else "", "title": title, "text": answer.text,
    }  # fmt: skip
