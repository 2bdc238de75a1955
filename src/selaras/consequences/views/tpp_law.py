"""Released TPP beside a law or formula that reaches back: what would change, and the corrections put in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext

from selaras.authorization import Permission, decide, require
from selaras.consequences import services
from selaras.consequences.models import TppCorrection, TppMonth
from selaras.consequences.tpp import told
from selaras.consequences.tpp_changes import changes_of, review_corrections, ruleset_of
from selaras.consequences.views.allowance import asked_month, require_office
from selaras.core import clock
from selaras.core.confirming import AT_ONCE, ReachingBackForm
from selaras.evaluation.explain import readable
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.choices import ruleset_for
from selaras_rules import Period, Step

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction on the page: whose, from what to what, and the steps of today."""

    row: TppCorrection
    because: tuple[Step, ...]


@page("GET", "POST")
def review_released(request: Asking, month: str) -> HttpResponse:
    """What a law that reaches back makes of a released month; who counts TPP lets the corrections leave."""
    require_office(request)
    period = asked_month(month)
    run = TppMonth.objects.filter(month=period.start).first()
    review, now = review_corrections(request.actor, period), ruleset_for(request.agency, period.end)
    form = ReachingBackForm(request.POST or None, initial={"digest": review.digest})
    if request.method == "POST":
        require(request.actor, Permission.MANAGE_TPP, request.agency)
        answer = carried_out(request, form, lambda: _confirmed(request, period, form))
        if answer is not None:
            return answer
    listed = Paginator(review.waiting, PER_PAGE).get_page(request.GET.get("page"))
    changes = changes_of(run, request.agency, now) if run is not None else ()
    return shown(
        request, "consequences/tpp_law.html", form, period=period, run=run, review=review, listed=listed,
        lines=_lines(request, list(listed.object_list), period), changes=changes,
        is_counted=run is not None and run.fingerprint == now.fingerprint and not run.is_being_counted,
        may_manage=bool(decide(request.actor, Permission.MANAGE_TPP, request.agency)),
        may_review_law=bool(decide(request.actor, Permission.VIEW_CHANGED_LAW, request.agency)), may_list_tpp=True,
        more=AT_ONCE if len(review.waiting) > AT_ONCE else None,
    )  # fmt: skip


def _confirmed(request: Asking, period: Period, form: ReachingBackForm) -> str:
    given, on = form.cleaned_data, clock.today(request.agency)
    count = services.confirm_law_corrections(
        request.agency, period, by=request.actor, on=on, reason=given["reason"], digest=given["digest"]
    )
    text = ngettext(
        "%(count)s koreksi dikonfirmasi dan keluar bersama bulan berikutnya; yang bersangkutan diberi tahu.",
        "%(count)s koreksi dikonfirmasi dan keluar bersama bulan berikutnya; yang bersangkutan diberi tahu.",
        count,
    )
    messages.success(request, text % {"count": count})
    return reverse("consequences:tpp_law", args=[period.code])


def _lines(request: Asking, keys: Sequence[UUID], period: Period) -> list[CorrectionLine]:
    """The people of one page, by name. One query."""
    rows = TppCorrection.objects.filter(pk__in=keys).select_related(
        "employee__position", "share__opd", "share__tpp_month", "basis"
    )
    return [
        CorrectionLine(row, _because(row, period, request)) for row in rows.order_by("employee__name", "pk")
    ]


def _because(row: TppCorrection, period: Period, request: Asking) -> tuple[Step, ...]:
    finding = told(row.inputs, ruleset_of(row.told_by, period, request.agency))
    return tuple(readable(step) for step in finding.because)
