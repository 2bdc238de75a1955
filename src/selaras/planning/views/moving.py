"""A move within the year: one plan ends, the next begins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selaras.authorization import Permission, require
from selaras.organisation.models import Employee
from selaras.planning import services
from selaras.planning.cases import case_of
from selaras.planning.selectors import skp_for
from selaras.planning.services.moving import moved_on
from selaras.planning.talk_forms import MoveForm
from selaras.planning.views.pages import answer_form, today, who


@require_http_methods(["GET", "POST"])
@login_required
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From which day the new post is held; then on to the plan of that post."""
    by, on = who(request), today(request)
    skp = skp_for(by, pk)
    require(by, Permission.EDIT_SKP, skp)
    related = ("position", "unit", "pejabat_penilai")
    employee = Employee.objects.select_related(*related).get(pk=skp.employee_id)

    def make(data: Any) -> MoveForm:
        same_title = employee.position is not None and employee.position.title == skp.position_title
        source = "last" if same_title else "empty"
        return MoveForm(data, initial={"first_day": moved_on(skp, employee) or on, "source": source})

    def act(form: MoveForm) -> str:
        values = form.cleaned_data
        new = services.move_plan(skp, first_day=values["first_day"], source=values["source"], by=by, on=on)
        messages.success(request, _("SKP jabatan lama diakhiri. Susun SKP untuk jabatan baru Anda."))
        return reverse("planning:edit", args=[new.pk])

    context = {"skp": skp, "employee": employee, "case": case_of("pindah_jabatan", on)}
    return answer_form(request, make, act, "planning/move.html", context)
