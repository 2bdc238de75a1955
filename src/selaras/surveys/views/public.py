"""The questionnaire for citizens: no account, no script, no cookie, no protocol of who came.

It stands outside the CSRF check on purpose: that check needs a cookie, and there is no session here whose power a
foreign page could borrow. A form carries a signed mark instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from selaras.core import clock
from selaras.core.errors import InvalidInput, StepNotPossible, TooManyTries
from selaras.core.scoping import agency_scope
from selaras.organisation.choices import ruleset_for
from selaras.surveys import flood
from selaras.surveys.forms import AnswerForm
from selaras.surveys.models import Survey, SurveyStatus
from selaras.surveys.questionnaire import LAST_STEP, questionnaire
from selaras.surveys.results import result_of
from selaras.surveys.selectors import public_survey
from selaras.surveys.services import submit_answers
from selaras.surveys.tally import LINK, TABLET

TABLET_STARTS_AGAIN = 10  # seconds
TABLET_PAGES = {"answer": "tablet", "thanks": "tablet_thanks"}
LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a citizen: which survey, in which language, at a service desk's tablet or not."""

    survey: Survey
    language: str
    key: str

    @property
    def is_tablet(self) -> bool:
        """Whether the page belongs to a tablet that many people use one after another."""
        return bool(self.key)

    def url(self, name: str, **query: str) -> str:
        """An address of this survey that keeps language and tablet."""
        base = TABLET_PAGES[name] if self.key else name
        args = [self.survey.code, self.key] if self.key else [self.survey.code]
        told = {"bahasa": self.language, **query}
        return f"{reverse(f'public_surveys:{base}', args=args)}?{urlencode(told)}"


View = Callable[[HttpRequest, Visit], HttpResponse]


def for_citizens(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """A page for everybody who has the address, within the agency whose survey it is."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @never_cache
        @require_http_methods([*methods])
        @wraps(view)
        def opened(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
            asked = request.GET.get("bahasa") or get_language() or ""
            language = asked if asked in LANGUAGES else "id"
            with override(language):
                survey = public_survey(code)
                if survey is None or (key and not flood.is_tablet_key(survey, key)):
                    return _page(request, "unknown", None, status=404)
                with agency_scope(survey.agency_id):
                    return view(request, Visit(survey, language, key))

        return opened

    return decorate


@for_citizens("GET", "HEAD", "POST")
def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Nine questions on one page, or one a screen (`langkah`)."""
    if visit.survey.status_on(clock.today(visit.survey.agency)) is not SurveyStatus.RUNNING:
        return _not_open(request, visit)
    if request.method != "POST":
        return _ask(request, visit, AnswerForm(initial={"mark": flood.new_mark(visit.survey)}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _ask(request, visit, form, status=422)
    if "kirim" not in request.POST and request.POST.get("langkah"):
        return _ask(request, visit, form)
    return _take(request, visit, form)


@for_citizens("GET", "HEAD")
def thank(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Thanks, and what becomes of the answers; a tablet goes back to its start by itself."""
    response = _page(request, "thanks", visit)
    if visit.is_tablet:
        response["Refresh"] = f"{TABLET_STARTS_AGAIN}; url={visit.url('answer')}"
    return response


def _take(request: HttpRequest, visit: Visit, form: AnswerForm) -> HttpResponse:
    survey = visit.survey
    try:
        mark = flood.read_mark(form.cleaned_data["mark"], survey)
        flood.require_pace(request, survey, is_tablet=visit.is_tablet)
        sheet = form.sheet(TABLET if visit.is_tablet else LINK)
        submit_answers(survey, sheet, on=clock.today(survey.agency), mark=mark)
    except InvalidInput as error:
        form.refuse(error)
        return _ask(request, visit, form, status=422)
    except TooManyTries as error:
        return _ask(request, visit, form, refusal=error, status=error.status)
    except StepNotPossible:
        return _not_open(request, visit)
    return HttpResponseRedirect(visit.url("thanks"))


def _ask(
    request: HttpRequest, visit: Visit, form: AnswerForm, *, refusal: Any = None, status: int = 200
) -> HttpResponse:
    asked = request.POST if form.is_bound else request.GET
    sheet = questionnaire(form, asked)
    if isinstance(refusal, flood.FormTooOld) or not sheet.mark:
        sheet.mark = flood.new_mark(visit.survey)
    context = {
        "sheet": sheet,
        "refusal": refusal,
        "last_step": LAST_STEP,
        "url_steps": visit.url("answer", langkah="1"),
    }
    return _page(request, "answer", visit, status=status, **context)


def _not_open(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A kind sentence, and for a period that has ended what came out of it."""
    today, survey = clock.today(visit.survey.agency), visit.survey
    is_ended = survey.status_on(today) is SurveyStatus.ENDED
    result = result_of(survey, ruleset_for(survey.agency, survey.closes_on), today) if is_ended else None
    return _page(request, "closed", visit, result=result, is_ended=is_ended, status=410 if is_ended else 200)


def _page(
    request: HttpRequest, name: str, visit: Visit | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    other = "id" if visit is not None and visit.language == "en" else "en"
    url = visit.url("answer") if visit else ""
    told = {"visit": visit, "survey": visit.survey if visit else None, "url_answer": url, "other": other}
    return render(request, f"surveys/public_{name}.html", {**told, **context}, status=status)
