"""Process changes as pages need them: pairs of numbers, and one sentence that a reason can quote."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core import clock
from selaras.core.rows import row_of
from selaras.monitoring.models import ProcessChange
from selaras.planning.models import Skp
from selaras_rules import Period, date_label
from selaras_rules.numbers import written


class Pair(NamedTuple):
    """One measure: its name, before and after as texts."""

    label: str
    before: str
    after: str


def changes_of(skp: Skp) -> list[ProcessChange]:
    """All process changes of an SKP, newest first. One query."""
    rows = ProcessChange.objects.filter(skp=skp).select_related("rhk", "checked_by", "agency")
    return list(rows.order_by("-measured_on", "-written_at"))


def confirmed_changes(skp: Skp, period: Period) -> list[ProcessChange]:
    """The changes measured in a period that a second person found to hold. One query."""
    rows = ProcessChange.objects.filter(skp=skp, is_confirmed=True)
    rows = rows.filter(measured_on__range=(period.start, period.end)).select_related("checked_by", "agency")
    return list(rows.order_by("measured_on"))


def change_seen_by(by: Actor, pk: UUID, permission: Permission = Permission.VIEW_PROGRESS) -> ProcessChange:
    """One change. Raises `NotFound`."""
    rows = ProcessChange.objects.filter(pk=pk).select_related(
        "skp__employee", "skp__pejabat_penilai", "rhk", "evidence", "checked_by", "agency"
    )
    return row_of(visible(by, permission, rows))


def pairs_of(change: ProcessChange) -> list[Pair]:
    """The measures that were compared."""
    return list(_pairs(change))


def sentence_of(change: ProcessChange) -> str:
    """«Izin usaha: 6 hari menjadi 1 hari; 29 jenis izin menjadi 18. Diperiksa Budi, 5 Oktober 2026.»"""
    told = "; ".join(
        _("%(before)s %(what)s menjadi %(after)s")
        % {"before": pair.before, "what": pair.label.lower(), "after": pair.after}
        for pair in pairs_of(change)
    )
    checked = ""
    if change.checked_by is not None and change.checked_at is not None:
        checked = _(" Diperiksa %(name)s, %(day)s.") % {
            "name": change.checked_by.full_name,
            "day": date_label(clock.local(change.checked_at, change.agency).date()),
        }
    return f"{change.process}: {told}.{checked}"


def _pairs(change: ProcessChange) -> Iterator[Pair]:
    for label, before, after in (
        (_("Hari"), change.days_before, change.days_after),
        (_("Langkah"), change.steps_before, change.steps_after),
        (_("Dokumen"), change.documents_before, change.documents_after),
        (change.counted, change.count_before, change.count_after),
    ):
        if before is not None and after is not None:
            yield Pair(label, written(Decimal(before), 1), written(Decimal(after), 1))
