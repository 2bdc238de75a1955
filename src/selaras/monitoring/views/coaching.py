"""Planned talks and coaching: for the two sides and the superior, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, require
from selaras.core import clock
from selaras.monitoring import services
from selaras.monitoring.coaching import answered, coaching_page, coaching_seen_by, session_seen_by, warning_of
from selaras.monitoring.coaching_forms import (
    CloseForm,
    CoachingForm,
    CompetencesForm,
    ReplyToSessionForm,
    SessionForm,
    TalkPlanForm,
)
from selaras.monitoring.coaching_papers import competence_paper, reply_paper
from selaras.monitoring.models import Coaching, CoachingSession, Dialogue
from selaras.monitoring.selectors import skp_seen_by
from selaras.organisation.asking import Asking, carried_out, page, pdf_answer, shown
from selaras.planning.models import Skp


@page("GET", "POST")
def plan_dialogue(request: Asking, pk: UUID) -> HttpResponse:
    """Put a talk on the calendar."""
    skp = skp_seen_by(request.actor, pk, Permission.HOLD_DIALOGUE)
    form = TalkPlanForm(request.POST or None)
    answer = carried_out(request, form, lambda: _plan(request, skp, form))
    return answer or shown(request, "monitoring/dialogue_plan.html", form, skp=skp)


def _plan(request: Asking, skp: Skp, form: TalkPlanForm) -> str:
    data = form.cleaned_data
    services.plan_dialogue(
        skp, by=request.actor, on=clock.today(request.agency), kind=data["kind"], medium=data["medium"],
        planned_on=data["planned_on"],
    )  # fmt: skip
    messages.success(request, _("Dialog direncanakan. Pihak lain diberi tahu."))
    return f"{reverse('monitoring:year', args=[skp.pk])}#dialog"


@page("GET")
def show_coaching(request: Asking, pk: UUID) -> HttpResponse:
    """All coachings of an SKP."""
    skp = skp_seen_by(request.actor, pk, Permission.VIEW_COACHING)
    view = coaching_page(skp, by=request.actor)
    return render(request, "monitoring/coaching.html", {"page": view, "skp": skp})


@page("GET", "POST")
def begin_coaching(request: Asking, pk: UUID) -> HttpResponse:
    """Agree on cause, help and steps; an early warning lends its words."""
    skp = skp_seen_by(request.actor, pk, Permission.LEAD_COACHING)
    warning = warning_of(skp, _key(request.GET.get("peringatan", "")))
    initial: dict[str, Any] = {"starts_on": clock.today(request.agency)}
    if warning is not None:
        initial |= {"cause": warning.cause, "help": warning.agreed_help}
    form = CoachingForm(request.POST or None, initial=initial)
    answer = carried_out(request, form, lambda: _begin(request, skp, form, warning))
    return answer or shown(request, "monitoring/coaching_add.html", form, skp=skp, warning=warning)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _begin(request: Asking, skp: Skp, form: CoachingForm, warning: Dialogue | None) -> str:
    on = clock.today(request.agency)
    services.begin_coaching(skp, by=request.actor, on=on, new=form.new(), warning=warning)
    messages.success(request, _("Bimbingan tersimpan. Pegawai diberi tahu."))
    return reverse("monitoring:coaching", args=[skp.pk])


@page("GET", "POST")
def hold_session(request: Asking, pk: UUID) -> HttpResponse:
    """Write down a session."""
    coaching = coaching_seen_by(request.actor, pk, Permission.LEAD_COACHING)
    initial = {"held_on": clock.today(request.agency), "done": _done(coaching)}
    form = SessionForm(request.POST or None, initial=initial, steps=_steps(coaching))
    answer = carried_out(request, form, lambda: _hold(request, coaching, form))
    return answer or shown(
        request, "monitoring/coaching_session.html", form, coaching=coaching, skp=coaching.skp
    )


def _steps(coaching: Coaching) -> list[tuple[str, str]]:
    return [(str(step.pk), step.text) for step in coaching.steps.all()]


def _done(coaching: Coaching) -> list[str]:
    return [str(step.pk) for step in coaching.steps.all() if step.done_on is not None]


def _hold(request: Asking, coaching: Coaching, form: SessionForm) -> str:
    services.hold_session(coaching, by=request.actor, on=clock.today(request.agency), new=form.new())
    messages.success(request, _("Sesi tercatat. Pegawai diminta mengisi formulir B.1.8."))
    return reverse("monitoring:coaching", args=[coaching.skp_id])


@page("GET", "POST")
def close_coaching(request: Asking, pk: UUID) -> HttpResponse:
    """What came of it."""
    coaching = coaching_seen_by(request.actor, pk, Permission.LEAD_COACHING)
    form = CloseForm(request.POST or None, initial={"done": _done(coaching)}, steps=_steps(coaching))
    answer = carried_out(request, form, lambda: _close(request, coaching, form))
    return answer or shown(
        request, "monitoring/coaching_close.html", form, coaching=coaching, skp=coaching.skp
    )


def _close(request: Asking, coaching: Coaching, form: CloseForm) -> str:
    on, data = clock.today(request.agency), form.cleaned_data
    services.close_coaching(coaching, by=request.actor, on=on, outcome=data["outcome"], done=data["done"])
    messages.success(request, _("Bimbingan selesai dan hasilnya tersimpan."))
    return reverse("monitoring:coaching", args=[coaching.skp_id])


@page("GET", "POST")
def reply_to_session(request: Asking, pk: UUID) -> HttpResponse:
    """Form B.1.8: filled in by the employee, read by the superior of the coach."""
    session = session_seen_by(request.actor, pk, Permission.READ_COACHING_REPLY)
    skp, reply = session.coaching.skp, getattr(session, "reply", None)
    if reply is not None:
        context = {"session": session, "skp": skp, "subjects": answered(reply), "reply": reply}
        return render(request, "monitoring/session_replied.html", context)
    require(request.actor, Permission.REPLY_TO_COACHING, session)
    form = ReplyToSessionForm(request.POST or None)
    answer = carried_out(request, form, lambda: _reply(request, session, form))
    return answer or shown(request, "monitoring/session_reply.html", form, session=session, skp=skp)


def _reply(request: Asking, session: CoachingSession, form: ReplyToSessionForm) -> str:
    on, words = clock.today(request.agency), form.cleaned_data["words"]
    services.reply_to_session(session, by=request.actor, on=on, answers=form.answers(), words=words)
    messages.success(request, _("Formulir B.1.8 diserahkan kepada atasan pejabat penilai Anda."))
    return reverse("monitoring:coaching", args=[session.coaching.skp_id])


@page("GET", "POST")
def note_competences(request: Asking, pk: UUID) -> HttpResponse:
    """Form B.1.9."""
    session = session_seen_by(request.actor, pk, Permission.LEAD_COACHING)
    form = CompetencesForm(request.POST or None)
    answer = carried_out(request, form, lambda: _note(request, session, form))
    return answer or shown(
        request, "monitoring/session_competences.html", form, session=session, skp=session.coaching.skp
    )


def _note(request: Asking, session: CoachingSession, form: CompetencesForm) -> str:
    on = clock.today(request.agency)
    services.note_competences(session, by=request.actor, on=on, lines=form.lines())
    messages.success(request, _("Formulir B.1.9 tersimpan."))
    return reverse("monitoring:coaching", args=[session.coaching.skp_id])


@page("GET")
def print_reply(request: Asking, pk: UUID) -> HttpResponse:
    """Form B.1.8 as a file."""
    session = session_seen_by(request.actor, pk, Permission.READ_COACHING_REPLY)
    return _file(session, reply_paper, "b-1-8")


@page("GET")
def print_competences(request: Asking, pk: UUID) -> HttpResponse:
    """Form B.1.9 as a file."""
    session = session_seen_by(request.actor, pk, Permission.VIEW_COACHING)
    return _file(session, competence_paper, "b-1-9")


def _file(session: CoachingSession, paper: Callable[[CoachingSession], bytes], name: str) -> HttpResponse:
    return pdf_answer(paper(session), f"{name}-{session.held_on:%Y-%m-%d}.pdf")
