"""Who uses an indicator of the library, and where one could take it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.indicators.models import Indicator
from selaras.planning.models import Iki, RencanaHasilKerja, Skp
from selaras.planning.workflow import WRITABLE


def uses_of(indicator_ids: Iterable[UUID], year: int) -> dict[UUID, int]:
    """In how many plans of the year each of these indicators stands; one query."""
    rows = Iki.objects.filter(
        indicator__in=list(indicator_ids), is_active=True, rhk__is_active=True, rhk__skp__year=year
    )
    counted = rows.order_by().values("indicator").annotate(plans=Count("rhk__skp", distinct=True))
    return dict(counted.values_list("indicator", "plans"))


def touched_plans(indicator: Indicator, day: date) -> QuerySet[Skp]:
    """The plans with this indicator whose time is not over on that day."""
    uses = Iki.objects.filter(
        rhk__skp=OuterRef("pk"), indicator=indicator, is_active=True, rhk__is_active=True
    )
    return Skp.objects.filter(Exists(uses), period_end__gte=day)


def touched_by_opd(indicator: Indicator, day: date) -> list[tuple[str, int]]:
    """How many plans are touched in each OPD, by name."""
    rows = touched_plans(indicator, day).values("opd__name").annotate(plans=Count("pk"))
    return list(rows.order_by("opd__name").values_list("opd__name", "plans"))


def touched_people(by: Actor, indicator: Indicator, day: date) -> QuerySet[Skp]:
    """The touched plans that this person may see, with their people."""
    rows = visible(by, Permission.VIEW_SKP, touched_plans(indicator, day))
    return rows.select_related("employee", "unit").order_by("opd__name", "employee__name", "id")


def open_results(by: Actor) -> list[RencanaHasilKerja]:
    """The results of one's own plans that are being written."""
    rows = RencanaHasilKerja.objects.filter(
        skp__employee=by.employee_id, skp__status__in=WRITABLE, is_active=True
    )
    return list(rows.select_related("skp").order_by("-skp__period_start", "kind", "order", "id"))
