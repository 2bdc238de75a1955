"""The people of a city: units, posts, employees, logins and roles, made in memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from selaras.accounts.models import Account
from selaras.demonstration import names
from selaras.demonstration.keys import Keys
from selaras.demonstration.library import CityPlan, Post, UnitPlan, posts
from selaras.organisation.models import (
    Agency,
    Assignment,
    AssignmentKind,
    Delegation,
    Employee,
    EmployeeKind,
    Position,
    PositionKind,
    RoleAssignment,
    SuperiorCorrection,
    Unit,
)
from selaras.organisation.superiors import (
    CANNOT_LEAD,
    Headship,
    derive_lines,
    heads_among,
    place_of,
    set_line,
)

TODAY = date(2026, 11, 22)
FIRST_DAY = date(2023, 1, 2)


@dataclass(slots=True)
class Person:
    """An employee with what only the demonstration knows about the person."""

    employee: Employee
    post: Post
    unit_plan: UnitPlan
    # From when until when the person has a plan in a year; empty for the whole year.
    first_day: date | None = None
    last_day: date | None = None
    tags: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """Unit and post, for stories that look for somebody."""
        return f"{self.unit_plan.key}/{self.post.key}"

    @property
    def is_invented(self) -> bool:
        """Whether the unit may show planted problems."""
        return self.unit_plan.is_invented


@dataclass(slots=True)
class Office:
    """A whole agency in memory."""

    agency: Agency
    keys: Keys
    chance: random.Random
    units: dict[str, Unit] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    roles: list[RoleAssignment] = field(default_factory=list)
    delegations: list[Delegation] = field(default_factory=list)
    corrections: list[SuperiorCorrection] = field(default_factory=list)

    def find(self, key: str, place: int = 0) -> Person:
        """The person who stands at a place under «unit/post». Raises LookupError."""
        found = [person for person in self.people if person.key == key]
        if place >= len(found):
            raise LookupError(f"nobody stands under {key} #{place}")
        return found[place]


def build_office(plan: CityPlan, *, seed: int, copies: int = 1) -> Office:
    """Make all units and people of a city; with `copies` the whole set of units several times over."""
    code = plan.agency["code"]
    keys = Keys(seed, code)
    office = Office(_agency(plan, keys), keys, random.Random(f"{seed}:{code}"))  # noqa: S311
    makers = _Makers(plan, office, first_serial=int(plan.agency["first_serial"]))
    makers.regional_head()
    for number in range(1, copies + 1):
        for unit_plan in plan.units:
            makers.fill(unit_plan, number if copies > 1 else 0)
    return office


def settle_lines(office: Office, on: date = TODAY) -> None:
    """Give everybody a pejabat penilai and the official above, by the rule of the organisation."""
    employees = [person.employee for person in office.people]
    working = {employee.pk for employee in employees}
    heads = heads_among(_headships(office, on))
    parents = {unit.pk: unit.parent_id for unit in office.units.values()}
    regional_head = next(e.pk for e in employees if e.kind == EmployeeKind.STATE_OFFICIAL)
    lines = derive_lines((place_of(e, working) for e in employees), parents, heads, regional_head)
    for employee in employees:
        set_line(employee, lines[employee.pk])
    known = {employee.pk: employee for employee in employees}
    for employee in employees:
        # The objects too, so that nobody asks the database for them again.
        for name in ("pejabat_penilai", "atasan_pejabat_penilai"):
            setattr(employee, name, known.get(getattr(employee, f"{name}_id")))


def _headships(office: Office, on: date) -> Iterator[Headship]:
    able = {p.employee.pk for p in office.people if p.employee.legal_status not in CANNOT_LEAD}
    for person in office.people:
        employee = person.employee
        if employee.pk in able and employee.position is not None and employee.position.is_head:
            yield Headship(employee.position.unit_id, employee.pk, AssignmentKind.DEFINITIF)
    for row in office.assignments:
        runs = row.start <= on and (row.end is None or row.end >= on)
        if row.kind != AssignmentKind.DEFINITIF and runs and row.position.is_head and row.employee_id in able:
            yield Headship(row.position.unit_id, row.employee_id, AssignmentKind(row.kind))


def _agency(plan: CityPlan, keys: Keys) -> Agency:
    about = plan.agency
    return Agency(
        id=keys(), code=about["code"], name=about["name"], place=about["place"], hr_label=about["hr_label"],
        regional_head_title=about["regional_head"], time_zone=about["time_zone"], colour=about["colour"], is_demo=True,
    )  # fmt: skip


class _Makers:
    """Draws units, posts and people into an office."""

    def __init__(self, plan: CityPlan, office: Office, first_serial: int) -> None:
        self.plan, self.office = plan, office
        self.names = names.NameMaker(plan.names, office.chance)
        self.numbers = names.NumberMaker(office.chance, first_serial)

    def regional_head(self) -> None:
        """The official without NIP at the top."""
        office, title = self.office, self.plan.agency["regional_head"]
        unit = self._unit("kota", f"Pemerintah Kota {self.plan.agency['place']}", None, "")
        position = self._position(unit, title, PositionKind.STATE_OFFICIAL, is_head=True)
        sex = office.chance.choice("LP")
        employee = Employee(
            id=office.keys(), agency=office.agency, name=self.names.draw(sex), kind=EmployeeKind.STATE_OFFICIAL,
            sex=sex, position=position, unit=unit,
        )  # fmt: skip
        post = Post("wali_kota", title, PositionKind.STATE_OFFICIAL, 0, ("",))
        self._employ(employee, post, UnitPlan("kota", unit.name, ""), f"walikota.{office.agency.code}")

    def fill(self, plan: UnitPlan, number: int) -> None:
        """A unit with its head and staff."""
        office = self.office
        ending = f" {number}" if number else ""
        own = f"{plan.key}{ending}"
        parent = office.units[f"{plan.parent}{ending}"] if plan.parent else None
        name = f"{plan.name} – Wilayah {number}" if number and parent is None else plan.name
        unit = self._unit(own, name, parent, plan.short)
        head = posts()[plan.head]
        title = plan.head_title or (f"{head.title} {plan.name}")
        seat = self._position(unit, title, head.kind, is_head=True, post=head)
        if not plan.is_vacant:
            self._hire(head, plan, seat)
        for entry in plan.staff:
            key, _star, times = entry.partition("*")
            post = posts()[key]
            position = self._position(unit, post.title, post.kind, post=post)
            for _again in range(int(times or 1)):
                self._hire(post, plan, position)

    def _unit(self, key: str, name: str, parent: Unit | None, short: str) -> Unit:
        unit = Unit(
            id=self.office.keys(), agency=self.office.agency, parent=parent, name=name, short_name=short
        )
        unit.opd = parent.opd if parent is not None else unit
        self.office.units[key] = unit
        return unit

    def _position(
        self, unit: Unit, title: str, kind: str, *, is_head: bool = False, post: Post | None = None
    ) -> Position:
        place = f"{unit.pk}:{title}"
        if place not in self.office.positions:
            self.office.positions[place] = Position(
                id=self.office.keys(), agency=self.office.agency, unit=unit, title=title, kind=kind, is_head=is_head,
                jenjang=post.jenjang if post else "", job_class=post.job_class if post else None,
            )  # fmt: skip
        return self.office.positions[place]

    def _hire(self, post: Post, plan: UnitPlan, position: Position) -> None:
        chance = self.office.chance
        kind = self._kind(post)
        is_pppk = kind in (EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME)
        sex = chance.choice("LPP" if post.text_key in ("guru", "perawat", "bidan") else "LP")
        oldest, youngest = (30, 23) if kind == EmployeeKind.CPNS else (57, 42 if position.is_head else 25)
        born = names.birth_day(chance, youngest, oldest)
        employee = Employee(
            id=self.office.keys(), agency=self.office.agency, name=self.names.draw(sex), kind=kind, sex=sex,
            nip=self.numbers.draw(born, sex, is_pppk=is_pppk), birth_date=born, title_before=post.front,
            title_after=chance.choice(post.degrees) if post.degrees else "", golongan=_golongan(post, kind, chance),
            position=position, unit=position.unit,
        )  # fmt: skip
        self._employ(employee, post, plan, employee.nip)

    def _kind(self, post: Post) -> EmployeeKind:
        draw = self.office.chance.random()
        if post.service == "pppk" or (post.service in ("asn", "open") and draw < 0.2):
            return EmployeeKind.PPPK
        if post.service == "open" and draw > 0.85:
            return EmployeeKind.PPPK_PART_TIME
        if post.service == "asn" and draw > 0.96:
            return EmployeeKind.CPNS
        return EmployeeKind.PNS

    def _employ(self, employee: Employee, post: Post, plan: UnitPlan, username: str) -> None:
        office = self.office
        number = len(office.people) + 1
        employee.email = names.address_of(employee.name, self.plan.agency["letter"], number)
        account = Account(id=office.keys(), agency=office.agency, username=username, email=employee.email)
        employee.account = account
        office.accounts.append(account)
        office.people.append(Person(employee, post, plan))
        start = FIRST_DAY + timedelta(days=office.chance.randrange(0, 300))
        office.assignments.append(
            Assignment(
                id=office.keys(),
                agency=office.agency,
                employee=employee,
                position=employee.position,
                start=start,
                order_number=f"DEMO.821/{number:04}/{start.year}",
            )
        )


def _golongan(post: Post, kind: EmployeeKind, chance: random.Random) -> str:
    if kind in (EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME):
        return "IX" if post.job_class >= 7 else "VII" if post.jenjang == "terampil" else "V"
    civil = [step for step in post.golongan if "/" in step]
    return chance.choice(civil) if civil else ""
