"""Pages of the calibration meeting: list, opening, table, case, change, names, end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras.authorization import Permission, decide, require
from selaras.evaluation.calibration_figures import FEWEST_OF_GROUP, FEWEST_OF_PENILAI
from selaras.evaluation.conditions import level_of, organisation_predikat_of
from selaras.evaluation.curve import curve_of
from selaras.evaluation.forms_calibration import (
    CalibratedForm,
    CalibrationForm,
    NamesForm,
    RemarkForm,
    SummaryForm,
)
from selaras.evaluation.meetings import (
    calibration_for,
    calibration_list,
    case_for,
    may_change,
    meeting_of,
    read_case,
)
from selaras.evaluation.selectors import comparable_evaluations, opd_for
from selaras.evaluation.services import (
    change_rating,
    close_calibration,
    open_calibration,
    remark_on_case,
    show_names,
    take_in_comparable,
)
from selaras.evaluation.views.organisation import span_of
from selaras.evaluation.views.parts import page_of, signed_in, submitted
from selaras.organisation.choices import ruleset_for

CASES_PAGE = 25


@require_GET
@login_required
def show_calibrations(request: HttpRequest) -> HttpResponse:
    """The meetings of this person."""
    known, _on = signed_in(request)
    return render(request, "evaluation/calibrations.html", {"meetings": calibration_list(known.actor)})


@require_http_methods(["GET", "POST"])
@login_required
def open_meeting(request: HttpRequest, unit: UUID, period: str) -> HttpResponse:
    """Open a meeting over an organisation and a period."""
    known, on = signed_in(request)
    opd, span = opd_for(known.actor, unit), span_of(period)
    require(known.actor, Permission.HOLD_CALIBRATION, opd)
    form = CalibrationForm(request.POST or None, opd=opd, initial={"held_on": on})

    def act() -> str:
        made = open_calibration(opd, span, form.to_new(), by=known.actor, on=on)
        messages.success(request, _("Kalibrasi dibuka. Pejabat penilai yang bersangkutan sudah diundang."))
        return reverse("evaluation:calibration", args=[made.pk])

    done = submitted(known, form, act)
    ready = comparable_evaluations(opd, span).count() if done is None else 0
    return done or page_of(
        request, "evaluation/calibration_open.html", form, {"opd": opd, "period": span, "ready": ready}
    )


@require_GET
@login_required
def show_calibration(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The table: figures with what they can't tell, and the cases under numbers."""
    known, _on = signed_in(request)
    calibration = calibration_for(known.actor, pk)
    ruleset = ruleset_for(calibration.opd.agency, calibration.span.end)
    meeting = meeting_of(calibration, known.actor, ruleset)
    level = level_of(organisation_predikat_of(calibration.opd_id, calibration.period))
    context = {
        "fewest_of_penilai": FEWEST_OF_PENILAI,
        "fewest_of_group": FEWEST_OF_GROUP,
        "calibration": calibration,
        "meeting": meeting,
        "page": Paginator(meeting.cases, CASES_PAGE).get_page(request.GET.get("page")),
        "curve": curve_of(meeting.figures.shares, level, ruleset),
        "may_hold": calibration.status != "closed"
        and bool(decide(known.actor, Permission.HOLD_CALIBRATION, calibration)),
        "units": [row.unit.name for row in calibration.units.select_related("unit").order_by("unit__name")],
    }
    return render(request, "evaluation/calibration.html", context)


@require_POST
@login_required
def take_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add what became ready since the opening."""
    known, on = signed_in(request)
    count = take_in_comparable(calibration_for(known.actor, pk), by=known.actor, on=on)
    text = ngettext("%(count)s penilaian menyusul.", "%(count)s penilaian menyusul.", count)
    messages.success(request, text % {"count": count})
    return redirect("evaluation:calibration", pk)


@require_http_methods(["GET", "POST"])
@login_required
def show_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case: reasons and evidence without a name; a question or view may be added."""
    known, on = signed_in(request)
    case = case_for(known.actor, pk)
    form = RemarkForm(request.POST or None)

    def act() -> str:
        remark_on_case(case, form.cleaned_data["text"], by=known.actor, on=on)
        messages.success(request, _("Pendapat Anda tercatat."))
        return reverse("evaluation:calibration_case", args=[pk])

    done = submitted(known, form, act)
    context = {
        "case": case,
        "calibration": case.calibration,
        "reading": read_case(case, known.actor),
        "may_change": may_change(known.actor, case),
    }
    return done or page_of(request, "evaluation/calibration_case.html", form, context)


@require_http_methods(["GET", "POST"])
@login_required
def change_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The pejabat penilai changes an own rating after comparing."""
    known, on = signed_in(request)
    case = case_for(known.actor, pk)
    require(known.actor, Permission.RATE_EVALUATION, case.evaluation)
    names = ("revision", "rating_hasil_kerja", "rating_perilaku_kerja")
    form = CalibratedForm(
        request.POST or None, initial={name: getattr(case.evaluation, name) for name in names}
    )

    def act() -> str:
        given = form.cleaned_data
        change_rating(case, form.to_rating(), by=known.actor, on=on, revision=given["revision"])
        messages.success(request, _("Rating diubah. Nilai sebelum, nilai sesudah, dan alasannya tercatat."))
        return reverse("evaluation:calibration_case", args=[pk])

    done = submitted(known, form, act)
    context = {"case": case, "calibration": case.calibration, "may_change": may_change(known.actor, case)}
    return done or page_of(request, "evaluation/calibration_change.html", form, context)


@require_http_methods(["GET", "POST"])
@login_required
def reveal_names(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show names, with a reason."""
    known, on = signed_in(request)
    calibration = calibration_for(known.actor, pk)
    require(known.actor, Permission.HOLD_CALIBRATION, calibration)
    form = NamesForm(request.POST or None)

    def act() -> str:
        show_names(calibration, form.cleaned_data["reason"], by=known.actor, on=on)
        messages.success(request, _("Nama kini terlihat bagi yang diundang. Alasan Anda tercatat."))
        return reverse("evaluation:calibration", args=[pk])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/calibration_names.html", form, {"calibration": calibration})


@require_http_methods(["GET", "POST"])
@login_required
def end_meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the meeting with a summary."""
    known, on = signed_in(request)
    calibration = calibration_for(known.actor, pk)
    require(known.actor, Permission.HOLD_CALIBRATION, calibration)
    form = SummaryForm(request.POST or None)

    def act() -> str:
        close_calibration(calibration, form.cleaned_data["summary"], by=known.actor, on=on)
        messages.success(request, _("Kalibrasi ditutup. Tidak ada rating yang diubah oleh penutupan ini."))
        return reverse("evaluation:calibration", args=[pk])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/calibration_close.html", form, {"calibration": calibration})
