"""Which archives still stand: asked for after the last change of every paper in them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from selaras.jobs.models import LIVE, Job, JobStatus
from selaras.organisation.models import Unit
from selaras.papers.archive import ARCHIVE
from selaras.papers.choosing import Chosen
from selaras.papers.models import PaperForm
from selaras.papers.services import archive_key
from selaras_rules import Period

# Each of these moments writes something that a Dokumen Evaluasi shows.
_WRITTEN = (
    "finalised_at", "received_at", "own_view_at", "objection__raised_at", "objection__explained_at",
    "objection__decided_at", "law_corrections__decided_at",
)  # fmt: skip


def archives_of_results(period: Period, opd_id: UUID | None) -> dict[Unit, bool]:
    """Each perangkat daerah with fixed results, by name, and whether its archive of Dokumen Evaluasi stands."""
    changed, asked = _changed_at(Chosen(PaperForm.KINERJA, period.code, opd_id)), _asked_at(period)
    found = {}
    for opd in Unit.objects.filter(pk__in=list(changed)).select_related("agency").order_by("name"):
        before = asked.get(archive_key(PaperForm.KINERJA, period, opd))
        found[opd] = before is not None and before >= changed[opd.pk]
    return found


def _changed_at(chosen: Chosen) -> dict[UUID, datetime]:
    """The last change of any paper, by perangkat daerah. One query."""
    rows = chosen.rows().order_by().values_list("skp__opd_id").annotate(*(Max(name) for name in _WRITTEN))
    return {opd: max(moment for moment in moments if moment) for opd, *moments in rows}


def _asked_at(period: Period) -> dict[str, datetime]:
    """When each archive that is made or being made was asked for, by what it is about. One query."""
    rows = Job.objects.filter(
        kind=ARCHIVE.code, status__in=(*LIVE, JobStatus.DONE), parameters__period=period.code
    )
    return dict(rows.order_by().values_list("key").annotate(at=Max("requested_at")))
