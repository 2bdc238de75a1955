"""Service standards: those in force, one by its key, and what uses them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import NotFound
from selaras.planning.models import ServiceStandard, Skp


def standards(by: Actor, on: date, opd_id: UUID | None = None) -> QuerySet[ServiceStandard]:
    """Standards in force on a day, of one OPD or of all, with how many indicators use each."""
    rows = _in_force(on).select_related("opd")
    if opd_id is not None:
        rows = rows.filter(opd_id=opd_id)
    used = Count("iki_list", filter=Q(iki_list__is_active=True), distinct=True)
    aims = Count("goals", distinct=True)
    found = visible(by, Permission.VIEW_GOALS, rows).annotate(iki_count=used, goal_count=aims)
    return found.order_by("opd__name", "service", "part", "id")


def standard_for(by: Actor, pk: UUID) -> ServiceStandard:
    """One standard; raises `NotFound`."""
    rows = ServiceStandard.objects.filter(pk=pk).select_related("opd")
    found: ServiceStandard | None = visible(by, Permission.VIEW_GOALS, rows).first()
    if found is None:
        raise NotFound()
    return found


def standards_for_plan(skp: Skp, kept: UUID | None = None) -> list[ServiceStandard]:
    """Standards that an indicator of this plan may take up: those of its OPD in force, and the one it has."""
    usable = Q(pk__in=_in_force(skp.period_start, skp.period_end).filter(opd_id=skp.opd_id).values("pk"))
    return list(ServiceStandard.objects.filter(usable | Q(pk=kept)).order_by("service", "part", "id"))


def standards_for_goals(opd_ids: list[UUID], on: date, kept: UUID | None = None) -> list[ServiceStandard]:
    """Standards that indicators of these OPD may take up, and the one that an indicator has."""
    usable = Q(pk__in=_in_force(on).filter(opd_id__in=opd_ids).values("pk"))
    return list(ServiceStandard.objects.filter(usable | Q(pk=kept)).order_by("service", "part", "id"))


def _in_force(start: date, end: date | None = None) -> QuerySet[ServiceStandard]:
    """In force on some day from `start` to `end`."""
    lasting = Q(valid_until=None) | Q(valid_until__gte=start)
    found: QuerySet[ServiceStandard] = ServiceStandard.objects.filter(lasting, valid_from__lte=end or start)
    return found
