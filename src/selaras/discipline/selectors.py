"""Questions about attendance: whose days, which corrections wait, which numbers nobody holds, which devices failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from selaras.authorization import Actor, Permission, visible
from selaras.core.errors import InvalidInput
from selaras.core.rows import row_of
from selaras.discipline.days import LEAVES
from selaras.discipline.models import (
    Badge,
    Correction,
    DayFact,
    LocalHoliday,
    MonthSummary,
    Outage,
    OutageStatus,
)
from selaras.intake.models import FeedSource
from selaras.organisation.models import Agency, Employee, LegalStatus, Unit
from selaras.planning.models import Skp

PUNCHES = "attendance_punches"


def employee_for(by: Actor, pk: UUID) -> Employee:
    """A person whose days this actor may see. Raises `NotFound`."""
    rows = visible(by, Permission.VIEW_ATTENDANCE, Employee.objects.filter(pk=pk))
    return row_of(rows.select_related("position", "unit", "pejabat_penilai"))


def summaries_of(employee: Employee, month: date) -> list[MonthSummary]:
    """What other systems added up for this month."""
    rows = MonthSummary.objects.filter(employee=employee, month=month, is_current=True)
    return list(rows.select_related("run__source"))


def corrections_awaiting(by: Actor) -> QuerySet[Correction]:
    """Corrections that this person may decide, the oldest first."""
    rows = visible(by, Permission.DECIDE_ATTENDANCE, Correction.objects.filter(status="asked"))
    return rows.select_related("employee__position").order_by("asked_at", "id")


def corrections_decided(by: Actor) -> QuerySet[Correction]:
    """Corrections that this person decided, the newest first."""
    rows = Correction.objects.filter(decided_by_id=by.employee_id).exclude(decided_at=None)
    return rows.select_related("employee").order_by("-decided_at", "id")


def correction_for(by: Actor, pk: UUID) -> Correction:
    """One correction for somebody who may see the person's days. Raises `NotFound`."""
    rows = visible(by, Permission.VIEW_ATTENDANCE, Correction.objects.filter(pk=pk))
    return row_of(
        rows.select_related("employee__position", "employee__pejabat_penilai", "decided_by", "agency")
    )


@dataclass(frozen=True, slots=True)
class SourceOfPunches:
    """A source with the numbers on it that nobody holds."""

    source: FeedSource
    badges: int
    unknown: int


def sources_of_punches(by: Actor) -> list[SourceOfPunches]:
    """The sources this person looks after; two queries."""
    rows = visible(by, Permission.RUN_FEEDS, FeedSource.objects.filter(kind=PUNCHES)).order_by("name")
    sources = list(rows)
    counted = {
        row["source"]: row
        for row in Badge.objects.filter(source__in=sources)
        .order_by()
        .values("source")
        .annotate(badges=Count("pk"), unknown=Count("pk", filter=Q(employee=None)))
    }
    return [
        SourceOfPunches(
            source, counted.get(source.pk, {}).get("badges", 0), counted.get(source.pk, {}).get("unknown", 0)
        )
        for source in sources
    ]


def source_for(by: Actor, pk: UUID) -> FeedSource:
    """One source of punches. Raises `NotFound`, also for somebody else's."""
    rows = visible(by, Permission.RUN_FEEDS, FeedSource.objects.filter(kind=PUNCHES, pk=pk))
    return row_of(rows.select_related("agency", "opd"))


def unknown_badges(source: FeedSource) -> QuerySet[Badge]:
    """Numbers on a source that nobody holds, in the order of the numbers."""
    return Badge.objects.filter(source=source, employee=None).order_by("code", "id")


def outages_for(by: Actor) -> QuerySet[Outage]:
    """Suspected days first, then those that somebody decided on, the newest first."""
    rows = visible(by, Permission.RUN_FEEDS, Outage.objects.all())
    return rows.select_related("source", "decided_by").order_by("-day", "device", "id")


def outage_for(by: Actor, pk: UUID) -> Outage:
    """One suspected outage. Raises `NotFound`."""
    rows = visible(by, Permission.RUN_FEEDS, Outage.objects.filter(pk=pk))
    return row_of(rows.select_related("source", "decided_by"))


def suspected(rows: QuerySet[Outage]) -> QuerySet[Outage]:
    """Those that still wait for a human."""
    return rows.filter(status=OutageStatus.SUSPECTED)


def person_in_line(by: Actor, pk: UUID, permission: Permission) -> Employee:
    """Somebody on whom this actor holds a permission of discipline. Raises `NotFound`."""
    rows = visible(by, permission, Employee.objects.filter(pk=pk))
    return row_of(rows.select_related("position", "unit", "agency", "pejabat_penilai"))


def team_in_line(by: Actor) -> QuerySet[Employee]:
    """The people whom this actor leads, also for somebody else, and on whom a case could be opened; by name."""
    team = Employee.objects.filter(pejabat_penilai_id__in=list(by.stands_for))
    people = visible(by, Permission.OPEN_CASE, team).select_related("position", "unit")
    return people.order_by("name", "id")


def colleague_with_nip(agency: Agency, nip: str, field: str) -> Employee:
    """Somebody who works here. Raises `InvalidInput` at the field for a NIP that nobody here has."""
    rows = Employee.objects.filter(agency=agency, nip=nip.strip(), legal_status=LegalStatus.ACTIVE)
    found = rows.exclude(nip="").first()
    if found is None:
        raise InvalidInput(fields={field: _("Tidak ada pegawai aktif dengan NIP ini.")})
    return found


def skp_of(employee: Employee, year: int) -> Skp | None:
    """The plan of a year, to which coaching belongs; None where there is none."""
    return Skp.objects.filter(employee=employee, year=year).order_by("period_start").last()


def places_for_holidays(by: Actor) -> list[Unit]:
    """The units whose days off this actor may write down, by OPD and name."""
    rows = visible(by, Permission.MANAGE_HOLIDAYS, Unit.objects.filter(is_active=True))
    return list(rows.select_related("opd").order_by("opd__name", "name"))


def holidays_for(by: Actor) -> QuerySet[LocalHoliday]:
    """The local days off this actor may change, the newest first."""
    rows = visible(by, Permission.MANAGE_HOLIDAYS, LocalHoliday.objects.all())
    return rows.select_related("unit").order_by("-day", "id")


def holiday_for(by: Actor, pk: UUID) -> LocalHoliday:
    """One of them. Raises `NotFound`."""
    return row_of(holidays_for(by).filter(pk=pk).select_related("unit__opd"))


def away_until(employee_id: UUID | None, day: date) -> date | None:
    """The last day of a leave that covers a day; None for who was not on leave. One query."""
    rows = DayFact.objects.filter(employee_id=employee_id, is_current=True, kind__in=LEAVES)
    found = rows.filter(first_day__lte=day, last_day__gte=day).aggregate(last=Max("last_day"))
    last: date | None = found["last"]
    return last


def people_on_leave(day: date) -> set[UUID]:
    """Everybody whose leave covers a day, in the agency at hand. One query."""
    rows = DayFact.objects.filter(is_current=True, kind__in=LEAVES, first_day__lte=day, last_day__gte=day)
    return set(rows.values_list("employee_id", flat=True))
