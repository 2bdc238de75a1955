"""Lines of a plan that is being written: results, indicators, behaviour, lampiran."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras.authorization import Actor
from selaras.planning import services
from selaras.planning.advice import hints_by_field, hints_for, standing
from selaras.planning.forms import (
    BehaviourForm,
    IkiForm,
    LampiranForm,
    PlanForm,
    RhkForm,
    StepForm,
    iki_initial,
    lampiran_initial,
    rhk_initial,
    standard_initial,
)
from selaras.planning.models import Approach, Iki, RencanaHasilKerja, RhkKind, Skp, SkpKind
from selaras.planning.selectors import content_of, iki_for, leader_results, rhk_for, skp_for
from selaras.planning.selectors.goals import indicators_for
from selaras.planning.selectors.plan import results_of
from selaras.planning.selectors.standards import standard_for, standards_for_plan
from selaras.planning.services.lines import require_writable
from selaras.planning.services.side import require_expectation_right
from selaras.planning.views.autosave import answer_draft_form
from selaras.planning.views.pages import answer_form, answer_step, today, who

GET_POST = ["GET", "POST"]
Line = TypeVar("Line", RencanaHasilKerja, Iki)


@require_http_methods(GET_POST)
@login_required
def add_rhk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another result; afterwards straight on to how it is measured."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require_writable(skp, by)
    make = _rhk_form(skp, lambda: _suggested(request))

    def act(form: RhkForm) -> str:
        rhk = services.add_rhk(skp, form.values(), by=by, on=on)
        messages.success(request, _("Hasil kerja tersimpan. Sekarang tulis bagaimana mengukurnya."))
        return reverse("planning:iki_add", args=[rhk.pk])

    return answer_form(request, make, act, "planning/rhk_form.html", {"skp": skp})


@require_http_methods(GET_POST)
@login_required
def edit_rhk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a result."""
    by, on = who(request), today(request)
    rhk = rhk_for(by, pk)
    require_writable(rhk.skp, by)
    make = _with_hints(_rhk_form(rhk.skp, lambda: rhk_initial(_as_read(request, rhk, rhk_for))), rhk.skp, pk)

    def act(form: RhkForm) -> str:
        services.edit_rhk(rhk, form.values(), by=by, on=on, revision=form.cleaned_data["revision"])
        return _back(rhk)

    return answer_draft_form(
        request, make, act, "planning/rhk_form.html", {"skp": rhk.skp, "rhk": rhk}, written=rhk
    )


@require_http_methods(GET_POST)
@login_required
def remove_rhk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a result out, after a look at what goes with it."""
    by, on = who(request), today(request)
    rhk = rhk_for(by, pk)
    require_writable(rhk.skp, by)
    if request.method != "POST":
        return render(
            request, "planning/remove.html", {"skp": rhk.skp, "line": rhk, "rhk": rhk, "step": StepForm()}
        )

    def act(form: StepForm) -> str:
        services.remove_rhk(rhk, by=by, on=on)
        return reverse("planning:edit", args=[rhk.skp_id])

    return answer_step(request, act)


@require_POST
@login_required
def review_rhk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a line of last year as it is, after having looked at it."""
    by, on = who(request), today(request)
    rhk = rhk_for(by, pk)

    def act(form: StepForm) -> str:
        services.review_rhk(rhk, by=by, on=on)
        return _back(rhk)

    return answer_step(request, act)


@require_http_methods(GET_POST)
@login_required
def add_iki(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another indicator of a result."""
    by, on = who(request), today(request)
    rhk = rhk_for(by, pk)
    require_writable(rhk.skp, by)
    make = _iki_form(rhk.skp, lambda: _from_standard(request, by))

    def act(form: IkiForm) -> str:
        services.add_iki(rhk, form.values(), by=by, on=on)
        if request.POST.get("lagi"):
            messages.success(request, _("Indikator tersimpan. Tulis yang berikutnya."))
            return reverse("planning:iki_add", args=[rhk.pk])
        return _back(rhk)

    return answer_form(request, make, act, "planning/iki_form.html", {"skp": rhk.skp, "rhk": rhk})


@require_http_methods(GET_POST)
@login_required
def edit_iki(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an indicator."""
    by, on = who(request), today(request)
    iki = iki_for(by, pk)
    skp = iki.rhk.skp
    require_writable(skp, by)
    plain = _iki_form(skp, lambda: iki_initial(_as_read(request, iki, iki_for)), kept=iki.standard_id)
    make = _with_hints(plain, skp, pk)

    def act(form: IkiForm) -> str:
        services.edit_iki(iki, form.values(), by=by, on=on, revision=form.cleaned_data["revision"])
        return _back(iki.rhk)

    context = {"skp": skp, "rhk": iki.rhk, "iki": iki}
    return answer_draft_form(request, make, act, "planning/iki_form.html", context, written=iki)


@require_http_methods(GET_POST)
@login_required
def remove_iki(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave an indicator out."""
    by, on = who(request), today(request)
    iki = iki_for(by, pk)
    require_writable(iki.rhk.skp, by)
    if request.method != "POST":
        context = {"skp": iki.rhk.skp, "line": iki, "rhk": iki.rhk, "step": StepForm()}
        return render(request, "planning/remove.html", context)

    def act(form: StepForm) -> str:
        services.remove_iki(iki, by=by, on=on)
        return _back(iki.rhk)

    return answer_step(request, act)


@require_http_methods(GET_POST)
@login_required
def behaviour(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Expectations for each value: proposed by the author, worded by the pejabat penilai."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require_expectation_right(skp, by)

    def make(data: Any) -> BehaviourForm:
        now = skp_for(by, pk)
        return BehaviourForm(data, content=content_of(now), initial={"revision": now.revision})

    def act(form: BehaviourForm) -> str:
        services.set_behaviour(skp, form.texts(), by=by, on=on, revision=form.cleaned_data["revision"])
        return _after(skp, is_own=by.employee_id == skp.employee_id)

    context = {"skp": skp, "is_own": by.employee_id == skp.employee_id}
    return answer_draft_form(request, make, act, "planning/behaviour_form.html", context, written=skp)


@require_http_methods(GET_POST)
@login_required
def lampiran(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Resources, accountability and consequences."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require_writable(skp, by)

    def make(data: Any) -> LampiranForm:
        now = skp_for(by, pk)
        return LampiranForm(data, initial={**lampiran_initial(content_of(now)), "revision": now.revision})

    def act(form: LampiranForm) -> str:
        services.set_lampiran(skp, form.lists(), by=by, on=on, revision=form.cleaned_data["revision"])
        return _after(skp, is_own=True)

    return answer_draft_form(request, make, act, "planning/lampiran_form.html", {"skp": skp}, written=skp)


def _rhk_form(skp: Skp, initial: Callable[[], dict[str, Any]]) -> Callable[[Any], RhkForm]:
    parents, goals = leader_results(skp), indicators_for(skp)

    def make(data: Any) -> RhkForm:
        return RhkForm(
            data, initial=initial(), parents=parents, goals=goals, is_leader=skp.kind == SkpKind.JPT
        )

    return make


def _iki_form(
    skp: Skp, initial: Callable[[], dict[str, Any]], kept: UUID | None = None
) -> Callable[[Any], IkiForm]:
    usable = standards_for_plan(skp, kept)

    def make(data: Any) -> IkiForm:
        return IkiForm(
            data, initial=initial(), is_leader=skp.kind == SkpKind.JPT,
            is_qualitative=skp.approach == Approach.QUALITATIVE, standards=usable,
        )  # fmt: skip

    return make


def _with_hints(make: Callable[[Any], PlanForm], skp: Skp, line_id: UUID) -> Callable[[Any], PlanForm]:
    """The form as it is opened carries the standing hints about its line, each under the field that answers it."""

    def made(data: Any) -> PlanForm:
        form = make(data)
        if data is None:
            hints = standing(hints_for(results_of(skp)), skp.considered_hints)
            for name, found in hints_by_field(hints, str(line_id)).items():
                if name in form.fields:
                    form.fields[name].hints = found  # type: ignore[attr-defined]
        return form

    return made


def _as_read(request: HttpRequest, line: Line, read: Callable[[Actor, UUID], Line]) -> Line:
    """The line that was just read; after somebody else changed it meanwhile, as it stands now."""
    return line if request.method == "GET" else read(who(request), line.pk)


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """What the matrix expects, when the author comes from there."""
    assigned_by = request.GET.get("penugasan", "")[:200]
    return {
        "text": request.GET.get("teks", "")[:500],
        "parent": request.GET.get("induk", ""),
        "assigned_by": assigned_by,
        "kind": RhkKind.TAMBAHAN.value if assigned_by else RhkKind.UTAMA.value,
    }


def _from_standard(request: HttpRequest, by: Actor) -> dict[str, Any]:
    """The promise of a service standard, when the author comes from the list of standards."""
    try:
        return standard_initial(standard_for(by, UUID(request.GET.get("standar", ""))))
    except ValueError:
        return {}


def _back(rhk: RencanaHasilKerja) -> str:
    return f"{reverse('planning:edit', args=[rhk.skp_id])}#rhk-{rhk.pk}"


def _after(skp: Skp, *, is_own: bool) -> str:
    return reverse("planning:edit" if is_own else "planning:agree", args=[skp.pk])
