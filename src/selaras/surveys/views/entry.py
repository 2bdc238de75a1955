"""Sheets of paper, one after another, with a counter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, require
from selaras.core import clock
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.surveys import services
from selaras.surveys.forms import AnswerForm
from selaras.surveys.models import SurveyStatus
from selaras.surveys.questionnaire import questionnaire
from selaras.surveys.selectors import survey_seen_by
from selaras.surveys.tally import PAPER, came_by


@page("GET", "POST")
def enter_paper(request: Asking, pk: UUID) -> HttpResponse:
    """Copy one sheet; the next empty one follows."""
    by, on = request.actor, clock.today(request.agency)
    survey = survey_seen_by(by, pk)
    require(by, Permission.ENTER_SURVEY_SHEETS, survey)
    form = AnswerForm(request.POST or None)

    def act() -> str:
        services.enter_paper_sheet(survey, form.sheet(PAPER), by=by, on=on)
        messages.success(request, _("Lembar tersimpan. Lanjutkan dengan lembar berikutnya."))
        return reverse("surveys:paper", args=[survey.pk])

    number = came_by(survey.tally.counts, PAPER) + 1
    is_running = survey.status_on(on) is SurveyStatus.RUNNING
    context = {"survey": survey, "sheet": questionnaire(form, {}), "number": number, "is_running": is_running}
    return carried_out(request, form, act) or shown(request, "surveys/paper.html", form, **context)
