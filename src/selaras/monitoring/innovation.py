"""New ideas as pages and evaluations read them."""

from __future__ import annotations

from uuid import UUID

from selaras.authorization import Actor, Permission, visible
from selaras.core.rows import row_of
from selaras.monitoring.models import Innovation, ProcessChange
from selaras.planning.models import Skp


def innovations_of(skp: Skp) -> list[Innovation]:
    """All ideas told in an SKP, the newest first; an evaluation shows them as context. One query."""
    rows = Innovation.objects.filter(skp=skp).select_related("change__checked_by", "change__agency")
    return list(rows.order_by("-told_on", "-id"))


def innovation_seen_by(by: Actor, pk: UUID, permission: Permission = Permission.VIEW_PROGRESS) -> Innovation:
    """One idea. Raises `NotFound`."""
    rows = Innovation.objects.filter(pk=pk).select_related("skp__employee", "change")
    return row_of(visible(by, permission, rows))


def changes_to_choose(skp: Skp, innovation: Innovation | None = None) -> list[ProcessChange]:
    """The process changes that can measure an idea: those of the SKP that measure no other. One query."""
    rows = ProcessChange.objects.filter(skp=skp).order_by("-measured_on")
    mine = innovation.pk if innovation is not None else None
    return [
        row
        for row in rows.select_related("innovation", "checked_by", "agency")
        if _owner(row) in (None, mine)
    ]


def _owner(change: ProcessChange) -> UUID | None:
    found: Innovation | None = getattr(change, "innovation", None)
    return found.pk if found is not None else None
