"""What others may ask about doing and documenting: realisations, evidence, feedback, dialogues, warnings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from selaras.authorization import Actor, Permission, visible
from selaras.core.rows import row_of
from selaras.intake.models import ServiceCount
from selaras.monitoring.models import (
    Arrival,
    ClosedPeriod,
    CountedIndicator,
    Dialogue,
    DialogueKind,
    Evidence,
    EvidenceUse,
    Feedback,
    Realisation,
)
from selaras.planning.models import Iki, Skp, SkpVersion
from selaras_rules import Period

MOST_COUNTS = 200


def realisations_of(skp: Skp) -> dict[UUID, dict[int, Realisation]]:
    """All realisations of an SKP: by indicator, then by month. One query."""
    found: dict[UUID, dict[int, Realisation]] = {}
    for row in (
        Realisation.objects.filter(iki__rhk__skp=skp)
        .select_related("from_run")
        .defer("from_run__report")
        .order_by("month")
    ):
        found.setdefault(row.iki_id, {})[row.month] = row
    return found


def evidence_of(skp: Skp, quarter: int | None = None) -> list[Evidence]:
    """The evidence of an SKP, newest work first, with file and uses; of one quarter where it is named.

    Two queries, none where `evidence_list` was prefetched with its uses.
    """
    if "evidence_list" in getattr(skp, "_prefetched_objects_cache", {}):
        rows = sorted(
            skp.evidence_list.all(), key=lambda row: (row.happened_on, row.uploaded_at), reverse=True
        )
    else:
        rows = list(_evidence_rows(Evidence.objects.filter(skp=skp)))
    if quarter is None:
        return rows
    return [row for row in rows if any(use.quarter == quarter for use in row.uses.all())]


def feedback_of(skp: Skp) -> list[Feedback]:
    """All feedback on an SKP, newest first, with its author, RHK and action. One query."""
    rows = Feedback.objects.filter(skp=skp).select_related("author__position", "rhk", "action")
    return list(rows.order_by("-given_at"))


def dialogues_of(skp: Skp) -> list[Dialogue]:
    """All recorded talks and warnings of an SKP, newest first, with the people. One query."""
    rows = Dialogue.objects.filter(skp=skp).select_related("written_by", "confirmed_by")
    return list(rows.order_by("-held_on", "-written_at"))


def talks_to_confirm(actor: Actor, year: int) -> QuerySet[Dialogue]:
    """Talks about the actor's own work of a year that somebody else wrote down and the actor has not answered yet."""
    waiting = Dialogue.objects.filter(skp__employee_id=actor.employee_id, skp__year=year, confirmed_at=None)
    return waiting.exclude(written_by_id=actor.employee_id)


def has_dialogue(skp: Skp, kinds: Collection[str], start: date, end: date) -> bool:
    """Whether a talk of one of these kinds was held between two days, both included."""
    return Dialogue.objects.filter(skp=skp, kind__in=list(kinds), held_on__range=(start, end)).exists()


def earlier_warning(skp: Skp, before: date) -> Dialogue | None:
    """The last early warning that was held **and** written down before a day (K-21); a later entry does not count."""
    midnight = datetime.combine(before, time.min, ZoneInfo(skp.agency.time_zone))
    rows = Dialogue.objects.filter(skp=skp, kind=DialogueKind.EARLY_WARNING, held_on__lt=before)
    return rows.filter(written_at__lt=midnight).order_by("-held_on", "-written_at").first()


def changed_after(skp: Skp, moment: datetime, months: Iterable[int] = range(1, 13)) -> list[Realisation]:
    """Realisations of these months that were written or changed after a moment: «diubah setelah evaluasi»."""
    rows = Realisation.objects.filter(iki__rhk__skp=skp, recorded_at__gt=moment, month__in=list(months))
    return list(rows.select_related("iki").order_by("iki_id", "month"))


def has_work(skp: Skp, period: Period) -> bool:
    """Whether anything was recorded of a period: a realisation of its months, or evidence from its days. One query."""
    realised = Realisation.objects.filter(iki__rhk__skp=skp, month__in=list(period.month_numbers))
    proofs = Evidence.objects.filter(skp=skp, happened_on__range=(period.start, period.end))
    found = Skp.objects.filter(pk=skp.pk).filter(Exists(realised) | Exists(proofs))
    return found.exists()


def closed_months(skp: Skp) -> dict[int, datetime]:
    """The months that have been evaluated, with the moment. One query."""
    found: dict[int, datetime] = {}
    for closed in ClosedPeriod.objects.filter(skp=skp).order_by("-closed_at"):
        for month in Period.parse(closed.period).month_numbers:
            found[month] = closed.closed_at
    return found


def skp_seen_by(by: Actor, pk: UUID, permission: Permission = Permission.VIEW_PROGRESS) -> Skp:
    """One SKP with its people and agreed content, in one query. Raises `NotFound` for what the actor may not see."""
    return row_of(visible(by, permission, _with_agreed(Skp.objects.filter(pk=pk))))


def own_skp(by: Actor, on: date) -> Skp | None:
    """The SKP of the actor that runs on a day, else the newest one of that year or the year before."""
    rows = _with_agreed(Skp.objects.filter(employee_id=by.employee_id, year__in=(on.year, on.year - 1)))
    found = list(rows.order_by("-period_start"))
    running = [skp for skp in found if skp.period_start <= on <= skp.period_end]
    return next(iter(running or found), None)


def iki_seen_by(by: Actor, pk: UUID, permission: Permission) -> Iki:
    """One indicator with its SKP. Raises `NotFound`."""
    rows = Iki.objects.filter(pk=pk).select_related("rhk__skp__employee", "rhk__skp__agency")
    return row_of(visible(by, permission, rows))


def evidence_seen_by(by: Actor, pk: UUID) -> Evidence:
    """One evidence with its file, owner and uses. Raises `NotFound`."""
    rows = Evidence.objects.filter(pk=pk).select_related(
        "skp__employee", "skp__pejabat_penilai", "stored_file", "uploaded_by", "link_health"
    )
    return row_of(visible(by, Permission.VIEW_PROGRESS, rows).prefetch_related("uses__iki"))


def feedback_seen_by(by: Actor, pk: UUID) -> Feedback:
    """One feedback, for its receiver and those who see the progress. Raises `NotFound`."""
    rows = Feedback.objects.filter(pk=pk).select_related("skp__employee", "author__position", "rhk")
    return row_of(visible(by, Permission.VIEW_PROGRESS, rows))


def dialogue_seen_by(by: Actor, pk: UUID) -> Dialogue:
    """One talk. Raises `NotFound`."""
    rows = Dialogue.objects.filter(pk=pk).select_related(
        "skp__employee", "skp__pejabat_penilai", "written_by", "confirmed_by"
    )
    return row_of(visible(by, Permission.VIEW_PROGRESS, rows))


def evidence_with_twins(skp: Skp) -> list[Evidence]:
    """`evidence_of`, each with `has_twin`: the same file or link is kept elsewhere too (C-05). Two queries."""
    others = Evidence.objects.exclude(pk=OuterRef("pk"))
    same = others.filter(Q(stored_file=OuterRef("stored_file")) | Q(kind="link", url=OuterRef("url")))
    return list(_evidence_rows(Evidence.objects.filter(skp=skp)).annotate(has_twin=Exists(same)))


def twins_of(evidence: Evidence) -> list[Evidence]:
    """Other evidence with the same file or the same link, of whomever. One query."""
    same = (
        Q(kind="link", url=evidence.url)
        if evidence.kind == "link"
        else Q(stored_file=evidence.stored_file_id)
    )
    rows = Evidence.objects.filter(same).exclude(pk=evidence.pk).select_related("skp__employee")
    return list(rows.order_by("uploaded_at")[:20])


def feedback_given_by(by: Actor) -> list[Feedback]:
    """What the actor wrote to others, with their answers and actions, newest first. One query."""
    rows = Feedback.objects.filter(author_id=by.employee_id).select_related(
        "skp__employee__position", "rhk", "action"
    )
    return list(rows.order_by("-given_at")[:50])


def colleagues_with_skp(by: Actor, year: int, words: str = "") -> list[Skp]:
    """People to whom the actor may give feedback: the own unit first, or found by name; at most thirty. One query."""
    rows = visible(by, Permission.GIVE_FEEDBACK, Skp.objects.filter(year=year)).select_related(
        "employee", "unit"
    )
    rows = rows.filter(employee__name__icontains=words) if words else rows.filter(unit_id=by.unit_id)
    return list(rows.order_by("employee__name", "-period_start")[:30])


def arrival_of(row: Evidence) -> Arrival | None:
    """How an evidence was written before it arrived; None for what was entered at the desk. One query."""
    return Arrival.objects.filter(about_id=row.pk).order_by("arrived_at").first()


def arrivals_of(skp: Skp) -> dict[UUID, Arrival]:
    """How entries about an SKP were written before they arrived, by what they are about; the newest. One query."""
    return {row.about_id: row for row in Arrival.objects.filter(skp=skp).order_by("arrived_at")}


def colleagues_near(by: Actor, year: int) -> list[Skp]:
    """The own unit and everybody one leads, for feedback without connection; at most sixty. One query."""
    rows = visible(by, Permission.GIVE_FEEDBACK, Skp.objects.filter(year=year)).select_related("employee")
    near = Q(pejabat_penilai_id__in=list(by.stands_for))
    if by.unit_id is not None:
        near |= Q(unit_id=by.unit_id)
    return list(rows.filter(near).order_by("employee__name", "-period_start")[:60])


def colleague_skp(by: Actor, pk: UUID) -> Skp:
    """The SKP of a colleague, for a word to its owner; says nothing about its content. Raises `NotFound`."""
    rows = Skp.objects.filter(pk=pk, agency_id=by.agency_id)
    return row_of(rows.select_related("employee__position", "agency"))


def _with_agreed(rows: QuerySet[Skp]) -> QuerySet[Skp]:
    newest = SkpVersion.objects.filter(skp=OuterRef("pk")).order_by("-number")
    people = rows.select_related("employee__position", "pejabat_penilai__position", "agency")
    return people.annotate(agreed_content=Subquery(newest.values("content")[:1]))


def _evidence_rows(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    uses = Prefetch("uses", EvidenceUse.objects.order_by("quarter"))
    rows = rows.select_related("stored_file", "uploaded_by", "link_health").prefetch_related(uses)
    return rows.order_by("-happened_on", "-uploaded_at")


@dataclass(frozen=True, slots=True)
class OfferedCount:
    """A count one can choose, with what it adds up to this year."""

    source_id: UUID
    source: str
    unit_id: UUID
    unit: str
    service: str
    total: int
    last_month: int


def counts_for(skp: Skp) -> list[OfferedCount]:
    """Service counts of the unit of an SKP and of the units below it in its year, own unit first. One query."""
    near = Q(unit=skp.unit_id) | Q(unit__parent=skp.unit_id)
    rows = ServiceCount.objects.filter(near, is_current=True, year=skp.year)
    found = (
        rows.values("source_id", "source__name", "unit_id", "unit__name", "service")
        .annotate(total=Sum("count"), last=Max("month"))
        .order_by("source__name", "unit__name", "service")[:MOST_COUNTS]
    )
    offered = [
        OfferedCount(
            row["source_id"], row["source__name"], row["unit_id"], row["unit__name"], row["service"], row["total"],
            row["last"],
        )
        for row in found
    ]  # fmt: skip
    return sorted(offered, key=lambda count: count.unit_id != skp.unit_id)


def counted_by(iki: Iki) -> CountedIndicator | None:
    """Where the number of an indicator comes from, if not from a person. One query."""
    return CountedIndicator.objects.filter(iki=iki).select_related("source", "unit").first()
