"""What the page of one survey shows, asked for at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.authorization import Actor, Decision, Permission, decide
from selaras.core.errors import NotAllowed
from selaras.organisation.models import Agency, Unit
from selaras.surveys.models import Survey, SurveyStatus
from selaras.surveys.results import (
    REMARKS_FROM,
    Profile,
    Progress,
    Result,
    profile_of,
    progress_of,
    results_of,
)
from selaras.surveys.selectors import periods_of, remarks_of
from selaras.surveys.trend import Trend, trend_of


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """One survey for one reader. `remarks` is None for who may not read comments."""

    status: SurveyStatus
    result: Result
    progress: Progress
    profile: tuple[Profile, ...]
    trend: Trend | None
    remarks: list[str] | None
    law_day: date
    may_manage: bool
    may_enter: bool

    @property
    def is_running(self) -> bool:
        """Whether one can answer today."""
        return self.status is SurveyStatus.RUNNING

    @property
    def is_ended(self) -> bool:
        """Whether there is a result to be shown."""
        return self.status is SurveyStatus.ENDED

    @property
    def remarks_from(self) -> int:
        """From how many respondents on comments are shown."""
        return REMARKS_FROM


def result_page(survey: Survey, agency: Agency, *, by: Actor, on: date) -> SurveyPage:
    """Everything of the page; comments, groups and figures only after the last day."""
    status = survey.status_on(on)
    is_ended = status is SurveyStatus.ENDED
    periods = results_of(periods_of(survey), agency, on)
    result = next(found for row, found in periods if row.pk == survey.pk)
    return SurveyPage(
        status=status,
        result=result,
        progress=progress_of(survey, agency, on),
        profile=profile_of(survey) if result.ikm else (),
        trend=trend_of(periods),
        remarks=_remarks(survey, by, is_ended and result.respondents >= REMARKS_FROM),
        law_day=min(survey.closes_on, on),
        may_manage=bool(decide(by, Permission.MANAGE_SURVEYS, survey)),
        may_enter=bool(decide(by, Permission.ENTER_SURVEY_SHEETS, survey)),
    )


def _remarks(survey: Survey, by: Actor, are_shown: bool) -> list[str] | None:
    if not decide(by, Permission.READ_REMARKS, survey):
        return None
    return remarks_of(survey) if are_shown else []


def may_open(by: Actor) -> Decision:
    """Whether the person may open any survey at all: the city admin, or the admin of an OPD."""
    opd_id = next(iter(by.administered_opd_ids), None)
    unit = Unit(agency_id=by.agency_id, opd_id=opd_id)
    return decide(by, Permission.MANAGE_SURVEYS, Survey(agency_id=by.agency_id, unit=unit))


def require_opener(by: Actor) -> None:
    """Raises `NotAllowed` for who may open none."""
    decision = may_open(by)
    if not decision:
        raise NotAllowed(decision.reason)
