"""Pages where a family tie to an official is declared, and a declaration is ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selaras.authorization import Permission, decide, require, visible
from selaras.core.rows import row_of
from selaras.evaluation.forms_kinship import EndKinshipForm, KinshipForm
from selaras.evaluation.models import Kinship
from selaras.evaluation.services.kinship import declare_kinship, end_kinship
from selaras.evaluation.views.parts import page_of, signed_in, submitted
from selaras.organisation.models import Employee


@require_http_methods(["GET", "POST"])
@login_required
def show_kinship(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was declared about an employee, and a form to declare."""
    known, on = signed_in(request)
    rows = Employee.objects.select_related("pejabat_penilai", "atasan_pejabat_penilai", "unit").filter(pk=pk)
    employee = row_of(visible(known.actor, Permission.DECLARE_KINSHIP, rows))
    officials = {row.pk: row for row in (employee.pejabat_penilai, employee.atasan_pejabat_penilai) if row}
    form = KinshipForm(request.POST or None, officials=list(officials.values()))

    def act() -> str:
        declare_kinship(employee, officials[form.cleaned_data["official"]], by=known.actor, on=on)
        messages.success(request, _("Tercatat. Pejabat itu tidak lagi memutuskan tentang pegawai ini."))
        return reverse("evaluation:kinship", args=[pk])

    done = submitted(known, form, act)
    declared = Kinship.objects.filter(employee=employee).select_related("official", "declared_by", "ended_by")
    context = {
        "employee": employee,
        "declared": declared.order_by("-declared_at"),
        "has_officials": bool(officials),
        "may_end": bool(decide(known.actor, Permission.END_KINSHIP, employee)),
    }
    return done or page_of(request, "evaluation/kinship.html", form, context)


@require_http_methods(["GET", "POST"])
@login_required
def end_declaration(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a declaration, with a reason."""
    known, on = signed_in(request)
    rows = Kinship.objects.select_related("employee__unit", "official").filter(pk=pk, ended_at=None)
    kinship = row_of(visible(known.actor, Permission.DECLARE_KINSHIP, rows))
    require(known.actor, Permission.END_KINSHIP, kinship)
    form = EndKinshipForm(request.POST or None)

    def act() -> str:
        end_kinship(kinship, form.cleaned_data["reason"], by=known.actor, on=on)
        messages.success(request, _("Pernyataan diakhiri; riwayatnya tetap terbaca."))
        return reverse("evaluation:kinship", args=[kinship.employee_id])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/kinship_end.html", form, {"kinship": kinship})
