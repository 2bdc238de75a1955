"""Surveys for those who work here: all of them, one with its result, opening and changing, the poster."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide, require
from selaras.core import clock
from selaras.core.asked import key_asked
from selaras.organisation.asking import Asking, carried_out, page, pdf_answer, shown
from selaras.surveys import documents, flood, services
from selaras.surveys.forms import SurveyForm, initial_of
from selaras.surveys.models import Survey
from selaras.surveys.pages import may_open, require_opener, result_page
from selaras.surveys.results import results_of
from selaras.surveys.selectors import offices_with_surveys, survey_seen_by, surveys_seen_by, units_surveyed_by

PAGE_SIZE = 50
REMARKS_A_PAGE = 30


@page("GET")
def list_surveys(request: Asking) -> HttpResponse:
    """All surveys, the newest first, with what came out."""
    opd_id, today = key_asked(request, "opd"), clock.today(request.agency)
    listed = Paginator(surveys_seen_by(request.actor, opd_id=opd_id), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    rows = [
        (survey, result, survey.status_on(today))
        for survey, result in results_of(list(listed.object_list), request.agency, today)
    ]
    context = {"page": listed, "rows": rows, "opds": offices_with_surveys(request.actor), "opd_id": opd_id}
    return render(request, "surveys/list.html", {**context, "may_open": may_open(request.actor)})


@page("GET")
def show_survey(request: Asking, pk: UUID) -> HttpResponse:
    """The result of one survey, or how far it has come."""
    survey = survey_seen_by(request.actor, pk)
    view = result_page(survey, request.agency, by=request.actor, on=clock.today(request.agency))
    remarks = Paginator(view.remarks or [], REMARKS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/detail.html", {"page": view, "survey": survey, "remarks": remarks})


@page("GET", "POST")
def create_survey(request: Asking) -> HttpResponse:
    """Open a survey."""
    by, on = request.actor, clock.today(request.agency)
    require_opener(by)
    units = units_surveyed_by(by)
    initial = {"opens_on": on, "unit": request.GET.get("unit", ""), "service": request.GET.get("layanan", "")}
    form = SurveyForm(request.POST or None, units=units, initial=initial)

    def act() -> str:
        survey = services.open_survey(form.values(), by=by, on=on)
        messages.success(request, _("Survei dibuka. Pasang posternya, atau bagikan tautannya."))
        return reverse("surveys:share", args=[survey.pk])

    return carried_out(request, form, act) or shown(request, "surveys/form.html", form, survey=None)


@page("GET", "POST")
def edit_survey(request: Asking, pk: UUID) -> HttpResponse:
    """Change a survey."""
    by, on = request.actor, clock.today(request.agency)
    survey = survey_seen_by(by, pk)
    require(by, Permission.MANAGE_SURVEYS, survey)
    form = SurveyForm(request.POST or None, units=units_surveyed_by(by), initial=initial_of(survey))

    def act() -> str:
        services.change_survey(survey, form.values(), by=by, on=on)
        messages.success(request, _("Perubahan survei tersimpan."))
        return reverse("surveys:detail", args=[survey.pk])

    return carried_out(request, form, act) or shown(request, "surveys/form.html", form, survey=survey)


@page("GET")
def share_survey(request: Asking, pk: UUID) -> HttpResponse:
    """The ways to the public: link, poster, tablet, paper."""
    survey = survey_seen_by(request.actor, pk)
    require(request.actor, Permission.ENTER_SURVEY_SHEETS, survey)
    tablet = reverse("public_surveys:tablet", args=[survey.code, flood.tablet_key(survey)])
    context = {
        "survey": survey,
        "address": public_address(request, survey),
        "tablet": request.build_absolute_uri(tablet),
    }
    may_manage = bool(decide(request.actor, Permission.MANAGE_SURVEYS, survey))
    return render(request, "surveys/share.html", {**context, "may_manage": may_manage})


@page("GET")
def download_poster(request: Asking, pk: UUID) -> HttpResponse:
    """The poster with the QR code, to be printed on A4."""
    survey = survey_seen_by(request.actor, pk)
    require(request.actor, Permission.ENTER_SURVEY_SHEETS, survey)
    poster = documents.poster_pdf(survey, public_address(request, survey))
    return pdf_answer(poster, f"poster-survei-{survey.code}.pdf", to_keep=True)


def public_address(request: Asking, survey: Survey) -> str:
    """What citizens type or scan."""
    return request.build_absolute_uri(reverse("public_surveys:answer", args=[survey.code]))
