"""What one may ask about the queue to the national system."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, Role, visible
from selaras.core import clock
from selaras.core.errors import NotAllowed
from selaras.core.rows import row_of
from selaras.exchange.models import NationalTransfer
from selaras.exchange.national.problems import PROBLEMS, Problem


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One row with the problem in words."""

    row: NationalTransfer
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many wait, stand still and arrived, and how many for each problem."""

    queued: int
    refused: int
    sent: int
    problems: list[tuple[Problem, int]]


def require_exporter(by: Actor | None) -> Actor:
    """Who may take results out, as a whole or in part. Raises `NotAllowed` for everybody else."""
    if by is None or not by.roles & {Role.OPD_ADMIN, Role.CITY_ADMIN}:
        raise NotAllowed(_("Hanya admin OPD atau admin kota yang mengekspor data pegawai."))
    return by


def transfers(by: Actor, *, status: str = "", problem: str = "") -> QuerySet[NationalTransfer]:
    """The rows that the actor may export, those that stand still first, then by name."""
    rows = visible(by, Permission.EXPORT_RESULTS, NationalTransfer.objects.all())
    if status in {"queued", "refused", "sent"}:
        rows = rows.filter(status=status)
    if problem in PROBLEMS:
        rows = rows.filter(problem=problem)
    return rows.select_related("employee", "evaluation").order_by("employee__name", "queued_at", "id")


def lines_of(rows: list[NationalTransfer]) -> list[TransferLine]:
    """These rows with their problems in words."""
    return [TransferLine(row, PROBLEMS.get(row.problem)) for row in rows]


def queue_counts(by: Actor) -> QueueCounts:
    """The state of the queue. Two queries.

    What is due again after a repair waits for its turn and is not held by its old problem any more.
    """
    rows = visible(by, Permission.EXPORT_RESULTS, NationalTransfer.objects.all()).order_by()
    by_status = dict(rows.values_list("status").annotate(count=Count("pk")))
    is_due = Q(status="queued", next_try_at__lte=clock.now())
    open_rows = rows.exclude(status="sent").exclude(problem="").exclude(is_due)
    by_problem = dict(open_rows.values_list("problem").annotate(count=Count("pk")))
    problems = [(PROBLEMS[code], count) for code, count in sorted(by_problem.items()) if code in PROBLEMS]
    return QueueCounts(
        by_status.get("queued", 0), by_status.get("refused", 0), by_status.get("sent", 0), problems
    )


def transfer_for(by: Actor, pk: UUID) -> NationalTransfer:
    """One row. Raises `NotFound`."""
    rows = NationalTransfer.objects.filter(pk=pk).select_related("employee", "evaluation")
    return row_of(visible(by, Permission.EXPORT_RESULTS, rows))
