"""How far the plans of a year are: numbers for everybody, names for those in charge of the people.

Coverage (P-03): everybody who works under an SKP has one for the whole year, or the gap is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from selaras.authorization import Actor, Permission, visible
from selaras.organisation.models import Agency, Employee, without_skp
from selaras.planning.models import Skp
from selaras.planning.selectors.blockers import people_with_skp

ONE = timedelta(days=1)
STATES = ("missing", "draft", "returned", "submitted", "agreed")


@dataclass(slots=True)
class Progress:
    """Where the plans of one OPD stand; with `opd_id` None, those of the whole city."""

    opd_id: UUID | None
    name: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))

    @property
    def people(self) -> int:
        """Everybody who works under an SKP."""
        return sum(self.counts.values())

    @property
    def unfinished(self) -> int:
        """Whose plan is not agreed."""
        return self.people - self.counts["agreed"]

    @property
    def percent(self) -> int:
        """Agreed plans of all people, rounded down: 100 means everybody."""
        return self.counts["agreed"] * 100 // self.people if self.people else 100


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the year for which somebody has no plan."""

    employee_id: UUID
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everybody and the whole year, or the gaps."""

    people: int
    exempt: int
    without: int
    gaps: list[Gap]

    @property
    def covered(self) -> int:
        """People with a plan for every day of the year."""
        return self.people - self.without - len({gap.employee_id for gap in self.gaps})

    @property
    def percent(self) -> int:
        """Rounded down: 100 means that nobody and no day is missing."""
        return self.covered * 100 // self.people if self.people else 100


def progress_by_opd(agency: Agency | UUID, year: int) -> list[Progress]:
    """Each OPD with its numbers, by name; one query."""
    rows = with_state(people_with_skp(agency), year)
    counted = rows.values("unit__opd", "unit__opd__name", "state").annotate(count=Count("pk")).order_by()
    found: dict[UUID | None, Progress] = {}
    for row in counted:
        opd = found.setdefault(row["unit__opd"], Progress(row["unit__opd"], row["unit__opd__name"] or ""))
        opd.counts[row["state"]] += row["count"]
    return sorted(found.values(), key=lambda opd: (opd.opd_id is None, opd.name))


def in_all(rows: Iterable[Progress]) -> Progress:
    """The whole city."""
    total = Progress(None, "")
    for row in rows:
        for state, count in row.counts.items():
            total.counts[state] += count
    return total


def with_state(people: QuerySet[Employee], year: int) -> QuerySet[Any]:
    """Each person with `state` of the year's last plan; once agreed it counts as agreed while it is revised."""
    plans = Skp.objects.filter(employee=OuterRef("pk"), year=year).order_by("-period_start")
    state = Case(
        When(version__gt=0, then=Value("agreed")),
        When(status="reopened", then=Value("draft")),
        default=F("status"),
        output_field=CharField(),
    )
    found = Subquery(plans.annotate(now=state).values("now")[:1])
    annotated: QuerySet[Any] = people.annotate(
        state=Coalesce(found, Value("missing"), output_field=CharField())
    )
    return annotated


def unfinished_people(by: Actor, opd_id: UUID, year: int) -> QuerySet[Any]:
    """By name those whose plan is not agreed: only the people this person is in charge of."""
    rows = visible(by, Permission.NAME_MISSING_PLANS, people_with_skp(by.agency_id)).filter(unit__opd=opd_id)
    found = with_state(rows, year).exclude(state="agreed")
    return found.select_related("position", "unit", "pejabat_penilai").order_by("state", "name", "pk")


def names_anybody(by: Actor, opd_id: UUID) -> bool:
    """Whether this person is in charge of anybody in the OPD."""
    rows = visible(by, Permission.NAME_MISSING_PLANS, people_with_skp(by.agency_id))
    return rows.filter(unit__opd=opd_id).exists()


def coverage_of(agency: Agency | UUID, year: int) -> Coverage:
    """Whether everybody has a plan for the whole year; three queries whatever the number of people."""
    people = people_with_skp(agency)
    exempt = Employee.objects.filter(without_skp(), agency=agency).exclude(legal_status="berhenti").count()
    counted = people.aggregate(
        all=Count("pk", distinct=True), planned=Count("pk", filter=Q(skp_list__year=year), distinct=True)
    )
    gaps = gaps_among(_part_years(people, year), year)
    return Coverage(counted["all"], exempt, counted["all"] - counted["planned"], gaps)


def gaps_of(people: Sequence[Employee], year: int) -> dict[UUID, list[Gap]]:
    """The gaps of these people who have at least one plan; one query."""
    by_person: dict[UUID, list[Gap]] = defaultdict(list)
    rows = Skp.objects.filter(employee__in=people, year=year)
    for gap in gaps_among(rows.values_list("employee_id", "period_start", "period_end"), year):
        by_person[gap.employee_id].append(gap)
    return by_person


def gaps_among(spans: Iterable[tuple[UUID, date, date]], year: int) -> list[Gap]:
    """The days of the year that the plans of each person leave out."""
    by_person: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for person, start, end in spans:
        by_person[person].append((start, end))
    return [gap for person, found in by_person.items() for gap in _gaps(person, sorted(found), year)]


def _gaps(person: UUID, spans: list[tuple[date, date]], year: int) -> Iterable[Gap]:
    day = date(year, 1, 1)
    for start, end in spans:
        if start > day:
            yield Gap(person, day, start - ONE)
        day = max(day, end + ONE)
    if day <= date(year, 12, 31):
        yield Gap(person, day, date(year, 12, 31))


def _part_years(people: QuerySet[Employee], year: int) -> Iterable[tuple[UUID, date, date]]:
    rows = Skp.objects.filter(employee__in=people, year=year)
    part = rows.exclude(period_start=date(year, 1, 1), period_end=date(year, 12, 31))
    return part.values_list("employee_id", "period_start", "period_end")
