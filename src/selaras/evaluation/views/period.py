"""Pages of periods: which are open until when, who is ready, extend, close, let one person be late."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from selaras.authorization import Actor, Permission, Role, decide, require, visible
from selaras.core import clock
from selaras.core.errors import InvalidInput, NotAllowed, NotFound, Text
from selaras.core.rows import row_of
from selaras.evaluation.deadlines import moment_text
from selaras.evaluation.forms_period import ClosePeriodForm, ExtendPeriodForm, LateForm, OpenPeriodForm
from selaras.evaluation.models import EvaluationPeriod
from selaras.evaluation.readiness import gaps_on, opds_with_people, period_row, readiness_of
from selaras.evaluation.rhythm import allowed_kinds
from selaras.evaluation.services.periods import (
    admit_late,
    close_evaluation_period,
    extend_period,
    open_period,
)
from selaras.evaluation.views.organisation import span_of
from selaras.evaluation.views.parts import page_of, signed_in, submitted
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency
from selaras.planning.models import Skp
from selaras_rules import Period

GAPS_PAGE = 50


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period of a year in the list."""

    period: Period
    row: EvaluationPeriod | None
    state: str
    due: Text
    has_begun: bool


@require_GET
@login_required
def show_periods(request: HttpRequest) -> HttpResponse:
    """The periods of this year and the last, and how each stands."""
    known, on = signed_in(request)
    _require_overseer(known.actor, known.agency)
    kinds = allowed_kinds(ruleset_for(known.agency, on))
    opened = {row.period: row for row in EvaluationPeriod.objects.all()}
    periods = [
        part for year in (on.year, on.year - 1) for kind in kinds for part in Period.of_year(year).split(kind)
    ]
    zone = clock.zone_label(known.agency)
    lines = []
    for part in periods:
        row = opened.get(part.code)
        due = moment_text(row.due_on, zone) if row else ""
        lines.append(PeriodLine(part, row, row.state(on) if row else "", due, part.start <= on))
    may_manage = bool(decide(known.actor, Permission.MANAGE_PERIODS, known.agency))
    return render(request, "evaluation/periods.html", {"lines": lines, "may_manage": may_manage})


@require_GET
@login_required
def show_readiness(request: HttpRequest, period: str) -> HttpResponse:
    """Who has a result and where the others stand: numbers, then one line for each person who lacks something."""
    known, on = signed_in(request)
    _require_overseer(known.actor, known.agency)
    span, row = span_of(period), period_row(known.agency.pk, period)
    ruleset = ruleset_for(known.agency, span.end)
    opds = opds_with_people(known.actor, ruleset, span)
    opd = next((unit for unit in opds if str(unit.pk) == request.GET.get("opd", "")), None)
    readiness = readiness_of(known.actor, ruleset, span, on, opd.pk if opd else None)
    page = Paginator(readiness.gaps, GAPS_PAGE).get_page(request.GET.get("page"))
    context = {
        "period": span,
        "row": row,
        "state": row.state(on) if row else "",
        "due": moment_text(row.due_on, clock.zone_label(known.agency)) if row else "",
        "extensions": list(row.extensions.select_related("made_by").order_by("made_at")) if row else [],
        "readiness": readiness,
        "page": page,
        "gaps": gaps_on(page.object_list),
        "opds": opds,
        "opd": opd,
        "may_manage": bool(decide(known.actor, Permission.MANAGE_PERIODS, known.agency)),
        "may_review_law": span.end < on
        and bool(decide(known.actor, Permission.VIEW_CHANGED_LAW, known.agency)),
        "may_admit": row is not None and bool(known.actor.roles) and _may_admit(known.actor),
    }
    return render(request, "evaluation/readiness.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def open_for_rating(request: HttpRequest, period: str) -> HttpResponse:
    """Open a period with its deadline."""
    known, on = signed_in(request)
    require(known.actor, Permission.MANAGE_PERIODS, known.agency)
    span = span_of(period)
    form = OpenPeriodForm(request.POST or None, initial={"grace_days": 0})

    def act() -> str:
        given = form.cleaned_data
        open_period(
            known.agency,
            span.code,
            due_on=given["due_on"],
            grace_days=given["grace_days"],
            by=known.actor,
            on=on,
        )
        messages.success(request, _("Periode dibuka. Pejabat penilai sudah diberi tahu."))
        return reverse("evaluation:readiness", args=[span.code])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/period_open.html", form, {"period": span})


@require_http_methods(["GET", "POST"])
@login_required
def extend_deadline(request: HttpRequest, period: str) -> HttpResponse:
    """Move the deadline."""
    known, on = signed_in(request)
    row = _opened(known.actor, known.agency, period)
    form = ExtendPeriodForm(request.POST or None, initial={"due_on": row.due_on})

    def act() -> str:
        given = form.cleaned_data
        extend_period(row, due_on=given["due_on"], reason=given["reason"], by=known.actor, on=on)
        messages.success(request, _("Batas diperpanjang. Pejabat penilai sudah diberi tahu."))
        return reverse("evaluation:readiness", args=[row.period])

    done = submitted(known, form, act)
    context = {"period": row.span, "row": row, "due": moment_text(row.due_on, clock.zone_label(known.agency))}
    return done or page_of(request, "evaluation/period_extend.html", form, context)


@require_http_methods(["GET", "POST"])
@login_required
def close_for_rating(request: HttpRequest, period: str) -> HttpResponse:
    """Close a period."""
    known, on = signed_in(request)
    row = _opened(known.actor, known.agency, period)
    form = ClosePeriodForm(request.POST or None)

    def act() -> str:
        close_evaluation_period(row, note=form.cleaned_data["note"], by=known.actor, on=on)
        messages.success(request, _("Periode ditutup. Yang sudah siap tidak menunggu yang belum."))
        return reverse("evaluation:readiness", args=[row.period])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/period_close.html", form, {"period": row.span, "row": row})


@require_http_methods(["GET", "POST"])
@login_required
def let_be_late(request: HttpRequest, period: str, skp: UUID) -> HttpResponse:
    """Let the result of one person be fixed after the end."""
    known, on = signed_in(request)
    rows = Skp.objects.select_related("employee", "agency").filter(pk=skp)
    plan = row_of(visible(known.actor, Permission.VIEW_READINESS, rows))
    require(known.actor, Permission.ADMIT_LATE, plan)
    row = period_row(known.agency.pk, span_of(period).code)
    if row is None:
        raise NotFound()
    form = LateForm(request.POST or None)

    def act() -> str:
        given = form.cleaned_data
        admit_late(row, plan, until=given["until"], reason=given["reason"], by=known.actor, on=on)
        messages.success(request, _("Penetapan menyusul diizinkan. Pejabat penilai dan pegawai diberi tahu."))
        return reverse("evaluation:readiness", args=[row.period])

    done = submitted(known, form, act)
    return done or page_of(request, "evaluation/period_late.html", form, {"period": row.span, "skp": plan})


def _opened(by: Actor, agency: Agency, period: str) -> EvaluationPeriod:
    require(by, Permission.MANAGE_PERIODS, agency)
    row = period_row(agency.pk, span_of(period).code)
    if row is None:
        raise NotFound()
    if row.closed_at is not None:
        raise InvalidInput(_("%(period)s sudah ditutup.") % {"period": row.span.label})
    return row


def _require_overseer(by: Actor, agency: Agency) -> None:
    if not by.roles:
        raise NotAllowed(_("Halaman ini untuk kepala daerah, admin, dan inspektorat."))


def _may_admit(by: Actor) -> bool:
    """Admins may; whether for this very person is asked when they do."""
    return bool(by.administered_opd_ids) or Role.CITY_ADMIN in by.roles
