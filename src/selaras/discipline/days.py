"""What the days of one person were: punches, plan, leave, duty, outages, corrections, read by the rules with reasons.

Nothing is stored: a leave that is entered later, a correction, or another choice of the agency is there at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from selaras.core import clock
from selaras.discipline.models import (
    Correction,
    CorrectionStatus,
    DayFact,
    DeviceDay,
    FactKind,
    LocalHoliday,
    Outage,
    OutageStatus,
    Punch,
    Shift,
)
from selaras.intake.models import FeedRun, RunStatus
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, Employee
from selaras_rules import RulesError, Ruleset
from selaras_rules.absence import DayStatus
from selaras_rules.attendance import DayFacts, DayResult, day_status
from selaras_rules.findings import Finding
from selaras_rules.leave import LeaveKind
from selaras_rules.punches import Punch as Tap
from selaras_rules.punches import PunchSide
from selaras_rules.working_time import DayPlan, FreeDay, plan_day, plan_shift

_ONE = timedelta(days=1)
_SHIFT, _HOLIDAY = "shift", "holiday"
LEAVES = frozenset(kind.value for kind in LeaveKind) & frozenset(FactKind.values)
"""Kinds of a day that are leave by law."""


@dataclass(frozen=True, slots=True)
class SeenDay:
    """One day as it is shown: the result with its reasons, or none while nothing is known of it."""

    day: date
    finding: Finding[DayResult] | None
    plan: DayPlan | FreeDay
    punches: Sequence[Punch]
    facts: Sequence[DayFact]
    corrections: Sequence[Correction]
    outages: Sequence[str]

    @property
    def result(self) -> DayResult | None:
        """The result without its reasons."""
        return self.finding.value if self.finding else None

    @property
    def status(self) -> DayStatus | None:
        """What the day was; None while nothing is known of it."""
        return self.finding.value.status if self.finding else None


@dataclass(frozen=True, slots=True)
class SeenDays:
    """Days of one person with what they rest on; `problem` says why they could not be read."""

    employee: Employee
    days: Sequence[SeenDay]
    sources: Sequence[FeedRun]
    problem: str = ""

    @property
    def counts(self) -> Mapping[DayStatus, int]:
        """How many days of each status, of those that are known."""
        found: dict[DayStatus, int] = defaultdict(int)
        for day in self.days:
            if day.status is not None:
                found[day.status] += 1
        return found

    @property
    def unknown(self) -> int:
        """Working days of which nothing is known."""
        return sum(day.status is None for day in self.days)


@dataclass(frozen=True, slots=True)
class RosterTimes:
    """A day of a roster; without times it is free."""

    day: date
    starts_at: time | None
    ends_at: time | None
    break_minutes: int


@dataclass(slots=True)
class Known:
    """What is known of a person's days, as it lies in the database; `taps` are the punches as the rules read them."""

    taps: dict[date, list[Tap]] = field(default_factory=lambda: defaultdict(list))
    punches: dict[date, list[Punch]] = field(default_factory=lambda: defaultdict(list))
    local: dict[date, str] = field(default_factory=dict)
    heard: set[date] = field(default_factory=set)
    outages: dict[date, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    facts: list[DayFact] = field(default_factory=list)
    shifts: dict[date, RosterTimes] = field(default_factory=dict)
    corrections: dict[date, list[Correction]] = field(default_factory=lambda: defaultdict(list))
    devices: set[tuple[UUID, str]] = field(default_factory=set)
    runs: dict[UUID, FeedRun] = field(default_factory=dict)


def days_of(employee: Employee, agency: Agency, first: date, last: date, on: date) -> SeenDays:
    """The days from `first` to `last`, as seen on a day; six queries whatever the number of days."""
    ruleset, zone = ruleset_for(agency, on), ZoneInfo(agency.time_zone)
    known = _load(employee, first, last, zone)
    sources = tuple(sorted(known.runs.values(), key=lambda run: run.sent_at))
    days: list[SeenDay] = []
    problem = ""
    wanted = (first + _ONE * place for place in range((last - first).days + 1))
    try:
        days = [seen_day(day, known, ruleset, still_open(day, agency, on)) for day in wanted]
    except RulesError as error:
        problem = str(error)
    return SeenDays(employee, days, sources, problem)


def still_open(day: date, agency: Agency, on: date) -> bool:
    """Today is over when the clock says so; a day to come is open."""
    return day > on or (day == on and clock.local(clock.now(), agency).hour < 23)


def _load(employee: Employee, first: date, last: date, zone: ZoneInfo) -> Known:
    known = Known()
    before, after = first - _ONE, last + _ONE
    taps = Punch.objects.filter(
        badge__employee=employee, day__gte=before, day__lte=after, run__status=RunStatus.APPLIED
    )
    for punch in taps.select_related("run__source").order_by("at"):
        known.punches[punch.day].append(punch)
        known.taps[punch.day].append(as_tap(punch.at, punch.side, zone))
        known.devices.add((punch.run.source_id, punch.device))
        known.runs[punch.run_id] = punch.run
    _load_heard(known, employee, before, after)
    facts = DayFact.objects.filter(
        employee=employee, is_current=True, first_day__lte=last, last_day__gte=first
    )
    known.facts = list(facts.select_related("run__source"))
    known.runs.update({fact.run_id: fact.run for fact in known.facts})
    asked = Correction.objects.filter(employee=employee, day__gte=first, day__lte=last)
    for correction in asked.select_related("decided_by").order_by("asked_at"):
        known.corrections[correction.day].append(correction)
    return known


def _load_heard(known: Known, employee: Employee, first: date, last: date) -> None:
    """When the machines of this person recorded anything or seem to have failed, the roster, and what is free here.

    One query.
    """
    text, within = CharField(), {"day__gte": first, "day__lte": last}
    days = DeviceDay.objects.filter(
        run__source__badges__employee=employee, run__status=RunStatus.APPLIED, is_whole=True, **within
    )
    failed = Outage.objects.filter(source__badges__employee=employee, **within)
    shifts = Shift.objects.filter(employee=employee, is_current=True, **within)
    heard = days.order_by().values_list("day", Value("", text), Value("", text), Value("", text)).distinct()
    lost = failed.order_by().values_list("day", "status", "device", "sign")
    start, end = (Coalesce(Cast(name, text), Value("", text)) for name in ("starts_at", "ends_at"))
    times = Concat(start, Value(" ", text), end, output_field=text)
    roster = shifts.order_by().values_list("day", Value(_SHIFT, text), Cast("break_minutes", text), times)
    place = Q(unit=None) | Q(unit_id__in=places_of(employee))
    free = LocalHoliday.objects.filter(place, **within).order_by()
    free_days = free.values_list("day", Value(_HOLIDAY, text), Value("", text), "name")
    for day, status, device, sign in heard.union(lost, roster, free_days, all=True):
        if not status:
            known.heard.add(day)
        elif status == _SHIFT:
            known.shifts[day] = roster_day(day, device, sign)
        elif status == _HOLIDAY:
            known.local[day] = sign
        elif status != OutageStatus.DISMISSED:
            known.outages[day].append((device, sign))


def places_of(employee: Employee) -> list[UUID]:
    """The unit of a person and its OPD: whose own days off are the person's too."""
    unit = employee.unit
    return [] if unit is None else [key for key in {unit.pk, unit.opd_id} if key is not None]


def roster_day(day: date, pause: str, times: str) -> RosterTimes:
    start, _blank, end = times.partition(" ")
    if not start or not end:
        return RosterTimes(day, None, None, 0)
    return RosterTimes(day, time.fromisoformat(start), time.fromisoformat(end), int(pause))


def seen_day(
    day: date, known: Known, ruleset: Ruleset, is_open: bool, plan: DayPlan | FreeDay | None = None
) -> SeenDay:
    """One day read by the rules; `plan` is that of an ordinary office where the caller knows it already."""
    plan = _plan(day, known, ruleset, plan)
    facts = [fact for fact in known.facts if fact.first_day <= day <= fact.last_day]
    corrections, punches = known.corrections.get(day, []), known.punches.get(day, [])
    used = {device for _source, device in known.devices}
    outages = [sign for device, sign in known.outages.get(day, ()) if not device or device in used]
    finding = None
    about = _facts(facts, corrections, bool(outages), _previous_end(day, known, ruleset))
    is_told = day in known.heard or outages or facts or about.is_manual or isinstance(plan, FreeDay)
    if is_told and not (is_open and not facts and isinstance(plan, DayPlan)):
        taps = [tap for near in (day - _ONE, day, day + _ONE) for tap in known.taps.get(near, ())]
        finding = day_status(taps, plan, about, ruleset, local=known.local)
    return SeenDay(day, finding, plan, punches, facts, corrections, outages)


def _plan(day: date, known: Known, ruleset: Ruleset, ordinary: DayPlan | FreeDay | None) -> DayPlan | FreeDay:
    """The shift of the day; the free day of a roster; else the hours of the office."""
    shift = known.shifts.get(day)
    if shift is not None:
        return _shift_plan(shift, ruleset) or FreeDay(day, DayStatus.BUKAN_HARI_KERJA)
    if known.shifts and min(known.shifts) <= day <= max(known.shifts):
        return FreeDay(day, DayStatus.BUKAN_HARI_KERJA)
    return ordinary or plan_day(day, ruleset, local=known.local).value


def _shift_plan(shift: RosterTimes | None, ruleset: Ruleset) -> DayPlan | None:
    if shift is None or shift.starts_at is None or shift.ends_at is None:
        return None
    return plan_shift(shift.day, shift.starts_at, shift.ends_at, shift.break_minutes, ruleset).value


def _previous_end(day: date, known: Known, ruleset: Ruleset) -> datetime | None:
    plan = _shift_plan(known.shifts.get(day - _ONE), ruleset)
    return plan.ends_at if plan else None


def _facts(
    facts: Iterable[DayFact],
    corrections: Iterable[Correction],
    is_outage: bool,
    previous_end: datetime | None,
) -> DayFacts:
    approved = [row for row in corrections if row.status == CorrectionStatus.APPROVED]
    kinds = {fact.kind for fact in facts} | {row.claim for row in approved}
    leaves = sorted(kinds & LEAVES)
    return DayFacts(
        leave=LeaveKind(leaves[0]) if leaves else None,
        is_on_duty=FactKind.DINAS in kinds,
        is_training=FactKind.PELATIHAN in kinds,
        is_flexible_place=FactKind.FLEKSIBEL in kinds,
        is_outage=is_outage,
        is_manual=FactKind.MANUAL in kinds,
        has_open_claim=any(row.status == CorrectionStatus.ASKED for row in corrections),
        previous_end=previous_end,
    )


def as_tap(at: datetime, side: str, zone: ZoneInfo) -> Tap:
    """A punch as the rules read it, by the clock on the wall of the place."""
    return Tap(at.astimezone(zone).replace(tzinfo=None), PunchSide(side))
