"""Questions about sources and what they delivered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from selaras.authorization import Actor, Permission, Role, decide, visible
from selaras.core.errors import NotAllowed, NotFound
from selaras.intake.kinds import FeedKind, all_kinds, kind_named
from selaras.intake.models import FeedRun, FeedSource, RunStatus
from selaras.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class KindOfSources:
    """One kind of feed, and the sources of it that this person looks after."""

    kind: type[FeedKind]
    sources: list[FeedSource]


def require_looking_after(by: Actor) -> None:
    """Raises `NotAllowed` for people who look after no feed anywhere."""
    if not by.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        raise NotAllowed()


def sources_by_kind(by: Actor) -> list[KindOfSources]:
    """Every kind of feed with its sources; one query for each permission that kinds name."""
    require_looking_after(by)
    found: dict[str, list[FeedSource]] = {}
    for permission, codes in _codes_by_permission().items():
        last = Max("runs__applied_at", filter=Q(runs__status=RunStatus.APPLIED))
        rows = (
            FeedSource.objects.filter(kind__in=codes)
            .select_related("opd", "unit")
            .annotate(last_applied_at=last)
        )
        for source in visible(by, permission, rows).order_by("name", "id"):
            found.setdefault(source.kind, []).append(source)
    return [KindOfSources(kind, found.get(kind.code, [])) for kind in all_kinds()]


def source_for(by: Actor, pk: UUID) -> FeedSource:
    """One source. Raises `NotFound`, also for somebody else's."""
    rows = FeedSource.objects.select_related("agency", "opd", "unit", "keeper")
    found = rows.filter(pk=pk).first()
    if found is None or not decide(by, kind_named(found.kind).permission, found):
        raise NotFound()
    return found


def runs_of(source: FeedSource) -> QuerySet[FeedRun]:
    """Deliveries of a source without their long reports, the newest first."""
    rows = FeedRun.objects.filter(source=source).defer("report").select_related("sent_by")
    return rows.order_by("-sent_at", "-id")


def run_for(by: Actor, pk: UUID) -> FeedRun:
    """One delivery with its report. Raises `NotFound`, also for somebody else's."""
    related = ("agency", "source__opd", "source__unit", "stored_file", "sent_by", "withdrawn_by")
    found = FeedRun.objects.filter(pk=pk).select_related(*related).first()
    if found is None or not decide(by, kind_named(found.source.kind).permission, found):
        raise NotFound()
    return found


def places_for(by: Actor, permission: Permission) -> list[Unit]:
    """The OPDs this person looks after and the units in them, each OPD before its units."""
    rows = visible(by, permission, Unit.objects.filter(is_active=True).select_related("opd"))
    return sorted(
        rows, key=lambda unit: (unit.opd.name if unit.opd else "", unit.parent_id is not None, unit.name)
    )


def _codes_by_permission() -> dict[Permission, list[str]]:
    found: dict[Permission, list[str]] = {}
    for kind in all_kinds():
        found.setdefault(kind.permission, []).append(kind.code)
    return found
