"""Feedback: find a colleague, say what was seen, answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide, require
from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.monitoring import services
from selaras.monitoring.forms import ColleagueSearch, FeedbackForm, ReplyForm
from selaras.monitoring.growth import (
    action_seen_by,
    feedback_about,
    people_to_ask,
    question_to,
    questions_to,
)
from selaras.monitoring.growth_forms import ActionForm, AskForm, OutcomeForm
from selaras.monitoring.measured_plan import plan_of
from selaras.monitoring.models import Feedback, FeedbackAction
from selaras.monitoring.selectors import (
    colleague_skp,
    colleagues_with_skp,
    feedback_given_by,
    feedback_seen_by,
    own_skp,
    skp_seen_by,
)
from selaras.monitoring.views.paper import check_paper, note_paper
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Employee
from selaras.planning.models import Skp
from selaras_rules import behaviour_set


@page("GET")
def show_feedback(request: Asking) -> HttpResponse:
    """Whom one may write to, and what one has written."""
    search = ColleagueSearch(request.GET or None)
    words = search.cleaned_data["q"].strip() if search.is_valid() else ""
    year = clock.today(request.agency).year
    context = {
        "search": search,
        "words": words,
        "colleagues": colleagues_with_skp(request.actor, year, words),
        "given": feedback_given_by(request.actor),
        "questions": questions_to(request.actor),
        "own": own_skp(request.actor, clock.today(request.agency)),
    }
    return render(request, "monitoring/feedback.html", context)


@page("GET", "POST")
def give_feedback(request: Asking, pk: UUID) -> HttpResponse:
    """Write to a colleague, or to somebody one leads."""
    skp = colleague_skp(request.actor, pk)
    require(request.actor, Permission.GIVE_FEEDBACK, skp)
    form = FeedbackForm(request.POST or None, **feedback_choices(request, skp))
    if form.is_valid() and services.is_bare(form.new()) and not form.cleaned_data["nudged"]:
        form = FeedbackForm({**request.POST.dict(), "nudged": "on"}, **feedback_choices(request, skp))
        return shown(request, "monitoring/feedback_add.html", form, skp=skp, nudge=True)
    answer = carried_out(request, form, lambda: _give(request, skp, form))
    question = question_to(request.actor, skp)
    return answer or shown(request, "monitoring/feedback_add.html", form, skp=skp, question=question)


def feedback_choices(request: Asking, skp: Skp) -> dict[str, list[tuple[str, str]]]:
    """Results are offered only to those who may read the plan."""
    may_read = bool(decide(request.actor, Permission.VIEW_SKP, skp))
    plan = plan_of(skp) if may_read else ()
    values = behaviour_set(ruleset_for(request.agency, clock.today(request.agency)))
    return {
        "results": [(str(result.id), result.text) for result in plan],
        "values": [(aspect.code, aspect.name) for aspect in values.aspects],
    }


def _give(request: Asking, skp: Skp, form: FeedbackForm) -> str:
    check_paper(request, form, skp)
    feedback = services.give_feedback(skp, by=request.actor, on=clock.today(request.agency), new=form.new())
    note_paper(request, form, skp, feedback)
    messages.success(request, _("%(name)s menerima umpan balik Anda.") % {"name": skp.employee.full_name})
    if decide(request.actor, Permission.VIEW_PROGRESS, skp):
        return f"{reverse('monitoring:year', args=[skp.pk])}#umpan-balik"
    return reverse("monitoring:feedback")


@page("GET", "POST")
def reply_to_feedback(request: Asking, pk: UUID) -> HttpResponse:
    """Answer what was said."""
    feedback = feedback_seen_by(request.actor, pk)
    if not decide(request.actor, Permission.REPLY_TO_FEEDBACK, feedback):
        raise NotFound()
    form = ReplyForm(request.POST or None)
    answer = carried_out(request, form, lambda: _reply(request, feedback, form))
    return answer or shown(
        request, "monitoring/feedback_reply.html", form, feedback=feedback, skp=feedback.skp
    )


def _reply(request: Asking, feedback: Feedback, form: ReplyForm) -> str:
    on = clock.today(request.agency)
    services.reply_to_feedback(feedback, by=request.actor, on=on, reply=form.cleaned_data["reply"])
    messages.success(request, _("Tanggapan Anda tersimpan."))
    return f"{reverse('monitoring:year', args=[feedback.skp_id])}#umpan-balik-{feedback.pk}"


@page("GET", "POST")
def ask_for_feedback(request: Asking, pk: UUID) -> HttpResponse:
    """Ask a colleague a clear question."""
    skp = skp_seen_by(request.actor, pk, Permission.ASK_FOR_FEEDBACK)
    words = request.GET.get("q", "").strip()[:80]
    form = AskForm(request.POST or None, colleagues=people_to_ask(request.actor, skp, words))
    answer = carried_out(request, form, lambda: _ask(request, skp, form))
    return answer or shown(request, "monitoring/feedback_ask.html", form, skp=skp, words=words)


def _ask(request: Asking, skp: Skp, form: AskForm) -> str:
    asked = Employee.objects.get(pk=form.cleaned_data["asked"])
    on, question = clock.today(request.agency), form.cleaned_data["question"]
    services.ask_for_feedback(skp, by=request.actor, on=on, asked=asked, question=question)
    messages.success(request, _("%(name)s menerima pertanyaan Anda.") % {"name": asked.full_name})
    return reverse("monitoring:feedback")


@page("GET", "POST")
def plan_action(request: Asking, pk: UUID) -> HttpResponse:
    """What will be tried because of a feedback, and until when."""
    feedback = feedback_about(request.actor, pk)
    form = ActionForm(request.POST or None)
    answer = carried_out(request, form, lambda: _plan(request, feedback, form))
    return answer or shown(request, "monitoring/action_add.html", form, feedback=feedback, skp=feedback.skp)


def _plan(request: Asking, feedback: Feedback, form: ActionForm) -> str:
    services.plan_action(feedback, by=request.actor, on=clock.today(request.agency), new=form.new())
    messages.success(request, _("Tindakan tersimpan. Pada tanggalnya hasilnya dibandingkan."))
    return f"{reverse('monitoring:year', args=[feedback.skp_id])}#umpan-balik-{feedback.pk}"


@page("GET", "POST")
def compare_action(request: Asking, pk: UUID) -> HttpResponse:
    """What came of an action."""
    action = action_seen_by(request.actor, pk)
    if not decide(request.actor, Permission.PLAN_ACTION, action):
        raise NotFound()
    form = OutcomeForm(request.POST or None)
    answer = carried_out(request, form, lambda: _compare(request, action, form))
    return answer or shown(
        request, "monitoring/action_compare.html", form, action=action, skp=action.feedback.skp
    )


def _compare(request: Asking, action: FeedbackAction, form: OutcomeForm) -> str:
    on, data = clock.today(request.agency), form.cleaned_data
    services.compare_action(action, by=request.actor, on=on, outcome=data["outcome"], after=data["after"])
    messages.success(request, _("Hasilnya tersimpan di samping keadaan awal."))
    return f"{reverse('monitoring:year', args=[action.feedback.skp_id])}#umpan-balik-{action.feedback_id}"
