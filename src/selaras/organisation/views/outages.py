"""Outages of the system: what was, what moved, and for the city admin a form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission, decide
from selaras.core import clock
from selaras.core.errors import NotAllowed
from selaras.organisation import services
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.organisation.choices import ruleset_for
from selaras.organisation.forms import OutageForm
from selaras.organisation.models import SystemOutage
from selaras.organisation.outages import moves

MOST = 50


@page("GET", "POST")
def show_outages(request: Asking) -> HttpResponse:
    """Everybody reads; the city admin records."""
    right = decide(request.actor, Permission.RECORD_OUTAGE, request.agency)
    if request.method == "POST" and not right:
        raise NotAllowed(right.reason)
    form = OutageForm(request.POST or None)
    answer = carried_out(request, form, lambda: _record(request, form))
    ruleset = ruleset_for(request.agency, clock.today(request.agency))
    rows = list(SystemOutage.objects.filter(agency=request.agency).order_by("-starts_at")[:MOST])
    lines = [(row, sorted(moves(row, rows, request.agency, ruleset).items())) for row in rows]
    hours = ruleset.choice("outage.hours")
    return answer or shown(
        request, "organisation/outages.html", form, lines=lines, may_record=bool(right), hours=hours
    )


def _record(request: Asking, form: OutageForm) -> str:
    sent = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at", "reason")}
    services.record_outage(request.agency, by=request.actor, on=clock.today(request.agency), **sent)
    messages.success(
        request, _("Gangguan tercatat. Tenggat yang terkena bergeser dan setiap orang diberi tahu.")
    )
    return reverse("organisation:system_outages")
