"""What was answered or decided on a theme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selaras.core import clock
from selaras.listening import selectors, services
from selaras.listening.forms import AnswerForm
from selaras.listening.views.themes import own_opds
from selaras.organisation.asking import Asking, carried_out, page, shown


@page("GET", "POST")
def answer(request: Asking) -> HttpResponse:
    """Record an answer; it reaches every input of the theme that waits."""
    selectors.require_sorter(request.actor)
    opds, today = own_opds(request), clock.today(request.agency)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, themes=selectors.all_themes(), opds=opds,
        indicators=selectors.indicators_for_answer(request.actor),
        initial={
            "theme": request.GET.get("tema", ""), "decided_on": today,
            "opd": request.GET.get("opd", "") or (opds[0].pk if len(opds) == 1 else ""),
        },
    )  # fmt: skip
    return carried_out(request, form, lambda: _answer(request, form)) or shown(
        request, "listening/answer.html", form
    )


def _answer(request: Asking, form: AnswerForm) -> str:
    row = services.answer_theme(form.told(), by=request.actor, on=clock.today(request.agency))
    count = row.inputs.count()
    text = ngettext(
        "Jawaban tersimpan untuk %(count)d masukan.", "Jawaban tersimpan untuk %(count)d masukan.", count
    )
    messages.success(request, text % {"count": count} if count else _("Jawaban tersimpan."))
    return reverse("listening:unit", args=[row.opd_id])
