"""What may be the focus of a week: proposed from what is late, behind, waiting or due soon; chosen by the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Actor
from selaras.monitoring.achievement import misses_target, owed_months, values_of
from selaras.monitoring.measured_plan import Indicator, plan_of
from selaras.monitoring.models import (
    Feedback,
    FeedbackRequest,
    FocusKind,
    PlannedStep,
    Realisation,
    WeeklyFocus,
)
from selaras.monitoring.selectors import realisations_of
from selaras.monitoring.services.focus import MOST, FocusPoint, week_of
from selaras.monitoring.steps import steps_of
from selaras.planning.models import Skp
from selaras_rules import Period, Ruleset, date_label

# A step whose period ends within two weeks is due soon.
SOON = timedelta(days=14)
MOST_OFFERED = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can be chosen, and why it is offered. The smaller `rank`, the more it presses."""

    point: FocusPoint
    reason: str
    rank: int


@dataclass(frozen=True, slots=True)
class FocusLine:
    """One thing of this week on the start page."""

    text: str
    url: str
    is_done: bool


def candidates(skp: Skp, *, by: Actor, on: date, ruleset: Ruleset) -> list[Candidate]:
    """Everything the person can choose from, what presses most first; at most forty. Five queries."""
    found = [*_steps(skp, on), *_indicators(skp, on, ruleset), *_feedback(skp, by)]
    return sorted(found, key=lambda one: one.rank)[:MOST_OFFERED]


def proposed(offered: list[Candidate]) -> list[str]:
    """The keys of the three that press most; what is merely there is not proposed."""
    return [one.point.key for one in offered if one.rank < _THERE][:MOST]


def chosen_rows(by: Actor, on: date) -> QuerySet[WeeklyFocus]:
    """What was chosen for this week."""
    return WeeklyFocus.objects.filter(employee_id=by.employee_id, week=week_of(on))


def chosen_focus(by: Actor, on: date) -> list[str]:
    """The keys of what was chosen for this week. One query."""
    return [f"{row.kind}:{row.about_id}" for row in chosen_rows(by, on).order_by("place")]


def focus_of(by: Actor, on: date) -> list[FocusLine]:
    """The focus of this week with what is done already; nothing from any other week. One query."""
    about = OuterRef("about_id")
    rows = chosen_rows(by, on).annotate(
        ticked=Exists(PlannedStep.objects.filter(pk=about, done_on__isnull=False)),
        recorded=Exists(Realisation.objects.filter(iki_id=about, recorded_at__gt=OuterRef("chosen_at"))),
        answered=Exists(Feedback.objects.filter(pk=about, replied_at__isnull=False)),
        given=Exists(FeedbackRequest.objects.filter(pk=about, feedback__isnull=False)),
    )
    return [_line(row) for row in rows.order_by("place")]


_LATE, _WAITING, _BEHIND, _SOON, _THERE = range(5)


def _steps(skp: Skp, on: date) -> Iterator[Candidate]:
    for steps in steps_of(skp).values():
        for step in steps:
            if step.done_on is None:
                rank = _LATE if step.due_on < on else _SOON if step.due_on <= on + SOON else _THERE
                point = FocusPoint(FocusKind.STEP, step.pk, step.text)
                yield Candidate(point, _("Langkah sampai %(day)s") % {"day": date_label(step.due_on)}, rank)


def _indicators(skp: Skp, on: date, ruleset: Ruleset) -> Iterator[Candidate]:
    realised = realisations_of(skp)
    for result in plan_of(skp) if skp.version > 0 else ():
        for indicator in result.indicators:
            months = realised.get(indicator.id, {})
            rank, reason = _pressing(skp, indicator, months, on, ruleset)
            yield Candidate(FocusPoint(FocusKind.INDICATOR, indicator.id, indicator.text), reason, rank)


def _pressing(
    skp: Skp, indicator: Indicator, months: Mapping[int, Realisation], on: date, ruleset: Ruleset
) -> tuple[int, str]:
    values = values_of(months)
    owed = owed_months(skp, indicator, values, on)
    if owed:
        month = Period.of_month(skp.year, owed[0]).label
        return _LATE, _("Realisasi %(month)s belum dicatat") % {"month": month}
    if values and misses_target(skp, indicator, values, max(values), ruleset):
        return _BEHIND, _("Masih di bawah rencana")
    return _THERE, _("Sesuai rencana sejauh ini")


def _feedback(skp: Skp, by: Actor) -> Iterator[Candidate]:
    for row in (
        Feedback.objects.filter(skp=skp, replied_at=None).select_related("author").order_by("given_at")
    ):
        text = _("Tanggapi umpan balik %(name)s") % {"name": row.author.full_name}
        yield Candidate(FocusPoint(FocusKind.FEEDBACK, row.pk, text), _("Menunggu tanggapan Anda"), _WAITING)
    asked = FeedbackRequest.objects.filter(asked_id=by.employee_id, feedback=None)
    for question in asked.select_related("skp__employee").order_by("asked_at"):
        text = _("Beri umpan balik kepada %(name)s") % {"name": question.skp.employee.full_name}
        yield Candidate(FocusPoint(FocusKind.QUESTION, question.pk, text), question.question, _WAITING)


def _line(row: WeeklyFocus) -> FocusLine:
    facts: Mapping[str, bool] = {
        FocusKind.STEP: row.ticked,  # type: ignore[attr-defined]
        FocusKind.INDICATOR: row.recorded,  # type: ignore[attr-defined]
        FocusKind.FEEDBACK: row.answered,  # type: ignore[attr-defined]
        FocusKind.QUESTION: row.given,  # type: ignore[attr-defined]
    }
    return FocusLine(row.text, _place(row.kind, row.about_id), facts[row.kind])


def _place(kind: str, about_id: UUID) -> str:
    match kind:
        case FocusKind.STEP:
            return reverse("monitoring:step", args=[about_id])
        case FocusKind.INDICATOR:
            return reverse("monitoring:realisation", args=[about_id])
        case FocusKind.FEEDBACK:
            return reverse("monitoring:feedback_reply", args=[about_id])
        case _:
            return reverse("monitoring:feedback")
