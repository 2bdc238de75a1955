"""The focus of a week, and the line of a day."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.core.errors import NotFound
from selaras.monitoring import services
from selaras.monitoring.day_lines import day_lines_of, month_shown
from selaras.monitoring.focus import Candidate, candidates, chosen_focus, proposed
from selaras.monitoring.forms_daily import DayForm, FocusForm
from selaras.monitoring.measured_plan import months_of, plan_of
from selaras.monitoring.selectors import own_skp, skp_seen_by
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.choices import ruleset_for
from selaras.planning.models import Skp
from selaras_rules import Period


@page("GET", "POST")
def choose_focus(request: Asking) -> HttpResponse:
    """Choose three things for this week; what presses most is proposed."""
    on = clock.today(request.agency)
    skp = own_skp(request.actor, on)
    if skp is None:
        return render(request, "monitoring/no_skp.html")
    offered = candidates(skp, by=request.actor, on=on, ruleset=ruleset_for(request.agency, on))
    chosen = chosen_focus(request.actor, on)
    form = FocusForm(
        request.POST or None,
        offered=[(one.point.key, f"{one.point.text} · {one.reason}") for one in offered],
        initial={"points": chosen or proposed(offered)},
    )
    answer = carried_out(request, form, lambda: _focus(request, skp, form, offered))
    return answer or shown(
        request, "monitoring/focus.html", form, skp=skp, offered=offered, has_chosen=bool(chosen)
    )


def _focus(request: Asking, skp: Skp, form: FocusForm, offered: list[Candidate]) -> str:
    wanted = set(form.cleaned_data["points"])
    points = [one.point for one in offered if one.point.key in wanted]
    services.choose_focus(skp, by=request.actor, on=clock.today(request.agency), points=points)
    messages.success(
        request, _("Fokus minggu ini tersimpan.") if points else _("Fokus minggu ini dikosongkan.")
    )
    return reverse("web:home")


@page("GET", "POST")
def write_day(request: Asking, pk: UUID) -> HttpResponse:
    """The lines of a month, and the form of a day for their owner. Raises `NotFound` where no log is kept."""
    skp, on = skp_seen_by(request.actor, pk), clock.today(request.agency)
    if not services.wants_day_lines(request.agency, on):
        raise NotFound()
    may_write = bool(decide(request.actor, Permission.RECORD_PROGRESS, skp))
    if request.method == "POST" and not may_write:
        raise NotFound()
    month = month_shown(skp, request.GET.get("bulan", ""), on)
    results = [(str(result.id), result.text) for result in plan_of(skp)]
    form = DayForm(request.POST or None, results=results, initial={"day": min(on, skp.period_end)})
    answer = carried_out(request, form, lambda: _write(request, skp, form))
    return answer or shown(
        request,
        "monitoring/days.html",
        form,
        skp=skp,
        lines=day_lines_of(skp, month),
        may_write=may_write,
        months=_months(skp, month),
        label=Period.of_month(skp.year, month).label,
    )


def _write(request: Asking, skp: Skp, form: DayForm) -> str:
    data = form.cleaned_data
    rhk_id = UUID(data["rhk"]) if data["rhk"] else None
    on = clock.today(request.agency)
    row = services.write_day(skp, by=request.actor, on=on, day=data["day"], text=data["text"], rhk_id=rhk_id)
    messages.success(request, _("Catatan hari itu tersimpan.") if row else _("Catatan hari itu kosong."))
    return f"{reverse('monitoring:days', args=[skp.pk])}?bulan={data['day'].month}"


def _months(skp: Skp, shown_month: int) -> list[tuple[int, str, bool]]:
    return [
        (number, Period.of_month(skp.year, number).label.split()[0][:3], number == shown_month)
        for number in months_of(skp)
    ]
