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
from selaras.monitoring.forms import CountForm
from selaras.monitoring.progress import month_label
from selaras.monitoring.selectors import OfferedCount, counted_by, counts_for, iki_seen_by
from selaras.organisation.asking import Asking, carried_out, page, shown
from selaras.planning.models import Iki
from selaras_rules.numbers import written


@page("GET", "POST")
def choose_count(request: Asking, pk: UUID) -> HttpResponse:
    """Choose a count of a source, or see which one it is."""
    iki = iki_seen_by(request.actor, pk, Permission.RECORD_PROGRESS)
    offered = {count.wanted.key: count for count in counts_for(iki.rhk.skp)}
    form = CountForm(
        request.POST if request.method == "POST" else None,
        offered=[(key, _words(count, iki.rhk.skp.year)) for key, count in offered.items()],
    )
    answer = carried_out(request, form, lambda: _choose(request, iki, offered[form.cleaned_data["count"]]))
    counted = counted_by(iki)
    return answer or shown(
        request, "monitoring/count.html", form, iki=iki, skp=iki.rhk.skp, offered=offered, counted=counted
    )


def _choose(request: Asking, iki: Iki, count: OfferedCount) -> str:
    services.choose_count(iki, count.wanted, by=request.actor, on=clock.today(request.agency))
    messages.success(
        request, _("Angka indikator ini sekarang datang dari %(source)s.") % {"source": count.source}
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


def _words(count: OfferedCount, year: int) -> str:
    return _("%(service)s, %(unit)s: %(total)s sampai %(month)s (%(source)s)") % {
        "service": count.wanted.service,
        "unit": count.unit,
        "total": written(count.total),
        "month": month_label(year, count.last_month),
        "source": count.source,
    }
