"""A year's absence of many people at once, and what the rules propose for it; nothing is stored.

Everything is read in five queries whatever the number of people, so that a leader sees the whole team on one page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from selaras.discipline.calendars import OfficePlans
from selaras.discipline.days import SeenDay
from selaras.discipline.known_days import known_days, seen_days
from selaras.discipline.models import AbsenceSetAside, CaseStatus, CountedDay, CountedFor
from selaras.organisation.choices import ruleset_for
from selaras.organisation.models import Agency, Employee, EmployeeKind
from selaras_rules import RulesError, Ruleset
from selaras_rules.absence import AbsenceCount, DayStatus, RosterDay, count_absence
from selaras_rules.discipline import AbsenceProposal, propose_for_absence, punishment_types
from selaras_rules.findings import Finding
from selaras_rules.positions import EmployeeStatus

_ONE = timedelta(days=1)
LADDER = "disiplin.tangga_ketidakhadiran"
# A run of ten working days may have begun before New Year.
_BEFORE = timedelta(days=31)
_CONTRACT = frozenset({EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME})
# A case that came to nothing took no step of the ladder; its days carry no other case all the same.
CAME_TO_NOTHING = (CaseStatus.UNPROVEN, CaseStatus.ANNULLED)


@dataclass(frozen=True, slots=True)
class AbsenceYear:
    """The absence of one person in a year, what the rules propose, and what was done about it already."""

    employee: Employee
    year: int
    counted: Finding[AbsenceCount]
    proposal: Finding[AbsenceProposal]
    # Days that carry the proposal: absent ones, and short ones where their minutes made a day.
    acts: tuple[date, ...]
    held: frozenset[date]
    steps_taken: tuple[str, ...]
    set_aside: AbsenceSetAside | None
    step_order: tuple[str, ...] = field(repr=False)
    # With so many days the ladder of PNS begins; for a contract it is only a reason to look.
    first_rung: int

    @property
    def fresh(self) -> tuple[date, ...]:
        """Days that no case rests on yet."""
        return tuple(day for day in self.acts if day not in self.held)

    @property
    def by_contract(self) -> bool:
        """A PPPK whose contract rules: days are counted, the ladder of PNS proposes nothing."""
        return self.employee.kind in _CONTRACT and not self.proposal.value.step

    @property
    def may_open_case(self) -> bool:
        """Whether the rules give a case something to rest on: new days, and a step or a contract to follow."""
        enough = self.by_contract and self.proposal.value.total.days >= self.first_rung
        return bool(self.fresh) and (bool(self.proposal.value.step) or enough)

    @property
    def is_due(self) -> bool:
        """Whether an official has to look: a higher step than any case of the year, and not laid aside at it."""
        found = self.proposal.value
        if not self.fresh or self.counted.value.act_day is None:
            return False
        if self.by_contract:
            return found.total.days >= max(self._laid_aside_days + 1, len(self.held) + 1, self.first_rung)
        order = self.step_order
        reached = max((order.index(step) for step in self.steps_taken if step in order), default=-1)
        laid = order.index(self.set_aside.step) if self.set_aside and self.set_aside.step in order else -1
        return bool(found.step) and order.index(found.step) > max(reached, laid)

    @property
    def _laid_aside_days(self) -> int:
        return self.set_aside.total_days if self.set_aside else 0


@dataclass(frozen=True, slots=True)
class AbsenceYears:
    """The years of some people; `problem` says why they could not be read."""

    rows: Sequence[AbsenceYear]
    problem: str = ""

    @property
    def due(self) -> list[AbsenceYear]:
        """Those an official has to look at."""
        return [row for row in self.rows if row.is_due]


def status_of(employee: Employee) -> EmployeeStatus:
    """The kind of service as the rules of discipline know it; a part-time PPPK is a PPPK."""
    if employee.kind in _CONTRACT:
        return EmployeeStatus.PPPK
    return EmployeeStatus.CPNS if employee.kind == EmployeeKind.CPNS else EmployeeStatus.PNS


def absence_years(people: Sequence[Employee], agency: Agency, year: int, on: date) -> AbsenceYears:
    """The absence of these people from 1 January to the end of the year or the day of looking, whichever is first."""
    first, last = date(year, 1, 1) - _BEFORE, min(on, date(year, 12, 31))
    if not people or last.year < year:
        return AbsenceYears(())
    ruleset = ruleset_for(agency, on)
    known = known_days(people, first - _ONE, last + _ONE, ZoneInfo(agency.time_zone))
    done = _done(people, year)
    days = [first + _ONE * place for place in range((last - first).days + 1)]
    try:
        plans = OfficePlans(ruleset)
        order = tuple(one.step for one in punishment_types(last, ruleset).value)
        rows = [
            _year(
                person,
                year,
                _roster(seen_days(known[person.pk], days, plans, agency, on)),
                ruleset,
                done,
                order,
            )
            for person in people
        ]
    except RulesError as error:
        return AbsenceYears((), str(error))
    return AbsenceYears(rows)


def _roster(seen: Iterable[SeenDay]) -> list[RosterDay]:
    return [one.result.roster_day for one in seen if one.result is not None]


def _year(
    person: Employee,
    year: int,
    roster: list[RosterDay],
    ruleset: Ruleset,
    done: _Done,
    order: tuple[str, ...],
) -> AbsenceYear:
    counted = count_absence(year, roster, ruleset)
    found = counted.value
    proposal = propose_for_absence(
        found.act_day or min(ruleset.on, date(year, 12, 31)), ruleset, days=found.days, minutes=found.minutes,
        minutes_ramadan=found.minutes_ramadan, longest_run=found.longest_run, status=status_of(person),
    )  # fmt: skip
    run = (found.run_start, found.run_end) if proposal.value.is_by_run else None
    acts = _acts(year, roster, with_short=bool(proposal.value.total.days_of_minutes), run=run)
    held, steps = done.held[person.pk], tuple(done.steps[person.pk])
    rung = ruleset.at(found.act_day or min(ruleset.on, date(year, 12, 31))).law(LADDER).value[0]["from"]
    return AbsenceYear(
        person,
        year,
        counted,
        proposal,
        acts,
        frozenset(held),
        steps,
        done.set_aside.get(person.pk),
        order,
        rung,
    )


def _acts(
    year: int, roster: list[RosterDay], *, with_short: bool, run: tuple[date | None, date | None] | None
) -> tuple[date, ...]:
    """The days of the year, and those of a run that began before it."""
    start = run[0] if run and run[0] else date(year, 1, 1)
    return tuple(
        row.day
        for row in roster
        if row.day >= min(start, date(year, 1, 1))
        and (
            row.status is DayStatus.TANPA_KETERANGAN
            or (with_short and row.short_minutes and row.day.year == year)
        )
    )


@dataclass(frozen=True, slots=True)
class _Done:
    held: Mapping[UUID, set[date]]
    steps: Mapping[UUID, set[str]]
    set_aside: Mapping[UUID, AbsenceSetAside]


def _done(people: Sequence[Employee], year: int) -> _Done:
    """Days that carry a case, the steps of the year's cases, and what was laid aside last; two queries."""
    held: dict[UUID, set[date]] = defaultdict(set)
    steps: dict[UUID, set[str]] = defaultdict(set)
    rows = CountedDay.objects.filter(
        employee__in=people, counted_for=CountedFor.CASE, day__gte=date(year, 1, 1) - _BEFORE,
        day__lte=date(year, 12, 31),
    )  # fmt: skip
    for person, day, status, proposed, imposed in rows.values_list(
        "employee_id", "day", "case__status", "case__proposed_step", "case__imposed_step"
    ):
        held[person].add(day)
        if day.year == year and status not in CAME_TO_NOTHING:
            steps[person].add(imposed or proposed)
    aside = AbsenceSetAside.objects.filter(employee__in=people, year=year).order_by("decided_at")
    return _Done(held, steps, {row.employee_id: row for row in aside.select_related("decided_by")})
