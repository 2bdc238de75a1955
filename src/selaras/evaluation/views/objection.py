"""Pages of the objection: raise, explain, decide."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selaras.authorization import Permission, require
from selaras.core.errors import StepNotPossible
from selaras.evaluation.conditions import law_of
from selaras.evaluation.deadlines import objection_window
from selaras.evaluation.forms import ExplanationForm, ObjectionForm, RulingForm
from selaras.evaluation.kinship import require_unrelated
from selaras.evaluation.selectors import evaluation_for, objection_for
from selaras.evaluation.services import decide_objection, explain_objection, raise_objection
from selaras.evaluation.services.objection import obstacle_to_objection
from selaras.evaluation.views.parts import page_of, signed_in, submitted
from selaras.evaluation.workflow import OBJECTION


@require_http_methods(["GET", "POST"])
@login_required
def object_to_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The employee says why the result is not right."""
    known, on = signed_in(request)
    evaluation = evaluation_for(known.actor, pk)
    require(known.actor, Permission.OBJECT_TO_RESULT, evaluation)
    window = objection_window(evaluation, on, law_of(evaluation))
    form = ObjectionForm(request.POST or None)

    def act() -> str:
        raise_objection(evaluation, form.cleaned_data["grounds"], by=known.actor, on=on)
        messages.success(request, _("Keberatan Anda tercatat. Anda mendapat kabar pada setiap langkahnya."))
        return reverse("evaluation:detail", args=[pk])

    done = submitted(known, form, act)
    if done is None:
        _refuse(obstacle_to_objection(evaluation, on, window))
    return done or page_of(
        request, "evaluation/object.html", form, {"evaluation": evaluation, "window": window}
    )


@require_http_methods(["GET", "POST"])
@login_required
def explain_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The pejabat penilai explains."""
    known, on = signed_in(request)
    objection = objection_for(known.actor, pk)
    require(known.actor, Permission.EXPLAIN_OBJECTION, objection)
    require_unrelated(known.actor, objection.employee_id)
    form = ExplanationForm(request.POST or None)

    def act() -> str:
        explain_objection(objection, form.cleaned_data["explanation"], by=known.actor, on=on)
        messages.success(
            request, _("Penjelasan Anda tercatat. Keputusan kini ada pada atasan pejabat penilai.")
        )
        return reverse("evaluation:detail", args=[pk])

    done = submitted(known, form, act)
    if done is None:
        _refuse(OBJECTION.obstacle(objection, "explain"))
    context = {"objection": objection, "evaluation": objection.evaluation}
    return done or page_of(request, "evaluation/explain_objection.html", form, context)


@require_http_methods(["GET", "POST"])
@login_required
def decide_on_objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The superior reads both texts and decides."""
    known, on = signed_in(request)
    objection = objection_for(known.actor, pk)
    require(known.actor, Permission.DECIDE_OBJECTION, objection)
    require_unrelated(known.actor, objection.employee_id)
    form = RulingForm(request.POST or None)

    def act() -> str:
        decide_objection(objection, form.to_ruling(), by=known.actor, on=on)
        messages.success(
            request, _("Keputusan tercatat dan final. Pegawai dan pejabat penilai sudah diberi tahu.")
        )
        return reverse("evaluation:detail", args=[pk])

    done = submitted(known, form, act)
    if done is None:
        _refuse(OBJECTION.obstacle(objection, "decide"))
    context = {"objection": objection, "evaluation": objection.evaluation}
    return done or page_of(request, "evaluation/decide_objection.html", form, context)


def _refuse(obstacle: object) -> None:
    """The page of a step that is not possible is the refusal itself."""
    if obstacle:
        remedy = _("Tidak ada yang berubah. Kembali ke hasil evaluasi untuk melihat keadaannya.")
        raise StepNotPossible(str(obstacle), remedy=remedy)
