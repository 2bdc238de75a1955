"""Where the number of an indicator comes from: typed, or from a source that counts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.authorization import Permission
from selaras.core import clock
from selaras.monitoring import services
from selaras.monitoring.arriving import OfferedNumber, offered_numbers
from selaras.monitoring.forms import CountForm
from selaras.monitoring.measured_plan import indicators_of
from selaras.monitoring.selectors import counted_by, iki_seen_by
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Iki


@page("GET", "POST")
def choose_count(request: Asking, pk: UUID) -> HttpResponse:
    """Choose a number of a source, or see which one it is."""
    iki = iki_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    skp, today = iki.rhk.skp, clock.today(request.agency)
    indicator = indicators_of(skp).get(iki.pk)
    offers = offered_numbers(skp, indicator.pattern, today) if indicator else []
    offered = {offer.wanted.key: offer for offer in offers}
    form = CountForm(
        request.POST if request.method == "POST" else None,
        offered=[(key, offer.words) for key, offer in offered.items()],
    )
    answer = carried_out(request, form, lambda: _choose(request, iki, offered[form.cleaned_data["count"]]))
    counted = counted_by(iki)
    return answer or shown(
        request, "monitoring/count.html", form, iki=iki, skp=skp, offered=offered, counted=counted
    )


def _choose(request: Asking, iki: Iki, offer: OfferedNumber) -> str:
    services.choose_number(iki, offer.wanted, by=request.actor, on=clock.today(request.agency))
    messages.success(
        request, _("Angka indikator ini sekarang datang dari %(source)s.") % {"source": offer.source}
    )
    return f"{reverse('monitoring:progress_of', args=[iki.rhk.skp_id])}#iki-{iki.pk}"


@page("POST")
def leave_count(request: Asking, pk: UUID) -> HttpResponse:
    """Type the number again from now on."""
    iki = iki_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    services.leave_count(iki, by=request.actor, on=clock.today(request.agency))
    messages.success(
        request, _("Angka indikator ini kembali Anda isi sendiri. Yang sudah datang tetap tersimpan.")
    )
    return redirect("monitoring:count", iki.pk)
