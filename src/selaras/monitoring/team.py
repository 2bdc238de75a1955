"""The people one leads: who has recorded what, and with whom nobody has spoken for long. For help, not for blame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from selaras.authorization import Actor
from selaras.monitoring.models import Dialogue, Evidence, Realisation
from selaras.planning.models import Skp

SILENT_AFTER = timedelta(days=30)
MOST_PEOPLE = 300


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person of the team."""

    skp: Skp
    last_entry: date | None
    last_talk: date | None
    months: int
    evidence: int
    quiet_days: int | None

    @property
    def is_quiet(self) -> bool:
        """Nothing was recorded for thirty days or more: time to ask whether something stands in the way."""
        return self.quiet_days is not None


def team_of(by: Actor, year: int, on: date) -> list[TeamLine]:
    """The SKP of a year for which the actor, or somebody the actor acts for, is pejabat penilai. One query."""
    rows = Skp.objects.filter(pejabat_penilai_id__in=list(by.stands_for), year=year)
    return lines_of(rows.exclude(employee_id=by.employee_id), on)


def lines_of(plans: QuerySet[Skp], on: date) -> list[TeamLine]:
    """These plans with what was recorded on them, by name; at most three hundred. One query."""
    realisations = Realisation.objects.filter(iki__rhk__skp=OuterRef("pk"))
    evidence = Evidence.objects.filter(skp=OuterRef("pk"))
    rows = plans.select_related("employee__position", "agency").annotate(
        last_realisation=_last(realisations, "iki__rhk__skp", "recorded_at"),
        last_evidence=_last(evidence, "skp", "uploaded_at"),
        last_talk=_last(Dialogue.objects.filter(skp=OuterRef("pk")), "skp", "held_on"),
        entries=_count(realisations, "iki__rhk__skp"),
        proofs=_count(evidence, "skp"),
    )
    return [_line(skp, on) for skp in rows.order_by("employee__name", "period_start")[:MOST_PEOPLE]]


def _line(skp: Skp, on: date) -> TeamLine:
    zone = ZoneInfo(skp.agency.time_zone)
    moments = [moment for moment in (skp.last_realisation, skp.last_evidence) if moment is not None]  # type: ignore[attr-defined]
    last_entry = max(moments).astimezone(zone).date() if moments else None
    return TeamLine(
        skp=skp,
        last_entry=last_entry,
        last_talk=skp.last_talk,  # type: ignore[attr-defined]
        months=skp.entries,  # type: ignore[attr-defined]
        evidence=skp.proofs,  # type: ignore[attr-defined]
        quiet_days=_quiet_days(skp, last_entry, on, zone),
    )


def _quiet_days(skp: Skp, last_entry: date | None, on: date, zone: ZoneInfo) -> int | None:
    """Days without an entry, counted from the agreement at the earliest; None while it is no silence."""
    if skp.version < 1 or on > skp.period_end + SILENT_AFTER:
        return None
    since = last_entry or max(skp.period_start, _day(skp.agreed_at, zone) or skp.period_start)
    days = (on - since).days
    return days if days >= SILENT_AFTER.days else None


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None


def _last(
    rows: QuerySet[Realisation] | QuerySet[Evidence] | QuerySet[Dialogue], owner: str, column: str
) -> Subquery:
    return Subquery(rows.order_by().values(owner).annotate(last=Max(column)).values("last"))


def _count(rows: QuerySet[Realisation] | QuerySet[Evidence], owner: str) -> Coalesce:
    counted = rows.order_by().values(owner).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
