"""Talk and agreement: submit, agree, return, reopen, comment, acknowledge."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras.authorization import Permission, require
from selaras.core.errors import NotFound
from selaras.planning import services
from selaras.planning.advice import hints_for
from selaras.planning.cases import reopening_cases
from selaras.planning.forms import CommentForm, ReasonForm, StepForm
from selaras.planning.models import Iki, RencanaHasilKerja, Skp
from selaras.planning.selectors import skp_for
from selaras.planning.services.agreement import superior_asked
from selaras.planning.talk_forms import ReopenForm
from selaras.planning.views.pages import answer_form, answer_step, today, who
from selaras.planning.views.plan import effect_of, plan_context, shown_content

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
@login_required
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A last look with the hints, then hand in."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk, with_agreed=True)
    require(by, Permission.SUBMIT_SKP, skp)
    if request.method != "POST":
        content = shown_content(skp, today(request))
        context = {
            **plan_context(request, skp, content),
            "hints": hints_for(content),
            "parts": effect_of(skp, content),
            "superior": superior_asked(skp),
        }
        return render(request, "planning/submit.html", context)

    def act(form: StepForm) -> str:
        services.submit_skp(skp, by=by, on=on)
        messages.success(request, _("SKP diajukan. Pejabat penilai Anda sudah diberi tahu."))
        return _detail(skp)

    return answer_step(request, act)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back what was handed in and not answered yet."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)

    def act(form: StepForm) -> str:
        services.withdraw_skp(skp, by=by, on=on)
        return reverse("planning:edit", args=[skp.pk])

    return answer_step(request, act)


@require_http_methods(GET_POST)
@login_required
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole plan, the talk, and both answers on one page."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk, with_agreed=True)
    require(by, Permission.AGREE_SKP, skp)
    if request.method != "POST":
        services.note_reading(skp, by=by, on=on)
        return _agreement_page(request, skp, ReasonForm())

    def act(form: StepForm) -> str:
        services.agree_read_skp(skp, by=by, on=on, revision=form.cleaned_data["revision"])
        messages.success(request, _("SKP %(name)s disepakati.") % {"name": skp.employee.full_name})
        return reverse("planning:awaiting")

    return answer_step(request, act)


@require_http_methods(GET_POST)
@login_required
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the plan with a reason; the form stands on the agreement page."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require(by, Permission.AGREE_SKP, skp)
    if request.method != "POST":
        return redirect("planning:agree", pk=skp.pk)

    def make(data: Any) -> ReasonForm:
        return ReasonForm(data)

    def act(form: ReasonForm) -> str:
        services.return_skp(skp, by=by, on=on, reason=form.cleaned_data["text"])
        messages.success(
            request, _("SKP %(name)s dikembalikan dengan catatan Anda.") % {"name": skp.employee.full_name}
        )
        return reverse("planning:awaiting")

    return answer_form(request, make, act, "planning/return.html", {"skp": skp})


@require_http_methods(GET_POST)
@login_required
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open an agreed plan again, with the reason."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require(by, Permission.HOLD_DIALOGUE, skp)

    cases = reopening_cases(on)

    def make(data: Any) -> ReopenForm:
        return ReopenForm(data, cases=cases)

    def act(form: ReopenForm) -> str:
        values = form.cleaned_data
        services.reopen_skp(skp, by=by, on=on, reason=values["text"], case=values["case"])
        return reverse(
            "planning:edit" if by.employee_id == skp.employee_id else "planning:detail", args=[skp.pk]
        )

    return answer_form(request, make, act, "planning/reopen.html", {"skp": skp, "cases": cases})


@require_http_methods(GET_POST)
@login_required
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Words about the plan or about one result."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require(by, Permission.COMMENT_SKP, skp)
    given = request.POST or request.GET
    iki = _place(skp, Iki.objects.filter(rhk__skp=skp).select_related("rhk"), given.get("iki"))
    rhk = iki.rhk if iki else _place(skp, RencanaHasilKerja.objects.filter(skp=skp), given.get("rhk"))

    def make(data: Any) -> CommentForm:
        return CommentForm(data, initial={"rhk": rhk.pk if rhk else None, "iki": iki.pk if iki else None})

    def act(form: CommentForm) -> str:
        services.comment_on_skp(skp, form.cleaned_data["text"], by=by, on=on, rhk=rhk, iki=iki)
        return f"{_detail(skp)}#{f'rhk-{rhk.pk}' if rhk else 'percakapan'}"

    return answer_form(request, make, act, "planning/comment.html", {"skp": skp, "rhk": rhk, "iki": iki})


@require_http_methods(GET_POST)
@login_required
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each rating would require, and the statement that this is known."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require(by, Permission.ACKNOWLEDGE_CRITERIA, skp)
    if request.method != "POST":
        context = {
            **plan_context(request, skp, shown_content(skp, on)),
            "on": on,
            "is_early": on < skp.period_start,
        }
        return render(request, "planning/acknowledge.html", context)

    def act(form: StepForm) -> str:
        services.acknowledge_criteria(skp, by=by, on=on)
        messages.success(request, _("Tercatat: Anda memahami kriteria penilaian SKP ini."))
        return _detail(skp)

    return answer_step(request, act)


def _agreement_page(request: HttpRequest, skp: Skp, form: ReasonForm) -> HttpResponse:
    content = shown_content(skp, today(request))
    context = {
        **plan_context(request, skp, content),
        "hints": hints_for(content),
        "reason_form": form,
        "parts": effect_of(skp, content),
        "fragment": request.headers.get("HX-Request") == "true",
    }
    template = "planning/agree_part.html" if context["fragment"] else "planning/agree.html"
    return render(request, template, context)


def _place(skp: Skp, rows: Any, key: str | None) -> Any:
    """The result or the indicator that words are about; it must be one of this plan."""
    if not key:
        return None
    try:
        found = rows.filter(pk=UUID(key)).first()
    except ValueError as error:
        raise NotFound() from error
    if found is None:
        raise NotFound()
    return found


def _detail(skp: Skp) -> str:
    return reverse("planning:detail", args=[skp.pk])
